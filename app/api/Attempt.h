// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/ErrorTable.h"
#include "app/api/History.h"
#include "app/api/Profile.h"
#include "app/api/Request.h"
#include "app/auth/TokenSource.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QNetworkReply>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslError>
#include <QTimer>

#include <expected>
#include <functional>
#include <memory>

class QNetworkAccessManager;

namespace api {

/// One try of one request, from the token to the judged reply; ApiClient's working part. Sends
/// finished() exactly once and progress() from the event loop only, and is then to be deleted.
class Attempt : public QObject
{
    Q_OBJECT

public:
    /// What all attempts of a client share.
    struct Context
    {
        QNetworkAccessManager *network = nullptr;
        const Profile *profile = nullptr;
        std::shared_ptr<auth::TokenSource> tokens; ///< may be null
        std::expected<QSslConfiguration, QString> tls;
        std::function<qint64()> clockOffset; ///< ms, server minus ours
    };

    /// @p context outlives it.
    Attempt(const Context &context, QString requestId, Request request, int number,
            QObject *parent);
    ~Attempt() override;

    void start();
    /// Ends it with Cancelled.
    void abort();
    /// The one that is sent; generation 0 when there was none.
    const auth::TokenSource::Token &token() const { return m_token; }

Q_SIGNALS:
    void progress(qint64 received, qint64 total);
    void uploaded(qint64 sent, qint64 total);
    /// A reply's Date header, and when (ms since 1970) the request went out and the reply came in.
    void dateSeen(const QByteArray &date, qint64 sentAt, qint64 receivedAt);
    /// One for each exchange: a followed redirect makes several.
    void recorded(const api::HistoryEntry &entry);
    void finished(const api::Result &result, int retryAfter, int tokenGeneration);

private:
    struct Parsed;

    void send(const QUrl &url);
    std::expected<QIODevice *, QString> makeBody();
    void connectReply();
    void onMetaData();
    void onReadyRead();
    bool feedSink();
    bool beginSink();
    bool endSink();
    void reportProgress();
    void onFinished();
    void onStall();
    void follow(const QByteArray &location);
    void judge();
    void judgeFailure();
    void parse();
    void onParsed(Parsed parsed);
    int retryAfter() const;
    ApiError error(ApiError::Code code, const QString &detail = {}) const;
    void readMetaData();
    void dropReply();
    void record(const QString &problem, Ending ending = Ending::ByItself);
    Ending endingOf(const ApiError &problem) const;
    void succeed();
    void fail(ApiError problem);
    void conclude(Result result);

    const Context &m_context;
    const std::shared_ptr<auth::TokenSource> m_tokens;
    const QString m_requestId;
    Request m_request;
    const int m_number;

    QPointer<QNetworkReply> m_reply;
    QUrl m_url;
    auth::TokenSource::Token m_token;
    QTimer m_stall;
    QElapsedTimer m_clock;
    qint64 m_startedAt = 0; // ms since 1970
    qint64 m_lastActivity = 0;
    qint64 m_headersAt = 0;     // by m_clock
    qint64 m_lastProgress = -1; // by m_clock
    int m_redirects = 0;
    bool m_ending = false;
    bool m_handedOver = false; // to the network
    bool m_sinkBegun = false;
    qint64 m_sunk = 0; // bytes that the sink has taken, of this try
    qint64 m_bodyFileBytes = 0;

    Headers m_sentHeaders;
    Reply m_received;
    QByteArray m_bodyStart; // first 64 kB, for errors and the history
    QList<QSslError> m_sslErrors;
    QStringList m_tlsEvidence;
    std::unique_ptr<QFutureWatcher<std::shared_ptr<Parsed>>> m_parsing;
};

} // namespace api
