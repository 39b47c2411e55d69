// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkJournalFile.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <mutex>

namespace models {

/// The bulk runs of a data folder, as they lie on the disk; all of it is done in a thread of its
/// own. What waits when the thread gets to it is written with one commit.
class BulkJournal : public QObject
{
    Q_OBJECT

public:
    /// Empty folder: memory only. Opened at once, in the thread.
    explicit BulkJournal(const QString &folder, QObject *parent = nullptr);
    ~BulkJournal() override; ///< writes out what waits

    template <typename T>
    using Done = std::function<void(const std::expected<T, QString> &)>;
    /// Each calls @p done in this object's thread, in the life of @p context.
    /// Something to tell of the file, or nothing; the error says why it can't be used.
    void opened(QObject *context, Done<QString> done);
    void begin(const BulkJob &job, BulkRows rows, QObject *context, Done<qint64> done);
    void jobs(QObject *context, Done<QList<BulkEntry>> done);
    void load(qint64 job, QObject *context, Done<BulkStored> done);
    void remove(qint64 job); ///< failed() says when it could not
    /// All runs of a profile that is no more.
    void removeProfile(const QString &profileId);

    /// From any thread. These rows are about to leave; written() with the number that this gives
    /// says that the disk knows, and only then they may.
    quint64 markSent(qint64 job, std::vector<int> rows);
    /// From any thread; written() likewise.
    quint64 store(qint64 job, std::vector<BulkResult> results);

Q_SIGNALS:
    /// Sent from the journal's thread: all that was given up to @p ticket lies on the disk.
    void written(quint64 ticket);
    /// Sent from the journal's thread, as a sentence: what was given up to @p ticket does not.
    void notWritten(quint64 ticket, const QString &sentence);
    void failed(const QString &sentence);

private:
    void open();
    void writePending();
    quint64 take(BulkJournalFile::Batch &&part);
    /// Runs @p work in the thread, with the file.
    template <typename T>
    void ask(QObject *context, Done<T> done,
             std::function<std::expected<T, QString>(BulkJournalFile &)> work);

    const QString m_folder;
    QThread m_thread;
    QObject *m_worker;                       // lives in the thread
    std::unique_ptr<BulkJournalFile> m_file; // of the thread
    QString m_problem;                       // of the thread: why there is none

    std::mutex m_mutex;
    BulkJournalFile::Batch m_pending; // guarded by m_mutex
    quint64 m_ticket = 0;             // guarded by m_mutex
    bool m_asked = false;             // guarded by m_mutex
};

} // namespace models
