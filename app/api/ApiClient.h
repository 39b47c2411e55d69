// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Profile.h"
#include "app/api/Request.h"
#include "app/auth/TokenSource.h"

#include <QObject>

#include <memory>

namespace api {

class History;

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
    ~ApiClient() override;

    const Profile &profile() const;
    std::shared_ptr<auth::TokenSource> tokens() const;
    /// Server's clock minus ours, ms, from the last Date header; 0 until one came.
    qint64 clockOffset() const;

    /// One attempt, ended by attemptFinished with the same key. Redirects are followed by hand, at
    /// most five, GET and OPTIONS only, and never with credentials to another origin or from https
    /// to http.
    void attempt(quint64 key, const QString &requestId, const Request &request);
    void abort(quint64 key);

Q_SIGNALS:
    void attemptProgress(quint64 key, qint64 received, qint64 total);
    /// @p retryAfter: ms asked for by the server, -1 none. @p tokenGeneration: which token was
    /// used.
    void attemptFinished(quint64 key, const api::Result &result, int retryAfter,
                         int tokenGeneration);
    /// Sent when it changes by more than a second.
    void clockOffsetChanged(qint64 milliseconds);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace api
