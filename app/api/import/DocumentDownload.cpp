// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/import/DocumentDownload.h"

#include "app/api/import/DocumentText.h"

#include <QHostAddress>
#include <QNetworkRequest>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace api {
namespace {

constexpr int maxRedirects = 5;
constexpr auto patience = 30s; // without a byte

bool isLoopback(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

QNetworkRequest requestFor(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setRawHeader("Accept", "application/json, application/yaml, */*;q=0.5");
    request.setTransferTimeout(patience);
    return request;
}

} // namespace

DocumentDownload::DocumentDownload(QObject *parent)
    : QObject(parent)
{
}

DocumentDownload::~DocumentDownload()
{
    cancel();
}

QUrl DocumentDownload::urlFrom(const QString &typed)
{
    const QString text = typed.trimmed();
    return QUrl(text.isEmpty() || text.contains("://"_L1) ? text : u"https://"_s + text,
                QUrl::StrictMode);
}

QString DocumentDownload::whyNot(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return tr("This is not a web address. One looks like https://example.com/openapi.json.");
    const bool http = url.scheme() == "http"_L1;
    if (url.scheme() != "https"_L1 && !http)
        return tr("Documents are fetched by https only.");
    if (http && !isLoopback(url))
        return tr("Over plain http anybody on the way could change the document. Use https.");
    if (!url.userInfo().isEmpty())
        return tr("The address contains a name or a password. Documents are fetched without; "
                  "download the file and import that.");
    return {};
}

void DocumentDownload::start(const QUrl &url)
{
    cancel();
    m_redirects = 0;
    if (const QString why = whyNot(url); !why.isEmpty()) {
        QMetaObject::invokeMethod(this, [this, why] { Q_EMIT failed(why); }, Qt::QueuedConnection);
        return;
    }
    send(url);
}

void DocumentDownload::cancel()
{
    if (QNetworkReply *reply = m_reply.data()) {
        m_reply.clear();
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
    m_text = {};
}

void DocumentDownload::send(const QUrl &url)
{
    m_text = {};
    QNetworkReply *reply = m_network.get(requestFor(url));
    m_reply = reply;
    connect(reply, &QNetworkReply::readyRead, this, &DocumentDownload::take);
    connect(reply, &QNetworkReply::finished, this, &DocumentDownload::end);
    connect(reply, &QNetworkReply::downloadProgress, this, &DocumentDownload::progress);
}

void DocumentDownload::take()
{
    const QByteArray bytes = m_reply->readAll();
    const qint64 announced = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (announced > maxDocumentBytes ||
        static_cast<qint64>(m_text.size()) + bytes.size() > maxDocumentBytes) {
        fail(tr("The document is larger than %1 MB.").arg(maxDocumentBytes / (1024 * 1024)));
        return;
    }
    m_text.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

void DocumentDownload::end()
{
    QNetworkReply *reply = m_reply.data();
    if (reply->bytesAvailable() > 0)
        take();
    if (m_reply != reply)
        return; // it was too large
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 300 && status < 400 && reply->hasRawHeader("Location")) {
        follow(reply->url().resolved(QUrl::fromEncoded(reply->rawHeader("Location"))));
        return;
    }
    if (status >= 400) {
        fail(status == 401 || status == 403
                 ? tr("The server wants somebody to sign in (status %1). Download the document in "
                      "the browser, then import the file.")
                       .arg(status)
                 : tr("The server answers with status %1. Check the address.").arg(status));
        return;
    }
    if (reply->error() != QNetworkReply::NoError) {
        fail(tr("The document can't be fetched: %1").arg(reply->errorString()));
        return;
    }
    m_reply.clear();
    reply->deleteLater();
    Q_EMIT finished(std::exchange(m_text, {}));
}

void DocumentDownload::follow(const QUrl &target)
{
    const QString scheme = m_reply->url().scheme();
    if (++m_redirects > maxRedirects) {
        fail(tr("The address leads from one to the next without an end."));
        return;
    }
    if (target.scheme() != scheme || !whyNot(target).isEmpty()) {
        fail(tr("The address leads to %1, which is not followed.")
                 .arg(target.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery).left(200)));
        return;
    }
    QNetworkReply *reply = m_reply.data();
    m_reply.clear();
    reply->disconnect(this);
    reply->deleteLater();
    send(target);
}

void DocumentDownload::fail(const QString &sentence)
{
    cancel();
    Q_EMIT failed(sentence);
}

} // namespace api
