// SPDX-License-Identifier: GPL-3.0-or-later
// Private to app/api/wire.
#pragma once

#include "app/api/wire/WireBody.h"

#include <QHttpHeaders>
#include <QNetworkRequest>
#include <QObject>
#include <QPointer>
#include <QSslSocket>
#include <QUrl>

#include <optional>

namespace api {

class WireReply;

/// One connection to a host: one request at a time, one after the other.
class WireConnection : public QObject
{
    Q_OBJECT

public:
    WireConnection(const QUrl &url, QObject *parent);
    ~WireConnection() override; ///< silent

    bool isFree() const;
    bool leadsTo(const QUrl &url) const;
    /// Connects first where it has to. The reply gets its signals later, never from within.
    void send(WireReply *reply, const QByteArray &bytes);
    /// Nobody wants the reply any more; what is still to come of it makes the connection useless.
    void giveUp(WireReply *reply);

    static constexpr qsizetype maximumHead = 256 * 1024; ///< bytes

Q_SIGNALS:
    void closed(); ///< it is of no use any more

private:
    void open(const QSslConfiguration &tls);
    void haveBytes();
    bool readHead();
    void readBody();
    void finish();
    void haveEnded();
    void fail(int code, const QString &text);
    void close();

    QSslSocket m_socket;
    const QUrl m_url;
    QPointer<WireReply> m_reply;
    QByteArray m_outgoing; // until it is connected
    QByteArray m_buffer;
    std::optional<WireBody> m_body; // once the head is read
    bool m_keepAlive = true;
    bool m_isOpen = true;
};

/// The request as bytes (RFC 9112 3): its line, Host, what the request has, Content-Length, body.
QByteArray wireRequest(const QNetworkRequest &request, const QByteArray &verb,
                       const QByteArray &body);

} // namespace api
