// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Request.h"

#include <QObject>

#include <functional>
#include <memory>

namespace api {

class ApiClient;

/// A request on its way. Owned by the queue; deleted (later) after finished().
/// Signals in this order: waiting()* started() (retrying() started())* progress()* finished()
/// exactly once.
class Call : public QObject
{
    Q_OBJECT

public:
    const QString &id() const { return m_id; }
    const Request &request() const { return m_request; }
    /// Ends it with Cancelled, within 100 ms; finished() is still sent.
    void cancel();

Q_SIGNALS:
    void started(int attempt);
    /// It will be tried again in @p milliseconds, for the reason given in words.
    void retrying(int milliseconds, const QString &reason);
    void progress(qint64 received, qint64 total);
    void uploaded(qint64 sent, qint64 total); ///< of a Request::bodyFile, in this try
    void finished(const api::Result &result);

private:
    friend class RequestQueue;
    Call(QString id, Request request, QObject *parent);

    struct State;
    QString m_id;
    Request m_request;
    std::unique_ptr<State> m_state;

public:
    ~Call() override;
};

/// Sends requests through one ApiClient: at most `concurrency` at once, foreground before
/// background. Repeats by itself only GET, PUT, DELETE and OPTIONS (429 and 503 by Retry-After, 5xx
/// and broken connections by exponential back-off with jitter, four tries in all). A 401 re-signs
/// and repeats once, any method: the platform has refused it before doing anything. A Retry-After
/// of more than two minutes is not waited for: the error says when to try again. After a 429
/// nothing new is sent until the time that the platform asked for is over.
class RequestQueue : public QObject
{
    Q_OBJECT

public:
    explicit RequestQueue(ApiClient *client, QObject *parent = nullptr);
    ~RequestQueue() override; ///< cancels what is left, without signals

    /// Never null. finished() is never sent from within send().
    Call *send(Request request);
    /// send(), with @p done called in the life of @p context.
    Call *send(Request request, QObject *context, std::function<void(const Result &)> done);

    void setConcurrency(int requests); ///< default 6
    int concurrency() const;
    int waiting() const; ///< not yet sent, or to be sent again
    int running() const;
    void cancelAll();
    /// While held nothing is sent: the requests wait, such as for a key that is being read.
    void setHeld(bool held);
    /// First delay of the back-off, ms; each further one doubles. Default 400.
    void setBackOff(int milliseconds);

    static constexpr int maximumTries = 4;
    static constexpr int longestRetryAfter = 120'000; ///< ms

Q_SIGNALS:
    /// Nothing waits, nothing runs.
    void idle();

private:
    friend class Call;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace api
