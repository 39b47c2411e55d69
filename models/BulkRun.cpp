// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BulkRun.h"

#include "models/BulkSender.h"

#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr qint64 rateWindow = 3000; // ms

void add(BulkCounts &counts, BulkState state, int number)
{
    if (state == BulkState::Done)
        counts.done += number;
    else if (state == BulkState::Failed)
        counts.failed += number;
    else if (state == BulkState::Unknown)
        counts.unknown += number;
}

} // namespace

/// The sender and its thread; goes with the run.
class BulkRun::Thread
{
public:
    explicit Thread(BulkSender *sender)
        : m_sender(sender)
    {
        m_thread.setObjectName(u"bulk run"_s);
        sender->moveToThread(&m_thread);
        // Its client and timers belong to its thread, and end there.
        QObject::connect(&m_thread, &QThread::finished, sender, &QObject::deleteLater);
        m_thread.start();
    }
    ~Thread()
    {
        m_thread.quit();
        m_thread.wait();
    }
    Thread(const Thread &) = delete;
    Thread &operator=(const Thread &) = delete;

    template <typename Work>
    void post(Work work)
    {
        QMetaObject::invokeMethod(
            m_sender, [sender = m_sender, work = std::move(work)] { work(*sender); },
            Qt::QueuedConnection);
    }

private:
    QThread m_thread;
    BulkSender *m_sender;
};

BulkRun::BulkRun(api::Session *session, BulkJournal *journal, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_journal(journal)
{
    m_clock.start();
    connect(session, &api::Session::keyStateChanged, this, &BulkRun::haveKeyState);
}

BulkRun::~BulkRun() = default;

void BulkRun::start(const BulkJob &job, BulkRows rows)
{
    m_job = job;
    m_job.settings = job.settings.bounded();
    m_job.profileId = m_session->profile().id;
    m_job.startedAt = QDateTime::currentMSecsSinceEpoch();
    m_rows = std::move(rows);
    m_results.resize(m_rows->size());
    for (std::size_t i = 0; i < m_results.size(); ++i)
        m_results[i].row = int(i);
    m_counts = {.total = int(m_rows->size())};
    setState(State::Preparing);
    m_journal->begin(m_job, m_rows, this, [this](const std::expected<qint64, QString> &begun) {
        if (begun)
            haveBegun(*begun);
        else
            refuse(begun.error());
    });
}

void BulkRun::haveBegun(qint64 job)
{
    m_job.id = job;
    if (m_state == State::Cancelling) {
        setState(State::Stopped);
        Q_EMIT finished();
        return;
    }
    const bool isReady = m_session->keyState() == api::Session::KeyState::Ready;
    if (!isReady)
        m_problem = m_session->keyProblem();
    const bool pausing = m_state == State::Pausing || !isReady;
    setState(pausing ? State::Paused : State::Running);
    if (!pausing)
        sendRows(rowsIn(BulkState::Waiting));
}

void BulkRun::open(qint64 job)
{
    setState(State::Preparing);
    m_journal->load(job, this, [this](const std::expected<BulkStored, QString> &stored) {
        if (!stored)
            refuse(stored.error());
        else if (stored->job.profileId != m_session->profile().id)
            refuse(tr("This run belongs to another profile: open that one, then go on with it."));
        else
            haveLoaded(*stored);
    });
}

void BulkRun::haveLoaded(const BulkStored &stored)
{
    m_job = stored.job;
    m_rows = stored.rows;
    m_results = stored.results;
    m_counts = {.total = int(m_results.size())};
    for (const BulkResult &result : m_results)
        add(m_counts, result.state, 1);
    const bool isOver = m_counts.waiting() == 0 && m_counts.unknown == 0;
    setState(isOver ? State::Finished : State::Stopped);
    Q_EMIT progressChanged();
    Q_EMIT finished();
}

void BulkRun::refuse(const QString &sentence)
{
    m_problem = sentence;
    setState(State::Stopped);
    Q_EMIT finished();
}

BulkRun::Thread &BulkRun::thread()
{
    if (m_thread)
        return *m_thread;
    auto *sender = new BulkSender({.profile = m_session->profile(),
                                   .tokens = m_session->tokens(),
                                   .wantsHistory = m_session->history() != nullptr,
                                   .changes = m_session->changeLog()},
                                  m_journal, m_job, m_rows);
    connect(sender, &BulkSender::haveResults, this, &BulkRun::haveResults);
    connect(sender, &BulkSender::settled, this, &BulkRun::haveSettled);
    connect(sender, &BulkSender::throttled, this, [this](int rows) { m_throttled += rows; });
    connect(sender, &BulkSender::stopped, this, [this](const QString &sentence) {
        m_problem = sentence;
        if (m_state == State::Running)
            setState(State::Pausing);
    });
    connect(sender, &BulkSender::haveRequests, this,
            [this](const QList<api::HistoryEntry> &entries) {
                for (const api::HistoryEntry &entry : entries)
                    m_session->history()->append(entry);
            });
    m_thread = std::make_unique<Thread>(sender);
    if (m_backOff >= 0)
        m_thread->post([ms = m_backOff](BulkSender &to) { to.setBackOff(ms); });
    return *m_thread;
}

void BulkRun::setBackOff(int milliseconds)
{
    m_backOff = milliseconds;
    if (m_thread)
        m_thread->post([milliseconds](BulkSender &to) { to.setBackOff(milliseconds); });
}

void BulkRun::setSettings(const BulkSettings &settings)
{
    m_job.settings = settings.bounded();
    if (m_thread)
        m_thread->post([settings = m_job.settings](BulkSender &to) { to.setSettings(settings); });
}

bool BulkRun::isBusy() const
{
    return m_state == State::Preparing || m_state == State::Running || m_state == State::Pausing ||
           m_state == State::Cancelling;
}

void BulkRun::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
}

void BulkRun::sendRows(const std::vector<int> &rows)
{
    m_hasChecked = false;
    m_samples.clear();
    thread().post([rows, tokens = m_session->tokens()](BulkSender &to) {
        to.setTokens(tokens);
        to.send(rows);
    });
}

void BulkRun::pause()
{
    if (m_state != State::Running && m_state != State::Preparing)
        return;
    setState(State::Pausing);
    if (m_thread)
        m_thread->post([](BulkSender &to) { to.pause(); });
}

void BulkRun::goOn()
{
    if (m_state != State::Paused && m_state != State::Stopped)
        return;
    if (m_job.id == 0 || m_session->keyState() != api::Session::KeyState::Ready) {
        if (m_job.id != 0)
            m_problem = m_session->keyProblem();
        Q_EMIT progressChanged();
        return;
    }
    m_problem.clear();
    if (m_state == State::Paused && m_thread) {
        setState(State::Running);
        m_samples.clear();
        m_thread->post([tokens = m_session->tokens()](BulkSender &to) {
            to.setTokens(tokens);
            to.goOn();
        });
        return;
    }
    setState(State::Running);
    sendRows(rowsIn(BulkState::Waiting));
}

void BulkRun::cancel()
{
    if (m_state == State::Paused) {
        if (m_thread)
            m_thread->post([](BulkSender &to) { to.cancel(); });
        restoreDoubtful();
        setState(State::Stopped);
        Q_EMIT finished();
        return;
    }
    if (!isBusy() || m_state == State::Cancelling)
        return;
    setState(State::Cancelling);
    if (m_thread)
        m_thread->post([](BulkSender &to) { to.cancel(); });
}

void BulkRun::retryFailed()
{
    sendAgain(rowsIn(BulkState::Failed));
}

void BulkRun::sendUnknown()
{
    const std::vector<int> rows = rowsIn(BulkState::Unknown);
    QHash<int, BulkResult> doubtful;
    for (const int row : rows)
        doubtful.insert(row, result(row));
    m_doubtful = std::move(doubtful);
    sendAgain(rows);
}

/// Stopped before they were sent once more: what was said of them holds again.
void BulkRun::restoreDoubtful()
{
    QList<int> changed;
    for (const BulkResult &before : std::as_const(m_doubtful)) {
        BulkResult &mine = m_results[std::size_t(before.row)];
        if (mine.state != BulkState::Waiting)
            continue;
        add(m_counts, mine.state, -1);
        add(m_counts, before.state, 1);
        mine = before;
        changed.append(before.row);
    }
    m_doubtful.clear();
    if (changed.isEmpty())
        return;
    std::ranges::sort(changed);
    Q_EMIT rowsChanged(changed);
    Q_EMIT progressChanged();
}

void BulkRun::sendAgain(const std::vector<int> &rows)
{
    if (isBusy() || rows.empty() || m_job.id == 0 ||
        m_session->keyState() != api::Session::KeyState::Ready)
        return;
    QList<int> changed;
    for (const int row : rows) {
        BulkResult &result = m_results[std::size_t(row)];
        add(m_counts, result.state, -1);
        result = {.row = row};
        changed.append(row);
    }
    m_problem.clear();
    forgetPaused();
    setState(State::Running);
    Q_EMIT rowsChanged(changed);
    Q_EMIT progressChanged();
    sendRows(rows);
}

void BulkRun::checkUnknown()
{
    std::vector<int> rows = rowsIn(BulkState::Unknown);
    std::erase_if(rows, [this](int index) { return row(index).readPath.isEmpty(); });
    if (isBusy() || rows.empty() || m_session->keyState() != api::Session::KeyState::Ready)
        return;
    forgetPaused();
    setState(State::Running);
    m_hasChecked = true;
    thread().post([rows = std::move(rows), tokens = m_session->tokens()](BulkSender &to) {
        to.setTokens(tokens);
        to.check(rows);
    });
}

/// Only what was asked for happens now: the sender would go on with what it has kept since the
/// pause, rows that it is given anew among it.
void BulkRun::forgetPaused()
{
    if (m_state == State::Paused && m_thread)
        m_thread->post([](BulkSender &to) { to.cancel(); });
}

void BulkRun::forget()
{
    if (m_job.id != 0 && !isBusy())
        m_journal->remove(std::exchange(m_job.id, 0));
}

void BulkRun::haveResults(const QList<BulkResult> &results)
{
    QList<int> rows;
    QList<int> done;
    for (const BulkResult &result : results) {
        BulkResult &mine = m_results[std::size_t(result.row)];
        add(m_counts, mine.state, -1);
        add(m_counts, result.state, 1);
        mine = result;
        rows.append(result.row);
        if (result.state == BulkState::Done)
            done.append(result.row);
        if (result.state != BulkState::Waiting)
            m_doubtful.remove(result.row);
    }
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    noteRate(int(std::ranges::count_if(
        results, [](const BulkResult &one) { return one.state != BulkState::Waiting; })));
    Q_EMIT rowsChanged(rows);
    if (!done.isEmpty())
        Q_EMIT rowsDone(done);
    Q_EMIT progressChanged();
}

void BulkRun::haveSettled()
{
    switch (m_state) {
    case State::Pausing:
        setState(State::Paused);
        Q_EMIT progressChanged();
        return;
    case State::Cancelling:
        restoreDoubtful();
        setState(State::Stopped);
        Q_EMIT finished();
        return;
    case State::Running:
        break;
    default:
        return;
    }
    if (m_counts.unknown > 0 && !m_hasChecked) {
        m_state = State::Stopped; // checkUnknown() goes on at once, if it can
        checkUnknown();
        if (m_state == State::Running)
            return;
        m_state = State::Running;
    }
    setState(m_counts.waiting() > 0 ? State::Stopped : State::Finished);
    Q_EMIT finished();
}

void BulkRun::haveKeyState()
{
    if (m_session->keyState() == api::Session::KeyState::Ready || m_state != State::Running)
        return;
    m_problem = m_session->keyProblem();
    pause();
}

void BulkRun::noteRate(int rows)
{
    const qint64 now = m_clock.elapsed();
    m_samples.append({now, rows});
    while (m_samples.size() > 2 && now - m_samples.first().at > rateWindow)
        m_samples.removeFirst();
}

double BulkRun::perSecond() const
{
    if (m_samples.size() < 2)
        return 0;
    int rows = 0;
    for (const Sample &sample : m_samples.sliced(1)) // the first begins the time
        rows += sample.rows;
    const qint64 time = m_samples.last().at - m_samples.first().at;
    return time > 0 ? rows * 1000.0 / double(time) : 0;
}

qint64 BulkRun::remainingMs() const
{
    const double rate = perSecond();
    if (rate <= 0 || m_state != State::Running)
        return -1;
    return qint64(m_counts.waiting() * 1000.0 / rate);
}

std::vector<int> BulkRun::rowsIn(BulkState state) const
{
    std::vector<int> rows;
    for (const BulkResult &result : m_results) {
        if (result.state == state)
            rows.push_back(result.row);
    }
    return rows;
}

} // namespace models
