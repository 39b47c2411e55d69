// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/wire/WireConnection.h"

#include "app/api/wire/WireReply.h"

#include <QNetworkProxy>

#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace api {

namespace {

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

QNetworkReply::NetworkError codeOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return QNetworkReply::ConnectionRefusedError;
    case QAbstractSocket::RemoteHostClosedError:
        return QNetworkReply::RemoteHostClosedError;
    case QAbstractSocket::HostNotFoundError:
        return QNetworkReply::HostNotFoundError;
    case QAbstractSocket::SocketTimeoutError:
        return QNetworkReply::TimeoutError;
    case QAbstractSocket::SslHandshakeFailedError:
        return QNetworkReply::SslHandshakeFailedError;
    case QAbstractSocket::ProxyConnectionRefusedError:
        return QNetworkReply::ProxyConnectionRefusedError;
    case QAbstractSocket::ProxyConnectionClosedError:
        return QNetworkReply::ProxyConnectionClosedError;
    case QAbstractSocket::ProxyNotFoundError:
        return QNetworkReply::ProxyNotFoundError;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    default:
        return QNetworkReply::UnknownNetworkError;
    }
}

/// A head in which a name, a line or the status is wrong is none.
std::optional<QHttpHeaders> fieldsOf(const QList<QByteArray> &lines)
{
    QHttpHeaders fields;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines.at(i).indexOf(':');
        if (colon <= 0 ||
            !fields.append(lines.at(i).first(colon), lines.at(i).sliced(colon + 1).trimmed()))
            return std::nullopt;
    }
    return fields;
}

} // namespace

QByteArray wireRequest(const QNetworkRequest &request, const QByteArray &verb,
                       const QByteArray &body)
{
    const QUrl url = request.url();
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    QByteArray bytes = verb + ' ' + (path.isEmpty() ? "/"_ba : path);
    if (url.hasQuery())
        bytes += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    if (url.port() >= 0)
        host += ':' + QByteArray::number(url.port());
    bytes += " HTTP/1.1\r\nHost: " + host + "\r\nAccept-Encoding: identity\r\n";
    const QHttpHeaders fields = request.headers();
    for (qsizetype i = 0; i < fields.size(); ++i) {
        if (fields.nameAt(i).compare("accept-encoding"_L1, Qt::CaseInsensitive) == 0)
            continue;
        bytes += QByteArrayView(fields.nameAt(i).data(), fields.nameAt(i).size());
        bytes += ": ";
        bytes += fields.valueAt(i);
        bytes += "\r\n";
    }
    if (!body.isEmpty() || verb == "PUT" || verb == "POST" || verb == "PATCH")
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return bytes + "\r\n" + body;
}

WireConnection::WireConnection(const QUrl &url, QObject *parent)
    : QObject(parent)
    , m_url(url)
{
    connect(&m_socket, &QIODevice::readyRead, this, &WireConnection::haveBytes);
    connect(&m_socket, &QAbstractSocket::disconnected, this, &WireConnection::haveEnded);
    connect(&m_socket, &QAbstractSocket::errorOccurred, this,
            [this](QAbstractSocket::SocketError error) {
                if (error != QAbstractSocket::RemoteHostClosedError) // disconnected() follows
                    fail(codeOf(error), m_socket.errorString());
            });
    connect(&m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (m_reply)
            m_reply->haveSslErrors(errors, m_socket.sslConfiguration());
    });
    const auto isReady = [this] {
        if (!m_outgoing.isEmpty())
            m_socket.write(std::exchange(m_outgoing, {}));
    };
    if (url.scheme() == "https"_L1)
        connect(&m_socket, &QSslSocket::encrypted, this, isReady);
    else
        connect(&m_socket, &QAbstractSocket::connected, this, isReady);
}

WireConnection::~WireConnection()
{
    m_socket.disconnect(this);
    m_socket.abort();
}

bool WireConnection::isFree() const
{
    return m_isOpen && !m_reply;
}

bool WireConnection::leadsTo(const QUrl &url) const
{
    return url.scheme() == m_url.scheme() && url.host() == m_url.host() &&
           portOf(url) == portOf(m_url);
}

void WireConnection::open(const QSslConfiguration &tls)
{
    const auto port = quint16(portOf(m_url));
    if (m_url.scheme() == "https"_L1) {
        m_socket.setSslConfiguration(tls);
        m_socket.connectToHostEncrypted(m_url.host(), port);
    } else {
        m_socket.setProxy(QNetworkProxy::NoProxy); // plain HTTP goes to this machine only
        m_socket.connectToHost(m_url.host(), port);
    }
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

void WireConnection::send(WireReply *reply, const QByteArray &bytes)
{
    m_reply = reply;
    m_body.reset();
    m_buffer.clear();
    reply->takenBy(this);
    const bool isReady = m_url.scheme() == "https"_L1
                             ? m_socket.isEncrypted()
                             : m_socket.state() == QAbstractSocket::ConnectedState;
    if (isReady) {
        m_socket.write(bytes);
        return;
    }
    m_outgoing = bytes;
    // Later: a name that can't be looked up may fail at once.
    QMetaObject::invokeMethod(
        this, [this, tls = reply->request().sslConfiguration()] { open(tls); },
        Qt::QueuedConnection);
}

void WireConnection::giveUp(WireReply *reply)
{
    if (m_reply != reply)
        return;
    m_reply = nullptr;
    close();
}

void WireConnection::haveBytes()
{
    m_buffer += m_socket.readAll();
    if (!m_reply) { // nobody has asked for these
        m_buffer.clear();
        return close();
    }
    if (!m_body && !readHead())
        return;
    readBody();
}

/// Whether it is there, whole; interim ones are passed over (RFC 9110 15.2).
bool WireConnection::readHead()
{
    while (m_reply) {
        const qsizetype end = m_buffer.indexOf("\r\n\r\n");
        if (end < 0) {
            if (m_buffer.size() > maximumHead)
                fail(QNetworkReply::ProtocolFailure, u"the head of the reply does not end"_s);
            return false;
        }
        QList<QByteArray> lines = m_buffer.first(end).split('\n');
        for (QByteArray &line : lines) {
            if (line.endsWith('\r'))
                line.chop(1);
        }
        m_buffer.remove(0, end + 4);
        const QByteArray first = lines.first();
        const int status = first.mid(9, 3).toInt();
        const auto fields = fieldsOf(lines);
        if (!first.startsWith("HTTP/1.") || first.size() < 12 || status < 100 || !fields) {
            fail(QNetworkReply::ProtocolFailure, u"the head of the reply is not HTTP"_s);
            return false;
        }
        if (status < 200)
            continue;
        const auto body = WireBody::of(m_reply->verb(), status, *fields);
        if (!body) {
            fail(QNetworkReply::ProtocolFailure, body.error());
            return false;
        }
        m_body = *body;
        const QByteArray connection =
            fields->combinedValue(QHttpHeaders::WellKnownHeader::Connection).toLower();
        m_keepAlive = !body->endsWithConnection() && !connection.contains("close") &&
                      (first.startsWith("HTTP/1.1") || connection.contains("keep-alive"));
        m_reply->haveHead(status, first.mid(13), *fields);
        return m_reply != nullptr;
    }
    return false;
}

void WireConnection::readBody()
{
    const auto piece = m_body->take(m_buffer);
    if (!piece)
        return fail(QNetworkReply::ProtocolFailure, piece.error());
    if (!piece->isEmpty())
        m_reply->haveBody(*piece);
    if (m_reply && m_body->isWhole())
        finish();
}

void WireConnection::finish()
{
    WireReply *reply = m_reply;
    m_reply = nullptr;
    if (!m_keepAlive || !m_buffer.isEmpty())
        close();
    reply->end();
}

void WireConnection::haveEnded()
{
    if (m_reply && m_body && m_body->endsHere()) {
        m_keepAlive = false;
        return finish();
    }
    fail(QNetworkReply::RemoteHostClosedError, u"the connection was closed"_s);
}

void WireConnection::fail(int code, const QString &text)
{
    WireReply *reply = m_reply;
    m_reply = nullptr;
    close();
    if (reply)
        reply->fail(QNetworkReply::NetworkError(code), text);
}

void WireConnection::close()
{
    if (!std::exchange(m_isOpen, false))
        return;
    m_outgoing.clear();
    m_socket.disconnect(this);
    m_socket.abort();
    Q_EMIT closed();
}

} // namespace api
