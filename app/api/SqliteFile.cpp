// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/SqliteFile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSqlError>
#include <QThread>
#include <QUuid>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace api {

void SqliteFile::makePrivate(const QString &path)
{
    // Never over one that is there: another console may have made it just now, and write to it.
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        file.close();
}

SqliteFile::SqliteFile(const QString &folder, const QString &name)
    : m_folder(folder)
    , m_name(name)
{
}

SqliteFile::~SqliteFile()
{
    close();
}

QString SqliteFile::path(const QString &suffix) const
{
    return QDir(m_folder).filePath(m_name + suffix + u".sqlite"_s);
}

bool SqliteFile::open(const QStringList &schema)
{
    if (m_folder.isEmpty())
        return false;
    makePrivate(path());
    m_connection = m_name + u'-' + QUuid::createUuid().toString(QUuid::Id128);
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_database.setDatabaseName(path());
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=2000"_s);
    if (!m_database.open()) {
        m_error = m_database.lastError().databaseText();
        m_nativeCode = m_database.lastError().nativeErrorCode();
        return false;
    }
    // The log file does not stay beyond a few MB, nor more of the file in memory than a page of
    // entries: there are several of these files.
    return run(u"PRAGMA cache_size=-512"_s) && useLog() && run(u"PRAGMA synchronous=NORMAL"_s) &&
           run(u"PRAGMA secure_delete=FAST"_s) && run(u"PRAGMA journal_size_limit=4194304"_s) &&
           std::ranges::all_of(schema, [this](const QString &line) { return run(line); });
}

/// Two consoles that make the same file at the same moment: SQLite waits for a lock everywhere but
/// here.
bool SqliteFile::useLog()
{
    constexpr int busy = 5; // SQLITE_BUSY
    constexpr int tries = 40;
    for (int left = tries; left > 0; --left) {
        if (run(u"PRAGMA journal_mode=WAL"_s)) {
            clearError();
            return true;
        }
        if ((m_nativeCode.toInt() & 0xff) != busy)
            return false;
        QThread::msleep(50);
    }
    return false;
}

void SqliteFile::close()
{
    m_database.close();
    m_database = {};
    if (!m_connection.isEmpty())
        QSqlDatabase::removeDatabase(std::exchange(m_connection, {}));
}

bool SqliteFile::run(const QString &statement)
{
    QSqlQuery query(m_database);
    return query.exec(statement) || fail(query);
}

std::optional<std::pair<qint64, SqliteFile::Amount>> SqliteFile::cutWithin(Amount held,
                                                                           Amount bounds) const
{
    const auto isWithin = [&] {
        return held.entries <= bounds.entries && held.bytes <= bounds.bytes;
    };
    if (isWithin())
        return std::nullopt;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT row, size FROM entries ORDER BY row"_s))
        return std::nullopt;
    qint64 first = 0; // of those that stay
    while (!isWithin() && query.next()) {
        first = query.value(0).toLongLong() + 1;
        --held.entries;
        held.bytes -= query.value(1).toLongLong();
    }
    return std::pair{first, held};
}

bool SqliteFile::fail(const QSqlQuery &query)
{
    m_error = query.lastError().databaseText();
    m_nativeCode = query.lastError().nativeErrorCode();
    return false;
}

void SqliteFile::rollBack()
{
    const QString error = m_error;
    const QString code = m_nativeCode;
    run(u"ROLLBACK"_s);
    m_error = error;
    m_nativeCode = code;
}

void SqliteFile::clearError()
{
    m_error.clear();
    m_nativeCode.clear();
}

bool SqliteFile::isDamaged() const
{
    constexpr int corrupt = 11; // SQLITE_CORRUPT
    constexpr int notADatabase = 26;
    const int code = m_nativeCode.toInt() & 0xff;
    return code == corrupt || code == notADatabase;
}

std::optional<QString> SqliteFile::putAside()
{
    close();
    const QString aside =
        path(u"-damaged-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s));
    if (!QFile::rename(path(), aside))
        return std::nullopt;
    QFile::remove(path() + u"-wal"_s);
    QFile::remove(path() + u"-shm"_s);
    return aside;
}

} // namespace api
