// SPDX-License-Identifier: GPL-3.0-or-later
// Private to app/api/wire.
#pragma once

#include <QHttpHeaders>
#include <QNetworkReply>
#include <QPointer>
#include <QSslConfiguration>

#include <optional>

namespace api {

class WireConnection;

/// What a WireConnection reads for one request. Signals come from the event loop only: sslErrors()?
/// metaDataChanged() readyRead()* finished().
class WireReply : public QNetworkReply
{
    Q_OBJECT

public:
    WireReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
              QObject *parent);
    ~WireReply() override; ///< its connection is closed when it is still read from

    QByteArray verb() const;

    // For the connection:
    void takenBy(WireConnection *connection);
    void haveHead(int status, const QByteArray &reason, const QHttpHeaders &fields);
    void haveBody(const QByteArray &piece);
    void haveSslErrors(const QList<QSslError> &errors, const QSslConfiguration &used);
    void end();
    void fail(NetworkError code, const QString &text);

    void abort() override;
    qint64 bytesAvailable() const override;
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 maximum) override;
    void sslConfigurationImplementation(QSslConfiguration &configuration) const override;

private:
    QPointer<WireConnection> m_connection;
    QByteArray m_buffer;
    qsizetype m_read = 0;
    std::optional<QSslConfiguration> m_tls; // costly to make, and seldom asked for
};

} // namespace api
