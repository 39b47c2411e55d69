// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Store.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QUuid>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

/// Raised when the tables change; a file of a later version is left alone.
constexpr int schemaVersion = 1;
constexpr int maximumPendingWrites = 2000;
/// Above this size looking at every page of the file would delay the start.
constexpr qint64 checkedFileBytes = 16 * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("sandbox::Store", text);
}

/// SQLITE_CORRUPT and SQLITE_NOTADB.
bool isDamage(const QSqlError &error)
{
    return error.nativeErrorCode() == u"11" || error.nativeErrorCode() == u"26";
}

QString sentence(const QSqlError &error)
{
    return tr("The sandbox's storage refused: %1.").arg(error.databaseText());
}

/// As private as the console's other folders, where it is new.
bool makeFolder(const QString &folder)
{
    if (QDir(folder).exists())
        return true;
    return QDir().mkpath(folder) &&
           QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

} // namespace

StoreResult<std::unique_ptr<Store>> Store::open(const QString &folder,
                                                std::function<qint64()> clock)
{
    std::unique_ptr<Store> store(new Store);
    store->m_clock = std::move(clock);
    QString file = u":memory:"_s;
    if (!folder.isEmpty()) {
        if (!makeFolder(folder) || !QFileInfo(folder).isWritable()) {
            return std::unexpected(
                tr("The folder %1 can't be written. Choose another one, or change its permissions.")
                    .arg(QDir::toNativeSeparators(folder)));
        }
        store->m_lock = std::make_unique<QLockFile>(QDir(folder).filePath(u"sandbox.lock"_s));
        store->m_lock->setStaleLockTime(0);
        if (!store->m_lock->tryLock()) {
            return std::unexpected(tr("Another program uses the sandbox in %1. Close it, or choose "
                                      "another folder.")
                                       .arg(QDir::toNativeSeparators(folder)));
        }
        file = QDir(folder).filePath(u"sandbox.sqlite"_s);
    }
    if (auto opened = store->openFile(file); !opened)
        return std::unexpected(opened.error());
    store->prepareStatements();
    return store;
}

Store::~Store()
{
    static_cast<void>(commit());
    close();
}

void Store::close()
{
    m_statements.reset();
    m_database = {};
    if (!m_connection.isEmpty())
        QSqlDatabase::removeDatabase(m_connection);
    m_connection.clear();
}

StoreResult<void> Store::openFile(const QString &file)
{
    for (const bool isFirst : {true, false}) {
        m_connection = u"sandbox-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
        m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
        m_database.setDatabaseName(file);
        if (!m_database.open())
            return std::unexpected(sentence(m_database.lastError()));
        if (!file.isEmpty()) // as private as the console's other files; made by open()
            QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
        const auto cause = damage(file);
        if (!cause)
            return std::unexpected(cause.error());
        if (!*cause)
            break;
        close();
        if (!isFirst)
            return std::unexpected(**cause);
        if (auto moved = putAside(file, **cause); !moved)
            return moved;
    }
    return prepareSchema();
}

StoreResult<std::optional<QString>> Store::damage(const QString &file)
{
    QSqlQuery query(m_database);
    const QString check = QFileInfo(file).size() > checkedFileBytes
                              ? u"SELECT 'ok', count(*) FROM sqlite_master"_s
                              : u"PRAGMA quick_check(1)"_s;
    if (!query.exec(check) || !query.next()) {
        if (isDamage(query.lastError()))
            return query.lastError().databaseText();
        return std::unexpected(sentence(query.lastError()));
    }
    const QString answer = query.value(0).toString();
    return answer == u"ok" ? std::optional<QString>() : answer;
}

StoreResult<void> Store::putAside(const QString &file, const QString &cause)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss-zzz"_s);
    const QString aside = file + u".damaged-"_s + stamp;
    // What SQLite keeps beside the file belongs to the damaged one.
    for (const QString &suffix : {u"-wal"_s, u"-shm"_s})
        QFile::remove(file + suffix);
    if (!QFile::rename(file, aside)) {
        return std::unexpected(tr("The sandbox's storage %1 is damaged (%2) and can't be renamed. "
                                  "Delete it: it holds demo data only.")
                                   .arg(QDir::toNativeSeparators(file), cause));
    }
    m_notice = tr("The sandbox's storage was damaged (%1). It was put aside as %2, and new demo "
                  "data was made.")
                   .arg(cause, QDir::toNativeSeparators(aside));
    return {};
}

StoreResult<void> Store::prepareSchema()
{
    QSqlQuery query(m_database);
    if (!query.exec(u"PRAGMA user_version"_s) || !query.next())
        return std::unexpected(sentence(query.lastError()));
    const int version = query.value(0).toInt();
    query.finish();
    if (version > schemaVersion) {
        return std::unexpected(
            tr("The sandbox's storage %1 was made by a later version of the console. Use that "
               "version, or choose another folder.")
                .arg(QDir::toNativeSeparators(m_database.databaseName())));
    }
    m_isNew = version == 0;
    if (m_isNew) {
        const QStringList statements{
            u"PRAGMA encoding = 'UTF-8'"_s,
            u"BEGIN"_s,
            u"CREATE TABLE IF NOT EXISTS collections(id INTEGER PRIMARY KEY, resource TEXT NOT "
            "NULL, domain TEXT NOT NULL, UNIQUE(resource, domain))"_s,
            u"CREATE TABLE IF NOT EXISTS items(position INTEGER PRIMARY KEY, collection INTEGER "
            "NOT NULL, id TEXT NOT NULL, json BLOB NOT NULL, created INTEGER NOT NULL, updated "
            "INTEGER NOT NULL, UNIQUE(collection, id))"_s,
            u"CREATE TABLE IF NOT EXISTS domains(domain TEXT PRIMARY KEY, public_key BLOB)"_s,
            u"CREATE TABLE IF NOT EXISTS bulk(resource TEXT, domain TEXT, id TEXT, status TEXT, "
            "reason TEXT, started INTEGER, stopped INTEGER, PRIMARY KEY(resource, domain, id))"_s,
            u"COMMIT"_s};
        for (const QString &sql : statements) {
            if (auto done = run(sql); !done)
                return done;
        }
    }
    for (const QString &sql : {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = NORMAL"_s}) {
        if (auto done = run(sql); !done)
            return done;
    }
    return {};
}

void Store::prepareStatements()
{
    const auto prepared = [this](const QString &sql) {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        query.prepare(sql);
        return query;
    };
    m_statements.reset(new Statements{
        prepared(u"SELECT json FROM items WHERE collection = ? AND id = ?"_s),
        prepared(u"INSERT OR IGNORE INTO items(position, collection, id, json, created, updated) "
                 "VALUES(?, ?, ?, ?, ?, ?)"_s),
        prepared(u"UPDATE items SET json = ?, updated = ? WHERE collection = ? AND id = ?"_s),
        prepared(u"DELETE FROM items WHERE collection = ? AND id = ?"_s),
        prepared(u"SELECT CAST(group_concat(json, ',') AS BLOB), max(position), count(*) FROM "
                 "(SELECT position, json FROM items WHERE position > ? AND position < ? ORDER BY "
                 "position LIMIT ?)"_s)});
}

StoreResult<void> Store::run(const QString &sql)
{
    QSqlQuery query(m_database);
    if (!query.exec(sql))
        return std::unexpected(sentence(query.lastError()));
    return {};
}

StoreResult<void> Store::run(QSqlQuery &query)
{
    if (!query.exec())
        return std::unexpected(sentence(query.lastError()));
    return {};
}

StoreResult<void> Store::beforeWrite()
{
    if (m_inTransaction && !m_filling && m_writes >= maximumPendingWrites) {
        if (auto done = commit(); !done)
            return done;
    }
    ++m_writes;
    if (m_inTransaction)
        return {};
    if (auto done = run(u"BEGIN"_s); !done)
        return done;
    m_inTransaction = true;
    if (m_onFirstWrite)
        m_onFirstWrite();
    return {};
}

StoreResult<void> Store::commit()
{
    if (!m_inTransaction)
        return {};
    m_inTransaction = false;
    m_writes = 0;
    if (auto done = run(u"COMMIT"_s); !done) {
        // A full disk may have ended the transaction already: this one's failure says nothing.
        static_cast<void>(run(u"ROLLBACK"_s));
        m_nextPositions.clear();
        m_collections.clear(); // one of them may have been made by what is undone now
        return std::unexpected(
            tr("%1 The sandbox's last changes are undone. Make room on the disk that holds %2, "
               "then make them again.")
                .arg(done.error(), QDir::toNativeSeparators(m_database.databaseName())));
    }
    return {};
}

void Store::beginFilling()
{
    m_filling = true;
    static_cast<void>(run(u"PRAGMA journal_mode = MEMORY"_s));
    static_cast<void>(run(u"PRAGMA synchronous = OFF"_s));
    static_cast<void>(run(u"PRAGMA cache_size = -65536"_s));
}

StoreResult<void> Store::endFilling()
{
    m_filling = false;
    if (m_isNew)
        static_cast<void>(run(u"PRAGMA user_version = %1"_s.arg(schemaVersion)));
    auto done = commit();
    for (const QString &sql : {u"PRAGMA cache_size = -2000"_s, u"PRAGMA journal_mode = WAL"_s,
                               u"PRAGMA synchronous = NORMAL"_s})
        static_cast<void>(run(sql));
    return done;
}

StoreResult<Store::Collection> Store::collection(const QString &resource, const QString &domain)
{
    const auto key = qMakePair(resource, domain);
    if (const auto known = m_collections.constFind(key); known != m_collections.constEnd())
        return *known;
    QSqlQuery query(m_database);
    query.prepare(u"SELECT id FROM collections WHERE resource = ? AND domain = ?"_s);
    query.bindValue(0, resource);
    query.bindValue(1, domain);
    if (!query.exec())
        return std::unexpected(sentence(query.lastError()));
    if (query.next()) {
        const qint64 id = query.value(0).toLongLong();
        m_collections.insert(key, id);
        return id;
    }
    query.finish();
    if (auto ready = beforeWrite(); !ready)
        return std::unexpected(ready.error());
    query.prepare(u"INSERT INTO collections(resource, domain) VALUES(?, ?)"_s);
    query.bindValue(0, resource);
    query.bindValue(1, domain);
    if (!query.exec())
        return std::unexpected(sentence(query.lastError()));
    const qint64 id = query.lastInsertId().toLongLong();
    m_collections.insert(key, id);
    return id;
}

StoreResult<qint64> Store::nextPosition(Collection collection)
{
    auto next = m_nextPositions.find(collection);
    if (next == m_nextPositions.end()) {
        QSqlQuery query(m_database);
        query.prepare(u"SELECT max(position) FROM items WHERE position >= ? AND position < ?"_s);
        query.bindValue(0, collection << collectionShift);
        query.bindValue(1, (collection + 1) << collectionShift);
        if (!query.exec() || !query.next())
            return std::unexpected(sentence(query.lastError()));
        const qint64 last =
            query.value(0).isNull() ? collection << collectionShift : query.value(0).toLongLong();
        next = m_nextPositions.insert(collection, last + 1);
    }
    return (*next)++;
}

StoreResult<std::optional<QByteArray>> Store::read(Collection collection, const QString &id)
{
    QSqlQuery &query = m_statements->read;
    query.bindValue(0, collection);
    query.bindValue(1, id);
    if (auto done = run(query); !done)
        return std::unexpected(done.error());
    std::optional<QByteArray> json;
    if (query.next())
        json = query.value(0).toByteArray();
    query.finish();
    return json;
}

StoreResult<bool> Store::insert(Collection collection, const QString &id, const QByteArray &json)
{
    if (auto ready = beforeWrite(); !ready)
        return std::unexpected(ready.error());
    const auto position = nextPosition(collection);
    if (!position)
        return std::unexpected(position.error());
    const qint64 now = m_clock();
    QSqlQuery &query = m_statements->insert;
    query.bindValue(0, *position);
    query.bindValue(1, collection);
    query.bindValue(2, id);
    query.bindValue(3, json);
    query.bindValue(4, now);
    query.bindValue(5, now);
    if (auto done = run(query); !done)
        return std::unexpected(done.error());
    return query.numRowsAffected() > 0;
}

StoreResult<bool> Store::update(Collection collection, const QString &id, const QByteArray &json)
{
    if (auto ready = beforeWrite(); !ready)
        return std::unexpected(ready.error());
    QSqlQuery &query = m_statements->update;
    query.bindValue(0, json);
    query.bindValue(1, m_clock());
    query.bindValue(2, collection);
    query.bindValue(3, id);
    if (auto done = run(query); !done)
        return std::unexpected(done.error());
    return query.numRowsAffected() > 0;
}

StoreResult<bool> Store::remove(Collection collection, const QString &id)
{
    if (auto ready = beforeWrite(); !ready)
        return std::unexpected(ready.error());
    QSqlQuery &query = m_statements->remove;
    query.bindValue(0, collection);
    query.bindValue(1, id);
    if (auto done = run(query); !done)
        return std::unexpected(done.error());
    return query.numRowsAffected() > 0;
}

StoreResult<Store::Page> Store::page(Collection collection, qint64 after, int limit)
{
    QSqlQuery &query = m_statements->page;
    query.bindValue(0, qMax(after, collection << collectionShift));
    query.bindValue(1, (collection + 1) << collectionShift);
    query.bindValue(2, limit);
    if (!query.exec() || !query.next())
        return std::unexpected(sentence(query.lastError()));
    Page page{.items = query.value(0).toByteArray(),
              .last = query.value(1).toLongLong(),
              .isLast = query.value(2).toLongLong() < limit};
    query.finish();
    return page;
}

StoreResult<qint64> Store::count(Collection collection)
{
    QSqlQuery query(m_database);
    query.prepare(u"SELECT count(*) FROM items WHERE position > ? AND position < ?"_s);
    query.bindValue(0, collection << collectionShift);
    query.bindValue(1, (collection + 1) << collectionShift);
    if (!query.exec() || !query.next())
        return std::unexpected(sentence(query.lastError()));
    return query.value(0).toLongLong();
}

} // namespace sandbox
