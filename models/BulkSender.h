// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/ApiClient.h"
#include "app/api/ChangeLog.h"
#include "app/api/History.h"
#include "app/api/RequestQueue.h"
#include "models/BulkJournal.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTimer>

#include <deque>
#include <memory>
#include <optional>

namespace models {

/// The sending half of a BulkRun, in a thread of its own with a client and a queue of its own: the
/// window stays free. A row leaves only when the journal has its intent on the disk; rows are made
/// ready some ahead of the network, so that it does not wait for the disk.
///
/// A 429 is no answer to keep: the platform has done nothing, and after the time that it asked for
/// the row is sent again, a few times. What would fail for all the rest stops the run.
class BulkSender : public QObject
{
    Q_OBJECT

public:
    struct Access
    {
        api::Profile profile;
        std::shared_ptr<auth::TokenSource> tokens;
        bool wantsHistory = false;
        api::ChangeLog *changes = nullptr; ///< null: nowhere
    };
    /// @p journal outlives it.
    BulkSender(Access access, BulkJournal *journal, BulkJob job, BulkRows rows);
    ~BulkSender() override;

    // In its thread:
    void setTokens(std::shared_ptr<auth::TokenSource> tokens);
    void setSettings(const BulkSettings &settings);
    void setBackOff(int milliseconds); ///< as RequestQueue's, and after a 429 without a time
    /// One after the other, behind those that wait; also after a pause.
    void send(const std::vector<int> &rows);
    /// Asks the platform what has become of these rows; they end as Done, Failed or Unknown.
    void check(const std::vector<int> &rows);
    void pause(); ///< what is on its way comes to its end
    void goOn();
    /// Ends all within 100 ms. What is on its way has most of that time to come home.
    void cancel();

    static constexpr int maximumTries = 5; ///< of a row that is answered with 429

Q_SIGNALS:
    void haveResults(const QList<models::BulkResult> &results);
    void haveRequests(const QList<api::HistoryEntry> &entries);
    /// The platform asked to wait: so many rows are sent again.
    void throttled(int rows);
    /// Nothing is on its way any more, and all results lie on the disk; rows may wait.
    void settled();
    /// It has paused by itself.
    void stopped(const QString &sentence);

private:
    struct Try
    {
        int row = -1;
        bool isReading = false;
        bool isCheck = false;
        json::Document before = {}; ///< of one that was read first
    };

    void open();
    const BulkRow &rowAt(int row) const { return (*m_rows)[std::size_t(row)]; }
    void prepare();
    std::size_t wantedAhead() const;
    void haveWritten(quint64 ticket);
    void haveNotWritten(quint64 ticket, const QString &sentence);
    void pump();
    int spare() const;
    bool mayLeave();
    void begin(int row);
    void start(const Try &what, api::Request request);
    void takeBack(const Try &what);
    void haveAnswer(const Try &what, const api::Result &result, const QString &requestId);
    void haveRead(int row, const api::Result &result, const QString &requestId);
    void haveChecked(const Try &what, const api::Result &result, const QString &requestId);
    bool sendAgainLater(int row, const api::ApiError &error);
    void noteFailure(const api::ApiError &error);
    void record(const Try &what, const json::Document &reply, const QString &requestId);
    void keep(int row, BulkState state, int status, const QString &sentence,
              const QString &requestId);
    void flush();
    void giveBack();
    void lookWhetherSettled();
    void stop(const QString &sentence);

    const Access m_access; // the tokens are those of the beginning
    BulkJournal *const m_journal;
    const BulkJob m_job;
    const BulkRows m_rows;
    const bool m_readsFirst; // some of them
    BulkSettings m_settings;
    std::unique_ptr<api::ApiClient> m_client;
    std::unique_ptr<api::RequestQueue> m_queue;

    std::deque<int> m_waiting; // their turn has not come
    std::deque<int> m_ready;   // their intent lies on the disk
    std::deque<int> m_toCheck;
    std::vector<int> m_beingPrepared;
    quint64 m_preparing = 0; // ticket; 0: none
    std::size_t m_ahead = 16;
    QHash<int, int> m_tries; // of rows that were answered with 429
    struct Doubt
    {
        QString sentence;
        QString requestId; // of the request itself, not of the look-up
    };
    QHash<int, Doubt> m_doubts; // why it is not known whether they arrived
    QHash<api::Call *, Try> m_notStarted;
    int m_running = 0;
    int m_inARow = 0; // failures that concern all
    bool m_paused = false;
    bool m_cancelled = false;
    bool m_settled = true;

    QElapsedTimer m_clock;
    double m_nextAt = 0; // ms by m_clock: when the rate lets the next one go
    double m_notBefore = 0;
    QTimer m_pace;
    QTimer m_soon; // flush()
    QTimer m_patience;
    int m_backOff = 500;
    QList<BulkResult> m_results;
    QList<api::HistoryEntry> m_requests;
    quint64 m_stored = 0; // ticket of the last results
    quint64 m_written = 0;
};

} // namespace models
