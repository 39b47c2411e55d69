// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/RequestQueue.h"

#include "app/api/ApiClient.h"
#include "app/api/ErrorTable.h"

#include <QHash>
#include <QPointer>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>
#include <limits>
#include <map>

using namespace Qt::StringLiterals;

namespace api {

namespace {

qint64 monotonicMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

/// Short enough to be read out to somebody, different in each run of the console.
QString newRequestId()
{
    static const QString run = QString::number(QRandomGenerator::global()->bounded(0x1000000U), 36)
                                   .rightJustified(5, u'0');
    return u"%1-%2"_s.arg(run).arg(ApiClient::nextKey());
}

bool repeatsByItself(Method method)
{
    return method == Method::Get || method == Method::Put || method == Method::Delete ||
           method == Method::Options;
}

bool isWorthRepeating(const ApiError &error)
{
    return error.code == ApiError::Code::RateLimited || error.code == ApiError::Code::ServerError ||
           error.code == ApiError::Code::NotConnected;
}

} // namespace

struct Call::State
{
    enum class Phase { Waiting, Running, Delayed, Over };
    RequestQueue *queue = nullptr;
    Phase phase = Phase::Waiting;
    quint64 key = 0;
    int attempts = 0; // all, for the history and the user
    int tries = 0;    // those that count towards maximumTries
    bool signedAnew = false;
    bool mayHaveLeft = false; // in a try before this one
};

Call::Call(QString id, Request request, QObject *parent)
    : QObject(parent)
    , m_id(std::move(id))
    , m_request(std::move(request))
    , m_state(std::make_unique<State>())
{
}

Call::~Call() = default;

class RequestQueue::Private
{
public:
    using Phase = Call::State::Phase;

    std::deque<Call *> &laneOf(const Call *call)
    {
        return lanes[call->m_request.priority == Priority::Foreground ? 0 : 1];
    }
    void pump();
    void start(Call *call);
    void attemptFinished(quint64 key, const Result &result, int retryAfter, int generation);
    bool repeat(Call *call, const ApiError &error, int retryAfter, int generation);
    void delay(Call *call, qint64 milliseconds);
    int backOffDelay(int tries) const;
    void wake();
    void armTimer();
    void cancel(Call *call);
    void endLater(Call *call);
    void endCancelled();
    void end(Call *call, const Result &result);
    bool isIdle() const;

    RequestQueue *q = nullptr;
    QPointer<ApiClient> client;
    std::array<std::deque<Call *>, 2> lanes;
    QHash<quint64, Call *> running;
    std::multimap<qint64, Call *> delayed; // by the time when they are due
    std::deque<Call *> cancelled;
    QTimer timer;
    qint64 notBefore = 0;
    int concurrency = 6;
    int backOff = 400;
    bool pumpAsked = false;
    bool held = false;
};

void RequestQueue::Private::start(Call *call)
{
    Call::State &state = *call->m_state;
    state.phase = Phase::Running;
    state.key = ApiClient::nextKey();
    ++state.attempts;
    ++state.tries;
    running.insert(state.key, call);
    client->attempt(state.key, call->m_id, call->m_request, state.attempts);
    Q_EMIT call->started(state.attempts);
}

void RequestQueue::Private::pump()
{
    const QPointer<RequestQueue> alive(q);
    if (!client)
        return q->cancelAll();
    if (held)
        return;
    if (notBefore > 0 && monotonicMs() < notBefore)
        return armTimer();
    while (running.size() < concurrency) {
        auto &lane = lanes[lanes[0].empty() ? 1 : 0];
        if (lane.empty())
            return;
        Call *call = lane.front();
        lane.pop_front();
        start(call);
        if (!alive || !client)
            return;
    }
}

void RequestQueue::Private::attemptFinished(quint64 key, const Result &result, int retryAfter,
                                            int generation)
{
    Call *call = running.take(key);
    if (!call)
        return; // another queue's, or one that was given up
    if (!result && result.error().asksToWait() && retryAfter > 0 && retryAfter <= longestRetryAfter)
        notBefore = std::max(notBefore, monotonicMs() + retryAfter);
    const QPointer<RequestQueue> alive(q);
    if (!result && repeat(call, result.error(), retryAfter, generation)) {
        if (alive)
            pump();
        return;
    }
    if (!alive)
        return;
    // The next one is on its way while this one's result is looked at; not when that says to wait.
    const bool waits = !result && result.error().asksToWait();
    if (!waits)
        pump();
    if (!alive)
        return;
    if (result || !result.error().neverLeft || !call->m_state->mayHaveLeft) {
        end(call, result);
    } else {
        ApiError error = result.error();
        error.neverLeft = false;
        end(call, std::unexpected(std::move(error)));
    }
    if (waits && alive)
        pump();
}

/// Whether the call goes on; it is then waiting or delayed.
bool RequestQueue::Private::repeat(Call *call, const ApiError &error, int retryAfter,
                                   int generation)
{
    Call::State &state = *call->m_state;
    if (error.code == ApiError::Code::Unauthorized && !state.signedAnew && client &&
        client->tokens()) {
        state.signedAnew = true;
        --state.tries;
        client->tokens()->invalidate(generation);
        delay(call, 0);
        Q_EMIT call->retrying(0, error.what);
        return true;
    }
    if (!repeatsByItself(call->m_request.method) || !isWorthRepeating(error) ||
        state.tries >= maximumTries)
        return false;
    if (call->m_request.once && !error.neverLeft && !error.asksToWait())
        return false;
    const bool asked = error.asksToWait() && retryAfter >= 0;
    if (asked && retryAfter > longestRetryAfter)
        return false;
    const int wait = asked ? retryAfter : backOffDelay(state.tries);
    state.mayHaveLeft = state.mayHaveLeft || !error.neverLeft;
    delay(call, wait);
    Q_EMIT call->retrying(wait, error.what);
    return true;
}

/// Doubles with each try; a quarter up or down, so that those who failed together come apart.
int RequestQueue::Private::backOffDelay(int tries) const
{
    const double full = backOff * static_cast<double>(1 << std::max(0, tries - 1));
    return static_cast<int>(full * (0.75 + QRandomGenerator::global()->generateDouble() / 2));
}

void RequestQueue::Private::delay(Call *call, qint64 milliseconds)
{
    call->m_state->phase = Phase::Delayed;
    delayed.emplace(monotonicMs() + milliseconds, call);
    armTimer();
}

/// One timer for all that wait.
void RequestQueue::Private::armTimer()
{
    const qint64 now = monotonicMs();
    qint64 due = notBefore > now ? notBefore : std::numeric_limits<qint64>::max();
    if (!delayed.empty())
        due = std::min(due, delayed.begin()->first);
    if (due == std::numeric_limits<qint64>::max())
        return timer.stop();
    timer.start(static_cast<int>(std::clamp<qint64>(due - now, 0, longestRetryAfter)));
}

void RequestQueue::Private::wake()
{
    const qint64 now = monotonicMs();
    std::array<std::deque<Call *>, 2> due;
    while (!delayed.empty() && delayed.begin()->first <= now) {
        Call *call = delayed.begin()->second;
        delayed.erase(delayed.begin());
        call->m_state->phase = Phase::Waiting;
        due[call->m_request.priority == Priority::Foreground ? 0 : 1].push_back(call);
    }
    for (std::size_t i = 0; i < lanes.size(); ++i) // before those that have not waited yet
        lanes[i].insert(lanes[i].begin(), due[i].begin(), due[i].end());
    armTimer();
    pump();
}

void RequestQueue::Private::cancel(Call *call)
{
    switch (call->m_state->phase) {
    case Phase::Running:
        if (client)
            client->abort(call->m_state->key);
        return;
    case Phase::Waiting:
        std::erase(laneOf(call), call);
        return endLater(call);
    case Phase::Delayed:
        std::erase_if(delayed, [call](const auto &item) { return item.second == call; });
        return endLater(call);
    case Phase::Over:
        return;
    }
}

void RequestQueue::Private::endLater(Call *call)
{
    call->m_state->phase = Phase::Over;
    cancelled.push_back(call);
    if (cancelled.size() == 1)
        QMetaObject::invokeMethod(q, [this] { endCancelled(); }, Qt::QueuedConnection);
}

void RequestQueue::Private::endCancelled()
{
    const QPointer<RequestQueue> alive(q);
    while (alive && !cancelled.empty()) {
        Call *call = cancelled.front();
        cancelled.pop_front();
        ErrorFacts facts;
        facts.method = QString::fromLatin1(toByteArray(call->m_request.method));
        facts.path = call->m_request.path;
        ApiError error = describe(ApiError::Code::Cancelled, facts);
        error.requestId = call->m_id;
        end(call, std::unexpected(std::move(error)));
    }
}

void RequestQueue::Private::end(Call *call, const Result &result)
{
    call->m_state->phase = Phase::Over;
    call->deleteLater();
    const QPointer<RequestQueue> alive(q);
    Q_EMIT call->finished(result);
    if (alive && isIdle())
        Q_EMIT q->idle();
}

bool RequestQueue::Private::isIdle() const
{
    return running.isEmpty() && delayed.empty() && cancelled.empty() && lanes[0].empty() &&
           lanes[1].empty();
}

void Call::cancel()
{
    if (m_state->queue)
        m_state->queue->d->cancel(this);
}

RequestQueue::RequestQueue(ApiClient *client, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->client = client;
    d->timer.setSingleShot(true);
    d->timer.setTimerType(Qt::PreciseTimer);
    connect(&d->timer, &QTimer::timeout, this, [this] { d->wake(); });
    connect(client, &ApiClient::attemptFinished, this,
            [this](quint64 key, const Result &result, int retryAfter, int generation) {
                d->attemptFinished(key, result, retryAfter, generation);
            });
    connect(client, &QObject::destroyed, this, &RequestQueue::cancelAll);
    connect(client, &ApiClient::attemptProgress, this,
            [this](quint64 key, qint64 received, qint64 total) {
                if (Call *call = d->running.value(key))
                    Q_EMIT call->progress(received, total);
            });
    connect(client, &ApiClient::attemptUploaded, this,
            [this](quint64 key, qint64 sent, qint64 total) {
                if (Call *call = d->running.value(key))
                    Q_EMIT call->uploaded(sent, total);
            });
}

RequestQueue::~RequestQueue()
{
    const auto running = std::exchange(d->running, {});
    for (auto it = running.cbegin(); it != running.cend(); ++it) {
        if (d->client)
            d->client->forget(it.key());
    }
    for (QObject *child : children()) {
        if (auto *call = qobject_cast<Call *>(child))
            call->m_state->queue = nullptr;
    }
}

Call *RequestQueue::send(Request request)
{
    auto *call = new Call(newRequestId(), std::move(request), this);
    call->m_state->queue = this;
    d->laneOf(call).push_back(call);
    // Later, so that the caller can connect to started() and the priorities of one turn count.
    if (!std::exchange(d->pumpAsked, true)) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                d->pumpAsked = false;
                d->pump();
            },
            Qt::QueuedConnection);
    }
    return call;
}

Call *RequestQueue::send(Request request, QObject *context,
                         std::function<void(const Result &)> done)
{
    Call *call = send(std::move(request));
    connect(call, &Call::finished, context, std::move(done));
    return call;
}

void RequestQueue::setConcurrency(int requests)
{
    d->concurrency = std::max(1, requests);
    d->pump();
}

void RequestQueue::setHeld(bool held)
{
    d->held = held;
    d->pump();
}

int RequestQueue::concurrency() const
{
    return d->concurrency;
}

int RequestQueue::waiting() const
{
    return static_cast<int>(d->lanes[0].size() + d->lanes[1].size() + d->delayed.size());
}

int RequestQueue::running() const
{
    return static_cast<int>(d->running.size());
}

void RequestQueue::cancelAll()
{
    for (auto &lane : d->lanes) {
        for (Call *call : std::exchange(lane, {}))
            d->endLater(call);
    }
    for (const auto &[due, call] : std::exchange(d->delayed, {}))
        d->endLater(call);
    if (!d->client) {
        for (Call *call : std::exchange(d->running, {}))
            d->endLater(call);
        return;
    }
    const auto keys = d->running.keys();
    for (const quint64 key : keys)
        d->client->abort(key);
}

void RequestQueue::setBackOff(int milliseconds)
{
    d->backOff = std::clamp(milliseconds, 0, 60'000);
}

} // namespace api
