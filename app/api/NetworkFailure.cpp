// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/NetworkFailure.h"

#include "app/api/Origin.h"

#include <QCoreApplication>
#include <QSslError>

namespace api {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("api::ApiError", text);
}

/// As a clause: our sentences put their own full stop.
QString clause(QString text)
{
    text = text.simplified();
    while (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

} // namespace

QString cutOffText()
{
    return translated("it closed the connection in the middle of the reply");
}

NetworkFailure networkFailure(const QNetworkReply &reply, bool headersSeen,
                              const QList<QSslError> &sslErrors)
{
    using enum ApiError::Code;
    switch (reply.error()) {
    case QNetworkReply::ConnectionRefusedError:
        return {NotConnected, translated("it refuses connections"), true};
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // OneShotBody's refusal to be sent again
        return {NotConnected, headersSeen
                                  ? cutOffText()
                                  : translated("it closed the connection before it answered")};
    case QNetworkReply::HostNotFoundError:
        return {HostNotFound, {}};
    case QNetworkReply::TimeoutError:
        return {NotConnected, translated("it does not answer")};
    case QNetworkReply::SslHandshakeFailedError:
        return {TlsFailed, clause(sslErrors.isEmpty() ? reply.errorString()
                                                      : sslErrors.first().errorString())};
    case QNetworkReply::OperationCanceledError:
        return {Cancelled, {}};
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::UnknownContentError:
        return {Other,
                translated("the answer of %1 is not valid HTTP").arg(originText(reply.url()))};
    default:
        return {NotConnected, clause(reply.errorString())};
    }
}

} // namespace api
