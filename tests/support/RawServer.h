// SPDX-License-Identifier: GPL-3.0-or-later
// An HTTP peer that does exactly what a test's script says, byte by byte: it lies, stalls,
// truncates, hangs up. Lives in the test's thread and needs its event loop.
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QSslConfiguration>
#include <QString>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

class QTcpServer;

/// A request as it came over the wire.
struct RawRequest
{
    QByteArray head; ///< start line and headers
    QByteArray body;

    QByteArray method() const { return head.left(head.indexOf(' ')); }
    QByteArray target() const;
    QByteArray header(const QByteArray &name) const; ///< case-insensitive; empty: not there
};

class RawServer : public QObject
{
    Q_OBJECT

public:
    using Peer = QPointer<QTcpSocket>;
    /// Called for each whole request; writes to (or closes) the peer, now or later.
    using Script = std::function<void(QTcpSocket *peer, const RawRequest &request)>;

    explicit RawServer(Script script, std::optional<QSslConfiguration> tls = {});
    ~RawServer() override;

    quint16 port() const;
    /// "http://127.0.0.1:port", https with TLS.
    QUrl url(const QString &host = QStringLiteral("127.0.0.1")) const;
    const QList<RawRequest> &requests() const { return m_requests; }
    qsizetype count() const { return m_requests.size(); }
    /// Everything that ever arrived, requests or not.
    const QByteArray &received() const { return m_received; }
    int connections() const { return m_connections; }
    /// Bytes that clients have taken so far, of all that was written.
    qint64 sent() const { return m_sent; }
    void setScript(Script script) { m_script = std::move(script); }
    void close();

private:
    void accept();
    void read(QTcpSocket *peer);

    Script m_script;
    const bool m_secure;
    std::unique_ptr<QTcpServer> m_server;
    QList<RawRequest> m_requests;
    QHash<QTcpSocket *, QByteArray> m_buffers;
    QByteArray m_received;
    int m_connections = 0;
    qint64 m_sent = 0;
};

/// A well-formed reply with Content-Length; @p headers are whole lines with "\r\n".
QByteArray httpReply(int status, const QByteArray &body, const QByteArray &headers = {});
/// A script that gives every request the same answer.
RawServer::Script answer(const QByteArray &reply);
/// A script that takes the answers in turn; the last one stays.
RawServer::Script answers(const QList<QByteArray> &replies);
