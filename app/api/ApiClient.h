// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Profile.h"
#include "app/api/Request.h"
#include "app/auth/TokenSource.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace api {

class History;
struct HistoryEntry;

/// One try of one request: token, headers, TLS, redirects, time-out, redaction, history. No
/// repeats: those are RequestQueue's. Lives in the thread that made it; holds the
/// QNetworkAccessManager.
class ApiClient : public QObject
{
    Q_OBJECT

public:
    /// @p tokens may be null: every request then fails with NoKey. @p history may be null.
    ApiClient(const Profile &profile, std::shared_ptr<auth::TokenSource> tokens, History *history,
              QObject *parent = nullptr);
    ~ApiClient() override; ///< ends what runs, without signals

    const Profile &profile() const;
    std::shared_ptr<auth::TokenSource> tokens() const;
    /// For the requests that follow: a key was unlocked.
    void setTokens(std::shared_ptr<auth::TokenSource> tokens);
    /// What would go to the history goes to @p recorder: for a client that lives in another thread
    /// than the history.
    void setRecorder(std::function<void(const HistoryEntry &)> recorder);
    /// The token that was sent last; nothing before the first.
    std::optional<auth::TokenSource::Token> lastToken() const;
    /// Server's clock minus ours, ms, from the last Date header; 0 until one came.
    qint64 clockOffset() const;

    /// One attempt, ended by attemptFinished with the same key, never from within. Redirects are
    /// followed by hand, at most five, GET, HEAD and OPTIONS only, to the same origin only. @p
    /// number is the try, for the history.
    void attempt(quint64 key, const QString &requestId, const Request &request, int number = 1);
    /// It then ends with Cancelled. A key that is not running is ignored.
    void abort(quint64 key);
    /// Ends it without a signal: the one who asked is gone.
    void forget(quint64 key);
    /// A key for attempt(), never given before.
    static quint64 nextKey();

Q_SIGNALS:
    void attemptProgress(quint64 key, qint64 received, qint64 total);
    void attemptUploaded(quint64 key, qint64 sent, qint64 total); ///< of a Request::bodyFile
    /// @p retryAfter: ms asked for by the server, -1 none. @p tokenGeneration: which token was
    /// used.
    void attemptFinished(quint64 key, const api::Result &result, int retryAfter,
                         int tokenGeneration);
    /// Sent when it changes by more than a second, before the attemptFinished of that reply.
    void clockOffsetChanged(qint64 milliseconds);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace api
