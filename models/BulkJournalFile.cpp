// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BulkJournalFile.h"

#include "app/api/SqliteFile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSqlError>
#include <QUuid>
#include <QVariant>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace models {

namespace {

/// Raised when the tables change; a file of a later version is left alone.
constexpr int schemaVersion = 1;

QString tr(const char *text)
{
    return QCoreApplication::translate("models::BulkJournalFile", text);
}

QString jobColumns()
{
    return u"id, profile, resource, title, body, concurrency, per_second, started_at, id_property"_s;
}

BulkJob jobFrom(const QSqlQuery &query)
{
    BulkJob job;
    job.id = query.value(0).toLongLong();
    job.profileId = query.value(1).toString();
    job.resource = query.value(2).toString();
    job.title = query.value(3).toString();
    job.body = query.value(4).toByteArray();
    job.settings.concurrency = query.value(5).toInt();
    job.settings.perSecond = query.value(6).toDouble();
    job.settings = job.settings.bounded();
    job.startedAt = query.value(7).toLongLong();
    job.idProperty = query.value(8).toString();
    return job;
}

BulkState stateFrom(int stored)
{
    const auto state = static_cast<BulkState>(stored);
    // Nothing is on its way of a job that is read back.
    return state == BulkState::Sent ? BulkState::Unknown : state;
}

void count(BulkCounts &counts, BulkState state, int number)
{
    if (state == BulkState::Done)
        counts.done += number;
    else if (state == BulkState::Failed)
        counts.failed += number;
    else if (state == BulkState::Unknown)
        counts.unknown += number;
}

} // namespace

const QString BulkJournalFile::fileName = u"bulk.sqlite"_s;

std::expected<std::unique_ptr<BulkJournalFile>, QString>
BulkJournalFile::open(const QString &folder)
{
    std::unique_ptr<BulkJournalFile> file(new BulkJournalFile);
    file->m_folder = folder;
    if (!folder.isEmpty()) {
        const QString shown = QDir::toNativeSeparators(folder);
        if (!QDir(folder).exists() &&
            !(QDir().mkpath(folder) &&
              QFile::setPermissions(folder,
                                    QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)))
            return std::unexpected(tr("The folder %1 can't be made.").arg(shown));
        file->m_lock = std::make_unique<QLockFile>(QDir(folder).filePath(u"bulk.lock"_s));
        file->m_lock->setStaleLockTime(0);
        if (!file->m_lock->tryLock()) {
            return std::unexpected(tr("Another program has bulk changes in %1 open. Close it, or "
                                      "choose another folder.")
                                       .arg(shown));
        }
    }
    if (auto opened = file->openFile(); !opened)
        return std::unexpected(opened.error());
    return file;
}

BulkJournalFile::~BulkJournalFile()
{
    close();
}

void BulkJournalFile::close()
{
    m_database.close();
    m_database = {};
    if (!m_connection.isEmpty())
        QSqlDatabase::removeDatabase(std::exchange(m_connection, {}));
}

std::expected<void, QString> BulkJournalFile::openFile()
{
    for (const bool first : {true, false}) {
        m_connection = u"bulk-"_s + QUuid::createUuid().toString(QUuid::Id128);
        m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
        const QString path = m_folder.isEmpty() ? u":memory:"_s : QDir(m_folder).filePath(fileName);
        if (!m_folder.isEmpty())
            api::SqliteFile::makePrivate(path); // its rights are right before anything is in it
        m_database.setDatabaseName(path);
        m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=2000"_s);
        if (m_database.open() && prepare())
            return {};
        if (m_error.isEmpty())
            m_error = m_database.lastError().databaseText();
        const int code = m_nativeCode.toInt() & 0xff;
        constexpr int corrupt = 11;
        constexpr int notADatabase = 26;
        if (!first || m_folder.isEmpty() || (code != corrupt && code != notADatabase) ||
            !putAside())
            break;
    }
    return trouble();
}

bool BulkJournalFile::prepare()
{
    QSqlQuery version(m_database);
    if (!version.exec(u"PRAGMA user_version"_s) || !version.next()) {
        m_error = version.lastError().databaseText();
        m_nativeCode = version.lastError().nativeErrorCode();
        return false;
    }
    if (version.value(0).toInt() > schemaVersion) {
        m_error = tr("it was written by a newer version of the console");
        m_nativeCode.clear();
        return false;
    }
    version.finish();
    // FAST would leave pages that are no longer used as they are: bodies may hold passwords.
    // Intents and results lie apart from what is to be sent: a commit writes few bytes a row.
    return run(u"PRAGMA cache_size=-512"_s) && run(u"PRAGMA journal_mode=WAL"_s) &&
           run(u"PRAGMA synchronous=FULL"_s) && run(u"PRAGMA secure_delete=ON"_s) &&
           run(u"PRAGMA journal_size_limit=4194304"_s) &&
           run(u"CREATE TABLE IF NOT EXISTS jobs (id INTEGER PRIMARY KEY AUTOINCREMENT, "
               "profile TEXT, resource TEXT, title TEXT, body BLOB, concurrency INTEGER, "
               "per_second REAL, started_at INTEGER, id_property TEXT, total INTEGER)"_s) &&
           run(u"CREATE TABLE IF NOT EXISTS rows (job INTEGER, row INTEGER, id TEXT, method TEXT, "
               "path TEXT, body BLOB, read_first INTEGER, read_path TEXT, before BLOB, "
               "PRIMARY KEY (job, row)) WITHOUT ROWID"_s) &&
           run(u"CREATE TABLE IF NOT EXISTS results (job INTEGER, row INTEGER, state INTEGER, "
               "status INTEGER, sentence TEXT, request_id TEXT, at INTEGER, "
               "PRIMARY KEY (job, row)) WITHOUT ROWID"_s) &&
           run(u"PRAGMA user_version=%1"_s.arg(schemaVersion));
}

bool BulkJournalFile::putAside()
{
    close();
    const QDir folder(m_folder);
    const QString aside = u"bulk-damaged-%1.sqlite"_s.arg(
        QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss-zzz"_s));
    if (!QFile::rename(folder.filePath(fileName), folder.filePath(aside)))
        return false;
    QFile::remove(folder.filePath(fileName + u"-wal"_s));
    QFile::remove(folder.filePath(fileName + u"-shm"_s));
    m_notice = tr("The journal of bulk changes was damaged. It was kept as %1, and a new one was "
                  "begun: a change that had stopped halfway is not offered again.")
                   .arg(QDir::toNativeSeparators(folder.filePath(aside)));
    m_error.clear();
    m_nativeCode.clear();
    return true;
}

bool BulkJournalFile::run(const QString &statement)
{
    QSqlQuery query(m_database);
    if (query.exec(statement))
        return true;
    m_error = query.lastError().databaseText();
    m_nativeCode = query.lastError().nativeErrorCode();
    return false;
}

bool BulkJournalFile::exec(QSqlQuery &query)
{
    if (query.exec())
        return true;
    m_error = query.lastError().databaseText();
    m_nativeCode = query.lastError().nativeErrorCode();
    return false;
}

/// Whether @p query ended by an error rather than by its last row.
bool BulkJournalFile::brokeOff(const QSqlQuery &query)
{
    if (!query.lastError().isValid())
        return false;
    m_error = query.lastError().databaseText();
    m_nativeCode = query.lastError().nativeErrorCode();
    return true;
}

std::unexpected<QString> BulkJournalFile::trouble() const
{
    return std::unexpected(tr("The journal of bulk changes in %1 can't be used (%2).")
                               .arg(QDir::toNativeSeparators(m_folder), m_error.simplified()));
}

std::expected<qint64, QString> BulkJournalFile::begin(const BulkJob &job,
                                                      std::span<const BulkRow> rows)
{
    if (!run(u"BEGIN IMMEDIATE"_s))
        return trouble();
    QSqlQuery head(m_database);
    head.prepare(u"INSERT INTO jobs (profile, resource, title, body, concurrency, per_second, "
                 "started_at, id_property, total) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    const QVariantList values{job.profileId,
                              job.resource,
                              job.title,
                              job.body,
                              job.settings.concurrency,
                              job.settings.perSecond,
                              job.startedAt,
                              job.idProperty,
                              qint64(rows.size())};
    for (int i = 0; i < values.size(); ++i)
        head.bindValue(i, values[i]);
    bool fine = exec(head);
    const qint64 id = fine ? head.lastInsertId().toLongLong() : 0;
    QSqlQuery insert(m_database);
    insert.prepare(u"INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    insert.bindValue(0, id);
    for (std::size_t i = 0; fine && i < rows.size(); ++i) {
        const BulkRow &row = rows[i];
        insert.bindValue(1, qint64(i));
        insert.bindValue(2, row.id);
        insert.bindValue(3, QString::fromLatin1(api::toByteArray(row.method)));
        insert.bindValue(4, row.path);
        insert.bindValue(5, row.body);
        insert.bindValue(6, row.readFirst);
        insert.bindValue(7, row.readPath);
        insert.bindValue(8, row.before);
        fine = exec(insert);
    }
    head.finish();
    insert.finish();
    if (fine && run(u"COMMIT"_s))
        return id;
    const auto error = trouble();
    run(u"ROLLBACK"_s);
    return error;
}

bool BulkJournalFile::writeIntents(const Batch::Intents &intents)
{
    // One statement for many: numbers alone, nothing to escape.
    constexpr std::size_t atOnce = 500;
    for (std::size_t from = 0; from < intents.rows.size(); from += atOnce) {
        QString values;
        const std::size_t to = std::min(intents.rows.size(), from + atOnce);
        for (std::size_t i = from; i < to; ++i) {
            if (i > from)
                values += u',';
            values +=
                u"(%1,%2,%3)"_s.arg(intents.job).arg(intents.rows[i]).arg(int(BulkState::Sent));
        }
        if (!run(u"INSERT OR REPLACE INTO results (job, row, state) VALUES "_s + values))
            return false;
    }
    return true;
}

bool BulkJournalFile::writeResults(const Batch::Results &results)
{
    QSqlQuery query(m_database);
    query.prepare(u"INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    query.bindValue(0, results.job);
    for (const BulkResult &result : results.results) {
        query.bindValue(1, result.row);
        query.bindValue(2, int(result.state));
        query.bindValue(3, result.status);
        query.bindValue(4, result.sentence);
        query.bindValue(5, result.requestId);
        query.bindValue(6, result.at);
        if (!exec(query))
            return false;
    }
    return true;
}

std::expected<void, QString> BulkJournalFile::write(const Batch &batch)
{
    if (!run(u"BEGIN IMMEDIATE"_s))
        return trouble();
    bool fine = true;
    // Results first: a row that is sent again has one from before.
    for (const Batch::Results &results : batch.results)
        fine = fine && writeResults(results);
    for (const Batch::Intents &intents : batch.intents)
        fine = fine && writeIntents(intents);
    if (fine && run(u"COMMIT"_s))
        return {};
    const auto error = trouble();
    run(u"ROLLBACK"_s);
    return error;
}

std::expected<QList<BulkEntry>, QString> BulkJournalFile::jobs()
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    QList<BulkEntry> entries;
    if (!query.exec(u"SELECT %1, total FROM jobs ORDER BY id"_s.arg(jobColumns()))) {
        m_error = query.lastError().databaseText();
        return trouble();
    }
    while (query.next()) {
        BulkEntry entry{.job = jobFrom(query), .counts = {}};
        entry.counts.total = query.value(9).toInt();
        entries.append(entry);
    }
    if (!query.exec(u"SELECT job, state, count(*) FROM results GROUP BY job, state"_s)) {
        m_error = query.lastError().databaseText();
        return trouble();
    }
    while (query.next()) {
        for (BulkEntry &entry : entries) {
            if (entry.job.id == query.value(0).toLongLong())
                count(entry.counts, stateFrom(query.value(1).toInt()), query.value(2).toInt());
        }
    }
    return entries;
}

std::optional<BulkJob> BulkJournalFile::job(qint64 id)
{
    QSqlQuery query(m_database);
    query.prepare(u"SELECT %1 FROM jobs WHERE id = ?"_s.arg(jobColumns()));
    query.bindValue(0, id);
    if (!exec(query) || !query.next())
        return std::nullopt;
    return jobFrom(query);
}

std::expected<BulkStored, QString> BulkJournalFile::load(qint64 id)
{
    BulkStored stored;
    const auto found = job(id);
    if (!found)
        return std::unexpected(tr("There is no such bulk change any more."));
    stored.job = *found;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(u"SELECT id, method, path, body, read_first, read_path, before FROM rows WHERE "
                  "job = ? ORDER BY row"_s);
    query.bindValue(0, id);
    if (!exec(query))
        return trouble();
    auto rows = std::make_shared<std::vector<BulkRow>>();
    while (query.next()) {
        BulkRow row;
        row.id = query.value(0).toString();
        row.method =
            api::methodFromName(query.value(1).toString().toLatin1()).value_or(api::Method::Patch);
        row.path = query.value(2).toString();
        if (!query.isNull(3))
            row.body = query.value(3).toByteArray();
        row.readFirst = query.value(4).toBool();
        row.readPath = query.value(5).toString();
        row.before = query.value(6).toByteArray();
        rows->push_back(std::move(row));
    }
    if (brokeOff(query))
        return trouble();
    stored.results.resize(rows->size());
    for (std::size_t i = 0; i < rows->size(); ++i)
        stored.results[i].row = int(i);
    stored.rows = std::move(rows);
    query.prepare(
        u"SELECT row, state, status, sentence, request_id, at FROM results WHERE job = ?"_s);
    query.bindValue(0, id);
    if (!exec(query))
        return trouble();
    while (query.next()) {
        const int row = query.value(0).toInt();
        if (row < 0 || std::size_t(row) >= stored.results.size())
            continue;
        stored.results[std::size_t(row)] = {.row = row,
                                            .state = stateFrom(query.value(1).toInt()),
                                            .status = query.value(2).toInt(),
                                            .sentence = query.value(3).toString(),
                                            .requestId = query.value(4).toString(),
                                            .at = query.value(5).toLongLong()};
    }
    // A result that can't be read is not none: its row would be sent again.
    if (brokeOff(query))
        return trouble();
    return stored;
}

std::expected<void, QString> BulkJournalFile::remove(qint64 id)
{
    const bool fine = run(u"BEGIN IMMEDIATE"_s) &&
                      run(u"DELETE FROM results WHERE job = %1"_s.arg(id)) &&
                      run(u"DELETE FROM rows WHERE job = %1"_s.arg(id)) &&
                      run(u"DELETE FROM jobs WHERE id = %1"_s.arg(id)) && run(u"COMMIT"_s);
    if (!fine) {
        const auto error = trouble();
        run(u"ROLLBACK"_s);
        return error;
    }
    // What was removed stays in the log file else: bodies may hold passwords.
    run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    return {};
}

} // namespace models
