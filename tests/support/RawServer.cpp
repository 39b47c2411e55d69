// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/RawServer.h"

#include <QSslServer>
#include <QTcpServer>

QByteArray RawRequest::target() const
{
    const QList<QByteArray> parts = head.left(head.indexOf('\r')).split(' ');
    return parts.value(1);
}

QByteArray RawRequest::header(const QByteArray &name) const
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

RawServer::RawServer(Script script, std::optional<QSslConfiguration> tls)
    : m_script(std::move(script))
    , m_secure(tls.has_value())
{
    if (tls) {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(*tls);
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    m_server->setListenBacklogSize(256);
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &RawServer::accept);
    m_server->listen(QHostAddress::LocalHost);
}

RawServer::~RawServer()
{
    close();
}

quint16 RawServer::port() const
{
    return m_server->serverPort();
}

QUrl RawServer::url(const QString &host) const
{
    QUrl url;
    url.setScheme(m_secure ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(host);
    url.setPort(port());
    return url;
}

void RawServer::close()
{
    m_server->close();
    const auto peers = m_buffers.keys();
    for (QTcpSocket *peer : peers) {
        peer->disconnect(this);
        peer->abort();
        peer->deleteLater();
    }
    m_buffers.clear();
}

void RawServer::accept()
{
    while (QTcpSocket *peer = m_server->nextPendingConnection()) {
        ++m_connections;
        peer->setParent(this);
        m_buffers.insert(peer, {});
        connect(peer, &QTcpSocket::readyRead, this, [this, peer] { read(peer); });
        connect(peer, &QTcpSocket::bytesWritten, this, [this](qint64 bytes) { m_sent += bytes; });
        connect(peer, &QTcpSocket::disconnected, this, [this, peer] {
            m_buffers.remove(peer);
            peer->deleteLater();
        });
        if (peer->bytesAvailable() > 0)
            read(peer);
    }
}

void RawServer::read(QTcpSocket *peer)
{
    const QByteArray news = peer->readAll();
    m_received += news;
    m_buffers[peer] += news;
    for (;;) {
        if (!m_buffers.contains(peer))
            return; // the script hung up
        QByteArray &buffer = m_buffers[peer];
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        RawRequest request;
        request.head = buffer.first(end + 2);
        const qsizetype length = request.header("Content-Length").toLongLong();
        if (buffer.size() < end + 4 + length)
            return;
        request.body = buffer.mid(end + 4, length);
        buffer.remove(0, end + 4 + length);
        m_requests.append(request);
        if (m_script)
            m_script(peer, request);
    }
}

QByteArray httpReply(int status, const QByteArray &body, const QByteArray &headers)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Any\r\n" + headers +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

RawServer::Script answer(const QByteArray &reply)
{
    return [reply](QTcpSocket *peer, const RawRequest &) { peer->write(reply); };
}

RawServer::Script answers(const QList<QByteArray> &replies)
{
    auto next = std::make_shared<qsizetype>(0);
    return [replies, next](QTcpSocket *peer, const RawRequest &) {
        peer->write(replies[std::min(*next, replies.size() - 1)]);
        ++*next;
    };
}
