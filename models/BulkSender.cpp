// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BulkSender.h"

#include "models/BulkAnswer.h"
#include "models/BulkVerdict.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr int flushInterval = 30;          // ms
constexpr qsizetype flushSize = 100;       // results; the window takes them in one go
constexpr std::size_t furthestAhead = 512; // rows
constexpr int patienceOfCancel = 50;       // ms
constexpr int failuresThatConcernAll = 5;  // in a row
constexpr double longestNap = 60'000;      // ms; a rate may be one an hour

} // namespace

BulkSender::BulkSender(Access access, BulkJournal *journal, BulkJob job, BulkRows rows)
    : m_access(std::move(access))
    , m_journal(journal)
    , m_job(std::move(job))
    , m_rows(std::move(rows))
    , m_readsFirst(std::ranges::any_of(*m_rows, &BulkRow::readFirst))
    , m_settings(m_job.settings.bounded())
    , m_pace(this)
    , m_soon(this)
    , m_patience(this)
{
    m_pace.setSingleShot(true);
    m_pace.setTimerType(Qt::PreciseTimer);
    m_soon.setSingleShot(true);
    m_soon.setTimerType(Qt::PreciseTimer);
    m_soon.setInterval(flushInterval);
    m_patience.setSingleShot(true);
    m_patience.setTimerType(Qt::PreciseTimer);
    m_patience.setInterval(patienceOfCancel);
    connect(&m_pace, &QTimer::timeout, this, &BulkSender::pump);
    connect(&m_soon, &QTimer::timeout, this, &BulkSender::flush);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (m_queue)
            m_queue->cancelAll();
    });
    connect(m_journal, &BulkJournal::written, this, &BulkSender::haveWritten, Qt::QueuedConnection);
    connect(m_journal, &BulkJournal::notWritten, this, &BulkSender::haveNotWritten,
            Qt::QueuedConnection);
    m_clock.start();
}

BulkSender::~BulkSender()
{
    // What never left shall not be doubtful, nor what is known looked up again.
    const auto giveBack = [this](int row) {
        m_results.append({.row = row, .at = QDateTime::currentMSecsSinceEpoch()});
    };
    std::ranges::for_each(m_ready, giveBack);
    for (const Try &what : std::as_const(m_notStarted)) {
        if (!what.isCheck)
            giveBack(what.row);
    }
    if (!m_results.isEmpty())
        m_journal->store(m_job.id, {m_results.begin(), m_results.end()});
}

/// In the thread that sends: Qt's network belongs to one.
void BulkSender::open()
{
    if (m_queue)
        return;
    m_client = std::make_unique<api::ApiClient>(m_access.profile, m_access.tokens, nullptr);
    m_client->useWire();
    if (m_access.wantsHistory) {
        m_client->setRecorder([this](const api::HistoryEntry &entry) {
            m_requests.append(entry);
            if (!m_soon.isActive())
                m_soon.start();
        });
    }
    m_queue = std::make_unique<api::RequestQueue>(m_client.get());
    m_queue->setConcurrency(m_settings.concurrency);
    m_queue->setBackOff(m_backOff);
}

void BulkSender::setSettings(const BulkSettings &settings)
{
    m_settings = settings.bounded();
    m_nextAt = 0;
    if (m_queue)
        m_queue->setConcurrency(m_settings.concurrency);
    pump();
}

void BulkSender::setBackOff(int milliseconds)
{
    m_backOff = milliseconds;
    if (m_queue)
        m_queue->setBackOff(milliseconds);
}

void BulkSender::setTokens(std::shared_ptr<auth::TokenSource> tokens)
{
    open();
    m_client->setTokens(std::move(tokens));
}

void BulkSender::send(const std::vector<int> &rows)
{
    open();
    m_cancelled = false;
    m_waiting.insert(m_waiting.end(), rows.begin(), rows.end());
    for (const int row : rows)
        m_tries.remove(row);
    goOn();
}

void BulkSender::check(const std::vector<int> &rows)
{
    open();
    m_cancelled = false;
    m_toCheck.insert(m_toCheck.end(), rows.begin(), rows.end());
    goOn();
}

void BulkSender::pause()
{
    m_paused = true;
    giveBack();
    lookWhetherSettled();
}

void BulkSender::goOn()
{
    m_paused = false;
    m_settled = false;
    m_inARow = 0;
    pump();
}

void BulkSender::cancel()
{
    m_cancelled = true;
    m_waiting.clear();
    m_toCheck.clear();
    giveBack();
    m_waiting.clear();
    if (m_running > 0)
        m_patience.start();
    lookWhetherSettled();
}

/// Rows whose intent is written and that will not leave for now: a crash shall not make them
/// doubtful.
void BulkSender::giveBack()
{
    for (const int row : std::as_const(m_ready))
        keep(row, BulkState::Waiting, 0, {}, {});
    m_waiting.insert(m_waiting.begin(), m_ready.begin(), m_ready.end());
    m_ready.clear();
    const QList<api::Call *> notStarted = m_notStarted.keys();
    for (api::Call *call : notStarted)
        call->cancel();
}

std::size_t BulkSender::wantedAhead() const
{
    const auto slots = std::size_t(m_settings.concurrency);
    if (m_settings.perSecond > 0)
        return std::clamp(std::size_t(m_settings.perSecond / 4), std::size_t(1), m_ahead);
    return std::max(m_ahead, slots);
}

void BulkSender::prepare()
{
    if (m_paused || m_cancelled || m_preparing != 0 || m_waiting.empty() ||
        m_ready.size() >= wantedAhead())
        return;
    const auto count = std::min(m_waiting.size(), wantedAhead());
    m_beingPrepared.assign(m_waiting.begin(), m_waiting.begin() + std::ptrdiff_t(count));
    m_waiting.erase(m_waiting.begin(), m_waiting.begin() + std::ptrdiff_t(count));
    flush(); // what was said of these rows before comes first
    m_preparing = m_journal->markSent(m_job.id, m_beingPrepared);
}

void BulkSender::haveWritten(quint64 ticket)
{
    m_written = std::max(m_written, ticket);
    if (m_preparing != 0 && ticket >= m_preparing) {
        m_preparing = 0;
        m_ready.insert(m_ready.end(), m_beingPrepared.begin(), m_beingPrepared.end());
        m_beingPrepared.clear();
        if (m_cancelled || m_paused)
            giveBack();
        if (m_cancelled)
            m_waiting.clear();
    }
    pump();
}

void BulkSender::haveNotWritten(quint64 ticket, const QString &sentence)
{
    m_written = std::max(m_written, ticket); // nothing more comes of these
    if (m_preparing != 0 && ticket >= m_preparing) {
        m_preparing = 0;
        // Cancelled: whoever goes on later gives all that wait anew, and these would leave twice.
        if (!m_cancelled)
            m_waiting.insert(m_waiting.begin(), m_beingPrepared.begin(), m_beingPrepared.end());
        m_beingPrepared.clear();
    }
    stop(tr("%1 Nothing is sent that could not be remembered.").arg(sentence));
    lookWhetherSettled();
}

/// Handed to the queue beyond what it has on its way: one of these leaves as soon as an answer is
/// there, before that answer is looked at. None where the rate is watched here, nor where what was
/// read has to be written at once, before somebody else changes it.
int BulkSender::spare() const
{
    return m_settings.perSecond > 0 || m_readsFirst ? 0 : (m_settings.concurrency + 3) / 4;
}

void BulkSender::pump()
{
    if (!m_queue)
        return;
    while (!m_paused && !m_cancelled && m_running < m_settings.concurrency + spare() &&
           (!m_ready.empty() || !m_toCheck.empty()) && mayLeave()) {
        if (!m_ready.empty()) {
            const int row = m_ready.front();
            m_ready.pop_front();
            begin(row);
        } else {
            const int row = m_toCheck.front();
            m_toCheck.pop_front();
            start({.row = row, .isReading = true, .isCheck = true}, readingOf(rowAt(row)));
        }
    }
    // The network waits for the disk: further ahead next time.
    if (m_preparing != 0 && m_ready.empty() && m_running < m_settings.concurrency)
        m_ahead = std::min(m_ahead * 2, furthestAhead);
    prepare();
    lookWhetherSettled();
}

/// By the rate that was asked for, and what the platform wants; arms the timer when not.
bool BulkSender::mayLeave()
{
    const double now = double(m_clock.nsecsElapsed()) / 1e6;
    const double due = std::max(m_nextAt, m_notBefore);
    if (now < due) {
        if (!m_pace.isActive() || m_pace.remainingTime() > due - now)
            m_pace.start(std::max(1, int(std::min(due - now + 0.999, longestNap))));
        return false;
    }
    if (m_settings.perSecond > 0) {
        const double interval = 1000 / m_settings.perSecond;
        // A timer is late at times; what it has missed may follow, within reason.
        m_nextAt = (m_nextAt > 0 ? std::max(m_nextAt, now - 50) : now) + interval;
    }
    return true;
}

void BulkSender::begin(int row)
{
    if (rowAt(row).readFirst)
        start({.row = row, .isReading = true}, readingOf(rowAt(row)));
    else
        start({.row = row}, requestOf(m_job, rowAt(row)));
}

void BulkSender::start(const Try &what, api::Request request)
{
    ++m_running;
    api::Call *call = m_queue->send(std::move(request));
    m_notStarted.insert(call, what);
    connect(call, &api::Call::started, this, [this, call] { m_notStarted.remove(call); });
    connect(call, &api::Call::finished, this,
            [this, what, call, id = call->id()](const api::Result &result) {
                --m_running;
                if (m_notStarted.remove(call))
                    takeBack(what);
                else if (what.isCheck)
                    haveChecked(what, result, id);
                else if (what.isReading)
                    haveRead(what.row, result, id);
                else
                    haveAnswer(what, result, id);
                pump();
            });
}

/// For the change log. What the platform says that it is now is better than what we make of it.
void BulkSender::record(const Try &what, const json::Document &reply, const QString &requestId)
{
    if (!m_access.changes)
        return;
    const BulkRow &row = rowAt(what.row);
    api::ChangeEntry entry;
    entry.profileId = m_access.profile.id;
    entry.resource = m_job.resource;
    entry.id = row.id;
    entry.method = api::toByteArray(row.method);
    entry.requestId = requestId;
    entry.run = u"bulk-%1-%2"_s.arg(m_job.id).arg(m_job.startedAt);
    entry.unlessKnown = what.isCheck;
    entry.before = what.before ? what.before : bulkAnswer::parsed(row.before);
    // What was seen in a list may be older than what others have changed since: that is no part of
    // this change, and its undo leaves it alone (see ChangeUndo).
    if (row.method == api::Method::Patch)
        entry.patch = (row.body.isNull() ? m_job.body : row.body).toStdString();
    if (row.method == api::Method::Delete) {
        entry.kind = api::ChangeEntry::Kind::Deleted;
    } else {
        if (!entry.before && row.method != api::Method::Patch)
            entry.kind = api::ChangeEntry::Kind::Created;
        const json::Document now = bulkAnswer::resourceIn(m_job, reply);
        entry.after = bulkAnswer::isResource(m_job, now) ? now : afterOf(m_job, row, entry.before);
    }
    m_access.changes->record(std::move(entry));
}

/// It never left: paused, or cancelled.
void BulkSender::takeBack(const Try &what)
{
    if (!what.isCheck)
        keep(what.row, BulkState::Waiting, 0, {}, {});
    if (!m_cancelled)
        (what.isCheck ? m_toCheck : m_waiting).push_front(what.row);
}

void BulkSender::haveAnswer(const Try &what, const api::Result &result, const QString &requestId)
{
    if (result) {
        m_inARow = 0;
        record(what, result->document, requestId);
        return keep(what.row, BulkState::Done, result->status, {}, requestId);
    }
    const api::ApiError &error = result.error();
    if (sendAgainLater(what.row, error))
        return;
    const BulkState state = bulkAnswer::stateOf(error);
    const QString sentence = bulkAnswer::sentenceOf(error);
    if (state == BulkState::Unknown)
        m_doubts.insert(what.row, {sentence, requestId});
    keep(what.row, state, error.httpStatus, sentence, requestId);
    noteFailure(error);
}

/// The platform takes only the whole: what is there now, with the patch applied.
void BulkSender::haveRead(int row, const api::Result &result, const QString &requestId)
{
    if (!result) {
        const api::ApiError &error = result.error();
        if (error.code == api::ApiError::Code::Cancelled)
            return keep(row, BulkState::Waiting, 0, {}, {});
        if (sendAgainLater(row, error))
            return;
        keep(row, BulkState::Failed, error.httpStatus, bulkAnswer::sentenceOf(error), requestId);
        return noteFailure(error);
    }
    const json::Document before = bulkAnswer::resourceIn(m_job, result->document);
    const auto whole = bulkAnswer::patched(m_job, rowAt(row), before);
    if (!whole)
        return keep(row, BulkState::Failed, result->status, whole.error(), requestId);
    if (m_cancelled)
        return keep(row, BulkState::Waiting, 0, {}, {});
    if (m_settings.perSecond > 0) // the second request of this row counts, too
        m_nextAt += 1000 / m_settings.perSecond;
    api::Request request = requestOf(m_job, rowAt(row));
    request.body = *whole;
    start({.row = row, .before = before}, std::move(request));
}

void BulkSender::haveChecked(const Try &what, const api::Result &result, const QString &requestId)
{
    if (!result && result.error().code == api::ApiError::Code::Cancelled)
        return; // what was known of it stays
    const auto answer = bulkAnswer::checked(m_job, rowAt(what.row), result);
    const Doubt doubt = m_doubts.value(what.row, {.sentence = {}, .requestId = requestId});
    if (answer.state == BulkState::Done) {
        m_doubts.remove(what.row);
        if (result)
            record(what, result->document, doubt.requestId);
    }
    const bool saysMore = answer.state != BulkState::Done && !doubt.sentence.isEmpty();
    keep(what.row, answer.state, answer.status,
         saysMore ? doubt.sentence + u' ' + answer.sentence : answer.sentence, doubt.requestId);
    if (!result)
        noteFailure(result.error());
}

/// The platform has refused before doing anything.
bool BulkSender::sendAgainLater(int row, const api::ApiError &error)
{
    if (!error.asksToWait() || m_cancelled)
        return false;
    if (error.retryAfter > api::RequestQueue::longestRetryAfter) {
        keep(row, BulkState::Waiting, 0, {}, {});
        m_waiting.push_front(row);
        stop(error.toString()); // a person decides whether to wait for so long
        return true;
    }
    const int tries = ++m_tries[row];
    if (tries >= maximumTries)
        return false;
    // The time that it asked for is kept by the queue; this is for when it asked for none.
    m_notBefore =
        std::max(m_notBefore, double(m_clock.nsecsElapsed()) / 1e6 + double(m_backOff) * tries);
    keep(row, BulkState::Waiting, 0, {}, {});
    m_waiting.push_front(row);
    Q_EMIT throttled(1);
    return true;
}

void BulkSender::noteFailure(const api::ApiError &error)
{
    if (!bulkAnswer::concernsAll(error)) {
        m_inARow = 0;
        return;
    }
    if (m_cancelled || error.code == api::ApiError::Code::Cancelled)
        return;
    if (++m_inARow >= failuresThatConcernAll || bulkAnswer::isHopeless(error))
        stop(error.toString());
}

void BulkSender::stop(const QString &sentence)
{
    if (m_paused || m_cancelled)
        return;
    Q_EMIT stopped(sentence); // first: what has settled then has paused
    pause();
}

void BulkSender::keep(int row, BulkState state, int status, const QString &sentence,
                      const QString &requestId)
{
    m_results.append({.row = row,
                      .state = state,
                      .status = status,
                      .sentence = sentence,
                      .requestId = requestId,
                      .at = QDateTime::currentMSecsSinceEpoch()});
    if (m_results.size() >= flushSize)
        flush();
    else if (!m_soon.isActive())
        m_soon.start();
}

void BulkSender::flush()
{
    m_soon.stop();
    if (!m_results.isEmpty()) {
        const QList<BulkResult> results = std::exchange(m_results, {});
        if (m_access.changes)
            m_access.changes->hurry(); // what the journal calls done is not looked up again
        m_stored = m_journal->store(m_job.id, {results.begin(), results.end()});
        Q_EMIT haveResults(results);
    }
    if (!m_requests.isEmpty())
        Q_EMIT haveRequests(std::exchange(m_requests, {}));
}

void BulkSender::lookWhetherSettled()
{
    const bool hasMore =
        !m_paused && !m_cancelled && (!m_waiting.empty() || !m_ready.empty() || !m_toCheck.empty());
    if (m_settled || m_running > 0 || m_preparing != 0 || hasMore)
        return;
    m_patience.stop();
    if (!m_results.isEmpty() || !m_requests.isEmpty())
        flush();
    if (m_stored > m_written)
        return; // haveWritten() looks again
    m_settled = true;
    Q_EMIT settled();
}

} // namespace models
