// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/wire/WireAccess.h"

#include "app/api/wire/WireConnection.h"
#include "app/api/wire/WireReply.h"

namespace api {

WireAccess::~WireAccess()
{
    for (WireConnection *connection : std::as_const(m_connections))
        connection->disconnect(this);
}

QNetworkReply *WireAccess::createRequest(Operation operation, const QNetworkRequest &request,
                                         QIODevice *body)
{
    auto *reply = new WireReply(operation, request, this);
    WireConnection *connection = freeConnection(request.url());
    connection->send(reply,
                     wireRequest(request, reply->verb(), body ? body->readAll() : QByteArray()));
    return reply;
}

WireConnection *WireAccess::freeConnection(const QUrl &url)
{
    for (WireConnection *connection : std::as_const(m_connections)) {
        if (connection->isFree() && connection->leadsTo(url))
            return connection;
    }
    auto *connection = new WireConnection(url, this);
    m_connections.append(connection);
    connect(connection, &WireConnection::closed, this, [this, connection] {
        m_connections.removeOne(connection);
        connection->deleteLater();
    });
    return connection;
}

} // namespace api
