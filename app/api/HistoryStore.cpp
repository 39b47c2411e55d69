// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/HistoryStore.h"

#include "app/api/HistoryRow.h"

#include <QDir>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <utility>

using namespace Qt::StringLiterals;

namespace api {

using namespace historyRow;

namespace {

constexpr qint64 memoryBytes = 16LL * 1024 * 1024; // of bodies, when there is no disk
constexpr qint64 bytesOfRow = 400;                 // indexes and numbers of an entry, about

qint64 sizeOf(const HistoryEntry &entry, qsizetype headerBytes)
{
    return bytesOfRow + entry.requestBody.size() + entry.replyBody.size() + headerBytes +
           2 * (entry.url.size() + entry.error.size());
}

} // namespace

HistoryStore::HistoryStore(const QString &folder, Bounds bounds)
    : m_folder(folder)
    , m_bounds(bounds)
    , m_file(folder, u"history"_s)
{
}

std::deque<HistoryEntry> HistoryStore::open()
{
    if (m_folder.isEmpty())
        return {};
    m_onDisk = openFile();
    if (!m_onDisk && !recover())
        return {};
    std::deque<HistoryEntry> entries = load();
    if (m_file.error().isEmpty())
        return entries;
    return recover() ? load() : std::deque<HistoryEntry>();
}

bool HistoryStore::openFile()
{
    // Bodies lie apart: the list of entries is then read without touching them.
    return m_file.open(
               {u"CREATE TABLE IF NOT EXISTS entries (row INTEGER PRIMARY KEY, request_id TEXT, "
                "profile_id TEXT, started_at INTEGER, method TEXT, url TEXT, request_bytes "
                "INTEGER, status INTEGER, duration_ms INTEGER, reply_bytes INTEGER, error TEXT, "
                "attempt INTEGER, size INTEGER, ending INTEGER NOT NULL DEFAULT 0)"_s,
                u"CREATE TABLE IF NOT EXISTS bodies (row INTEGER PRIMARY KEY, request_headers "
                "BLOB, request_body BLOB, reply_headers BLOB, reply_body BLOB)"_s}) &&
           addEnding() && m_file.run(u"PRAGMA user_version=1"_s);
}

/// Files of the first version lack this column. That version goes on reading and writing them with
/// it.
bool HistoryStore::addEnding()
{
    QSqlQuery query(m_file.database());
    if (query.exec(u"SELECT 1 FROM pragma_table_info('entries') WHERE name = 'ending'"_s) &&
        query.next())
        return true;
    query.finish();
    return m_file.run(u"ALTER TABLE entries ADD COLUMN ending INTEGER NOT NULL DEFAULT 0"_s);
}

std::deque<HistoryEntry> HistoryStore::load()
{
    m_file.clearError();
    if (!count())
        return {};
    std::deque<HistoryEntry> entries;
    QSqlQuery query(m_file.database());
    query.setForwardOnly(true);
    query.prepare(
        u"SELECT %1 FROM entries WHERE ending <> ? ORDER BY row DESC LIMIT ?"_s.arg(entryColumns));
    query.bindValue(0, static_cast<int>(Ending::Unasked));
    query.bindValue(1, History::maximumRecent);
    if (!query.exec()) {
        m_file.fail(query);
        return {};
    }
    while (query.next())
        entries.push_front(entryFrom(query));
    if (query.lastError().isValid())
        m_file.fail(query);
    return entries;
}

bool HistoryStore::count()
{
    QSqlQuery query(m_file.database());
    if (!query.exec(u"SELECT count(*), total(size), max(row) FROM entries"_s) || !query.next())
        return m_file.fail(query);
    m_entries = query.value(0).toLongLong();
    m_bytes = query.value(1).toLongLong();
    m_newestAtStart = query.value(2).toLongLong();
    return true;
}

void HistoryStore::close()
{
    writePending();
    m_file.close();
}

bool HistoryStore::push(HistoryEntry entry)
{
    const std::scoped_lock lock(m_mutex);
    m_pending.push_back(std::move(entry));
    return m_pending.size() == 1;
}

void HistoryStore::writePending()
{
    std::vector<HistoryEntry> entries;
    {
        const std::scoped_lock lock(m_mutex);
        entries.swap(m_pending);
    }
    if (entries.empty())
        return;
    if (m_onDisk && (write(entries) || (recover() && write(entries))))
        return trim();
    keepInMemory(std::move(entries));
}

bool HistoryStore::write(const std::vector<HistoryEntry> &entries)
{
    qint64 bytes = 0;
    if (!m_file.transaction([&] { return insert(entries, &bytes); }))
        return false;
    m_entries += static_cast<qint64>(entries.size());
    m_bytes += bytes;
    return true;
}

bool HistoryStore::insert(const std::vector<HistoryEntry> &entries, qint64 *bytes)
{
    QSqlQuery entry(m_file.database());
    QSqlQuery body(m_file.database());
    if (!entry.prepare(u"INSERT OR REPLACE INTO entries (%1, size) VALUES "
                       "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s.arg(entryColumns)))
        return m_file.fail(entry);
    if (!body.prepare(u"INSERT OR REPLACE INTO bodies VALUES (?, ?, ?, ?, ?)"_s))
        return m_file.fail(body);
    for (const HistoryEntry &e : entries) {
        const QByteArray requestHeaders = headerText(e.requestHeaders);
        const QByteArray replyHeaders = headerText(e.replyHeaders);
        const qint64 size = sizeOf(e, requestHeaders.size() + replyHeaders.size());
        const QVariantList values{e.row,
                                  e.requestId,
                                  e.profileId,
                                  e.startedAt.toMSecsSinceEpoch(),
                                  QString::fromLatin1(e.method),
                                  e.url,
                                  e.requestBytes,
                                  e.status,
                                  e.durationMs,
                                  e.replyBytes,
                                  e.error,
                                  e.attempt,
                                  static_cast<int>(e.ending),
                                  size};
        for (int i = 0; i < values.size(); ++i)
            entry.bindValue(i, values[i]);
        const QVariantList bodies{e.row, requestHeaders, e.requestBody, replyHeaders, e.replyBody};
        for (int i = 0; i < bodies.size(); ++i)
            body.bindValue(i, bodies[i]);
        if (!entry.exec())
            return m_file.fail(entry);
        if (!body.exec())
            return m_file.fail(body);
        *bytes += size;
    }
    return true;
}

/// Oldest out, until both bounds hold.
void HistoryStore::trim()
{
    const auto cut = m_file.cutWithin({m_entries, m_bytes}, {m_bounds.entries, m_bounds.bytes});
    if (!cut)
        return;
    const bool gone = m_file.transaction([&] {
        return m_file.run(u"DELETE FROM bodies WHERE row < %1"_s.arg(cut->first)) &&
               m_file.run(u"DELETE FROM entries WHERE row < %1"_s.arg(cut->first));
    });
    if (!gone)
        return;
    m_entries = cut->second.entries;
    m_bytes = cut->second.bytes;
    Q_EMIT trimmed(cut->first);
}

void HistoryStore::keepInMemory(std::vector<HistoryEntry> entries)
{
    for (HistoryEntry &entry : entries) {
        m_memoryBytes += sizeOf(entry, 0);
        m_memory.push_back(std::move(entry));
    }
    while (m_memoryBytes > memoryBytes || m_memory.size() > History::maximumEntries) {
        m_memoryBytes -= sizeOf(m_memory.front(), 0);
        m_memory.pop_front();
    }
}

HistoryEntry HistoryStore::read(qint64 row)
{
    writePending();
    for (const HistoryEntry &entry : m_memory) {
        if (entry.row == row)
            return entry;
    }
    if (!m_onDisk)
        return {};
    QSqlQuery query(m_file.database());
    query.prepare(u"SELECT %1, %2 FROM entries LEFT JOIN bodies USING (row) WHERE row = ?"_s.arg(
        entryColumns, bodyColumns));
    query.bindValue(0, row);
    if (!query.exec() || !query.next())
        return {};
    HistoryEntry entry = entryFrom(query);
    addBodies(entry, query);
    return entry;
}

void HistoryStore::clear()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_pending.clear();
    }
    m_memory.clear();
    m_memoryBytes = 0;
    if (!m_onDisk)
        return;
    if (m_file.run(u"DELETE FROM bodies"_s) && m_file.run(u"DELETE FROM entries"_s)) {
        m_entries = 0;
        m_bytes = 0;
        m_file.run(u"VACUUM"_s);
    } else if (!recover()) {
        m_memory.clear();
    }
}

bool HistoryStore::recover()
{
    m_onDisk = false;
    if (!m_file.isDamaged() || std::exchange(m_putAside, true) || !putAside()) {
        degrade();
        return false;
    }
    m_entries = 0;
    m_bytes = 0;
    m_onDisk = openFile();
    if (!m_onDisk)
        degrade();
    return m_onDisk;
}

bool HistoryStore::putAside()
{
    const auto aside = m_file.putAside();
    if (!aside)
        return false;
    Q_EMIT failed(tr("The request history was damaged. It was kept as %1, and a new one was begun.")
                      .arg(*aside));
    return true;
}

void HistoryStore::degrade()
{
    m_onDisk = false;
    if (std::exchange(m_degraded, true))
        return;
    Q_EMIT failed(tr("The request history can't be written to %1 (%2). It is kept in memory until "
                     "the console is closed.")
                      .arg(QDir::toNativeSeparators(m_folder), m_file.error().simplified()));
}

} // namespace api
