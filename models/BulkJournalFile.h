// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkJob.h"

#include <QLockFile>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <expected>
#include <memory>
#include <optional>
#include <span>

namespace models {

/// A job that lies in the journal, and how far it came.
struct BulkEntry
{
    BulkJob job;
    BulkCounts counts;
};

/// The same with everything.
struct BulkStored
{
    BulkJob job;
    BulkRows rows;
    std::vector<BulkResult> results; ///< one a row; Sent is Unknown by now
};

/// bulk.sqlite, mode 0600, one program at a time. Belongs to the thread that opened it. Errors are
/// sentences. What a commit has taken survives a killed program and a power cut (WAL, and SQLite
/// waits for the disk at every commit).
class BulkJournalFile
{
public:
    /// Makes the folder when it is missing. Empty folder: in memory. A damaged file is put aside,
    /// see notice().
    static std::expected<std::unique_ptr<BulkJournalFile>, QString> open(const QString &folder);
    ~BulkJournalFile();
    BulkJournalFile(const BulkJournalFile &) = delete;
    BulkJournalFile &operator=(const BulkJournalFile &) = delete;

    QString notice() const { return m_notice; }

    /// In one transaction; gives the job its id.
    std::expected<qint64, QString> begin(const BulkJob &job, std::span<const BulkRow> rows);

    /// What is to be written with one commit.
    struct Batch
    {
        struct Intents
        {
            qint64 job = 0;
            std::vector<int> rows;
        };
        struct Results
        {
            qint64 job = 0;
            std::vector<BulkResult> results;
        };
        std::vector<Intents> intents; ///< these rows become Sent
        std::vector<Results> results;
    };
    std::expected<void, QString> write(const Batch &batch);

    /// Oldest first.
    std::expected<QList<BulkEntry>, QString> jobs();
    std::expected<BulkStored, QString> load(qint64 job);
    /// The contents are overwritten.
    std::expected<void, QString> remove(qint64 job);

    static const QString fileName; ///< in the folder

private:
    BulkJournalFile() = default;
    std::expected<void, QString> openFile();
    bool prepare();
    bool putAside();
    bool run(const QString &statement);
    bool exec(QSqlQuery &query);
    bool brokeOff(const QSqlQuery &query);
    bool writeIntents(const Batch::Intents &intents);
    bool writeResults(const Batch::Results &results);
    std::unexpected<QString> trouble() const;
    std::optional<BulkJob> job(qint64 id);
    void close();

    QString m_folder;
    QString m_connection;
    QSqlDatabase m_database;
    std::unique_ptr<QLockFile> m_lock;
    QString m_error; // of the last statement that failed
    QString m_nativeCode;
    QString m_notice;
};

} // namespace models
