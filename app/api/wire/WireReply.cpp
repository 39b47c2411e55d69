// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/wire/WireReply.h"

#include "app/api/wire/WireConnection.h"

#include <algorithm>
#include <cstring>

namespace api {

WireReply::WireReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                     QObject *parent)
    : QNetworkReply(parent)
{
    setOperation(operation);
    setRequest(request);
    setUrl(request.url());
    QIODevice::open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

WireReply::~WireReply()
{
    if (m_connection)
        m_connection->giveUp(this);
}

QByteArray WireReply::verb() const
{
    switch (operation()) {
    case QNetworkAccessManager::HeadOperation:
        return "HEAD";
    case QNetworkAccessManager::GetOperation:
        return "GET";
    case QNetworkAccessManager::PutOperation:
        return "PUT";
    case QNetworkAccessManager::PostOperation:
        return "POST";
    case QNetworkAccessManager::DeleteOperation:
        return "DELETE";
    default:
        return request().attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    }
}

void WireReply::takenBy(WireConnection *connection)
{
    m_connection = connection;
}

void WireReply::haveHead(int status, const QByteArray &reason, const QHttpHeaders &fields)
{
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, status);
    setAttribute(QNetworkRequest::HttpReasonPhraseAttribute, reason);
    setHeaders(fields);
    Q_EMIT metaDataChanged();
}

void WireReply::haveBody(const QByteArray &piece)
{
    if (m_read > 0) {
        m_buffer.remove(0, m_read);
        m_read = 0;
    }
    m_buffer += piece;
    Q_EMIT readyRead();
}

void WireReply::haveSslErrors(const QList<QSslError> &errors, const QSslConfiguration &used)
{
    m_tls = used;
    Q_EMIT sslErrors(errors);
}

void WireReply::end()
{
    m_connection = nullptr;
    setFinished(true);
    Q_EMIT finished();
}

void WireReply::fail(NetworkError code, const QString &text)
{
    setError(code, text);
    end();
}

void WireReply::abort()
{
    if (isFinished())
        return;
    if (m_connection)
        m_connection->giveUp(this);
    fail(OperationCanceledError, tr("Operation canceled"));
}

qint64 WireReply::bytesAvailable() const
{
    return QNetworkReply::bytesAvailable() + m_buffer.size() - m_read;
}

qint64 WireReply::readData(char *data, qint64 maximum)
{
    const qint64 count = std::min<qint64>(maximum, m_buffer.size() - m_read);
    if (count == 0)
        return isFinished() ? -1 : 0;
    std::memcpy(data, m_buffer.constData() + m_read, std::size_t(count));
    m_read += count;
    return count;
}

void WireReply::sslConfigurationImplementation(QSslConfiguration &configuration) const
{
    configuration = m_tls.value_or(QSslConfiguration());
}

} // namespace api
