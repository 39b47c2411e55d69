// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Session.h"
#include "models/BulkJournal.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>

#include <memory>

namespace models {

/// Sends a list of requests, a few at a time, and remembers what becomes of each: the engine behind
/// "change many" and row-by-row imports. Anything may stop in the middle: what was answered is
/// known, what was not sent can be sent later, and what was on its way is looked up by GET before
/// anybody sends it again.
///
///     auto *run = new BulkRun(session, journal, this);
///     run->start(job, std::make_shared<std::vector<BulkRow>>(...));
///     connect(run, &BulkRun::finished, ...)   // then counts(), result(i)
class BulkRun : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,      ///< nothing to do yet
        Preparing, ///< the rows are being written to the journal, or read from it
        Running,
        Pausing, ///< what is on its way comes to its end
        Paused,
        Cancelling,
        Stopped,  ///< read back from the journal, or cancelled: rows are left
        Finished, ///< every row has an answer, or failed
    };
    Q_ENUM(State)

    /// @p session and @p journal outlive it.
    BulkRun(api::Session *session, BulkJournal *journal, QObject *parent = nullptr);
    ~BulkRun() override; ///< ends what runs, within 100 ms

    /// Once; sends as soon as the journal has the rows.
    void start(const BulkJob &job, BulkRows rows);
    /// Once, instead of start(): a job of an earlier run of the program. Sends nothing: Stopped (or
    /// Finished), and then goOn() or whatever a person wants.
    void open(qint64 job);

    void pause();
    /// After pause() or when Stopped: sends what was not sent, then checks what is not known.
    void goOn();
    /// Over within 100 ms: Stopped. What had no answer then is Unknown.
    void cancel();
    /// Sends again what failed: refused, or known not to have arrived.
    void retryFailed();
    /// Reads the resources of Unknown rows, and so tells which requests have arrived. Happens by
    /// itself at the end of a run.
    void checkUnknown();
    /// A person says that Unknown rows are to be sent, though they may have arrived.
    void sendUnknown();
    /// A person says that these are to be sent (again), whatever is known of them.
    void sendAgain(const std::vector<int> &rows);
    /// Removes it from the journal; the results stay here.
    void forget();

    void setSettings(const BulkSettings &settings); ///< also while it runs
    void setBackOff(int milliseconds);              ///< for tests
    BulkSettings settings() const { return m_job.settings; }

    State state() const { return m_state; }
    bool isBusy() const; ///< Preparing, Running, Pausing, Cancelling
    const BulkJob &job() const { return m_job; }
    int size() const { return m_rows ? int(m_rows->size()) : 0; }
    const BulkRows &rows() const { return m_rows; }                      ///< null: none yet
    const std::vector<BulkResult> &results() const { return m_results; } ///< of each row
    const BulkRow &row(int index) const { return (*m_rows)[std::size_t(index)]; }
    const BulkResult &result(int index) const { return m_results[std::size_t(index)]; }
    const BulkCounts &counts() const { return m_counts; }
    int throttled() const { return m_throttled; } ///< rows that the platform asked to send later
    double perSecond() const;                     ///< over the last seconds; 0: not known
    qint64 remainingMs() const;                   ///< -1: not known
    /// Why it has paused by itself, or could not begin; empty: it did not.
    QString problem() const { return m_problem; }

Q_SIGNALS:
    void stateChanged();
    void progressChanged();
    /// Their results are others now; many at once, ascending.
    void rowsChanged(const QList<int> &rows);
    /// These were answered well, just now.
    void rowsDone(const QList<int> &rows);
    void finished(); ///< Finished or Stopped

private:
    class Thread;
    void setState(State state);
    void haveBegun(qint64 job);
    void haveLoaded(const BulkStored &stored);
    void refuse(const QString &sentence);
    Thread &thread();
    void sendRows(const std::vector<int> &rows);
    void forgetPaused();
    void restoreDoubtful();
    void haveResults(const QList<BulkResult> &results);
    void haveSettled();
    void haveKeyState();
    void noteRate(int rows);
    std::vector<int> rowsIn(BulkState state) const;

    api::Session *m_session;
    BulkJournal *m_journal;
    BulkJob m_job;
    BulkRows m_rows;
    std::vector<BulkResult> m_results;
    BulkCounts m_counts;
    QHash<int, BulkResult> m_doubtful; ///< as they were before a person had them sent again
    State m_state = State::Idle;
    QString m_problem;
    int m_throttled = 0;
    int m_backOff = -1;
    bool m_hasChecked = false; ///< what is unknown now stays so
    std::unique_ptr<Thread> m_thread;
    struct Sample
    {
        qint64 at;
        int rows;
    };
    QList<Sample> m_samples;
    QElapsedTimer m_clock;
};

} // namespace models
