// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QNetworkAccessManager>

namespace api {

class WireConnection;

/// Stands in for Qt's own HTTP where thousands of small requests go to one host: one thread, one
/// write a request, connections kept open (RFC 9112 9.3); Qt's passes each request through a second
/// thread and back, at several times the cost. HTTP/1.1, bodies whole and unpacked ("identity"), no
/// redirects, cookies, cache or authentication of its own. TLS as the request's configuration says.
/// A request is never sent twice, not even when a kept connection turns out to be closed: such a
/// one fails with RemoteHostClosedError.
class WireAccess : public QNetworkAccessManager
{
    Q_OBJECT

public:
    using QNetworkAccessManager::QNetworkAccessManager;
    ~WireAccess() override;

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *body) override;

private:
    WireConnection *freeConnection(const QUrl &url);

    QList<WireConnection *> m_connections;
};

} // namespace api
