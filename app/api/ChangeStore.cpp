// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/ChangeStore.h"

#include "app/json/Diff.h"

#include <QDir>
#include <QTimeZone>
#include <QVariant>

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

using namespace Qt::StringLiterals;

namespace api {

namespace {

constexpr std::size_t keptInMemory = 10'000; // when there is no disk
constexpr qint64 bytesOfRow = 300;           // indexes and numbers of an entry, about
constexpr int keptPointers = 8;
constexpr int writeInterval = 50; // ms between two transactions

const QLatin1StringView columns =
    "row, at, profile_id, resource, id, kind, method, request_id, run, pointers, operations"_L1;
constexpr int columnCount = 11;
const QLatin1StringView documents = "patch, before, after"_L1;

/// What lists show of the patch. They are kept a line each: a pointer with a line feed in it, which
/// nobody writes, is left out.
void summarise(ChangeEntry &entry)
{
    if (entry.patch.empty() && entry.before && entry.after)
        entry.patch = json::diff(entry.before, entry.after).serialize();
    entry.pointers.clear();
    entry.operations = 0;
    if (entry.patch.empty())
        return;
    const auto patch = json::Patch::parse(entry.patch);
    if (!patch)
        return;
    entry.operations = int(patch->operations().size());
    for (const json::Operation &operation : patch->operations()) {
        const QString pointer = QString::fromStdString(operation.path.toString());
        if (!pointer.contains(u'\n'))
            entry.pointers.append(pointer);
        if (entry.pointers.size() == keptPointers)
            break;
    }
}

QByteArray textOf(const json::Document &document)
{
    return document ? QByteArray::fromStdString(document.serialize()) : QByteArray();
}

json::Document documentFrom(const QByteArray &text)
{
    if (text.isEmpty())
        return {};
    return json::Document::parse(text.toStdString()).value_or(json::Document());
}

ChangeEntry::Kind kindFrom(int number)
{
    const auto kind = static_cast<ChangeEntry::Kind>(number);
    return kind == ChangeEntry::Kind::Created || kind == ChangeEntry::Kind::Deleted
               ? kind
               : ChangeEntry::Kind::Updated;
}

ChangeEntry entryFrom(const QSqlQuery &query)
{
    ChangeEntry entry;
    entry.row = query.value(0).toLongLong();
    entry.at = QDateTime::fromMSecsSinceEpoch(query.value(1).toLongLong(), QTimeZone::UTC);
    entry.profileId = query.value(2).toString();
    entry.resource = query.value(3).toString();
    entry.id = query.value(4).toString();
    entry.kind = kindFrom(query.value(5).toInt());
    entry.method = query.value(6).toByteArray();
    entry.requestId = query.value(7).toString();
    entry.run = query.value(8).toString();
    entry.pointers = query.value(9).toString().split(u'\n', Qt::SkipEmptyParts);
    entry.operations = query.value(10).toInt();
    return entry;
}

/// Whether another one is of the same run and the same resource.
auto isChangeOf(const ChangeEntry &entry)
{
    return [&entry](const ChangeEntry &other) {
        return other.run == entry.run && other.id == entry.id && other.resource == entry.resource;
    };
}

ChangeEntry withoutDocuments(ChangeEntry entry)
{
    entry.patch.clear();
    entry.before = {};
    entry.after = {};
    return entry;
}

bool matchesFacts(const ChangeEntry &entry, const ChangeQuery &query)
{
    const auto fits = [](const QString &wanted, const QString &is) {
        return wanted.isEmpty() || wanted == is;
    };
    return fits(query.profileId, entry.profileId) && fits(query.resource, entry.resource) &&
           fits(query.id, entry.id) && fits(query.run, entry.run) &&
           (!query.from.isValid() || entry.at >= query.from) &&
           (!query.to.isValid() || entry.at <= query.to);
}

bool matchesText(const ChangeEntry &entry, const QStringList &words, const QString &texts)
{
    const QString text =
        u"%1\n%2\n%3\n%4\n"_s.arg(entry.id, entry.resource, QString::fromLatin1(entry.method),
                                  entry.requestId) +
        texts;
    return std::ranges::all_of(
        words, [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

ChangeStore::ChangeStore(const QString &folder, ChangeLog::Bounds bounds)
    : m_folder(folder)
    , m_bounds(bounds)
    , m_file(folder, u"changes"_s)
    , m_soon(this) // goes to the worker with it
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &ChangeStore::writePending);
}

void ChangeStore::open()
{
    if (m_folder.isEmpty())
        return;
    m_onDisk = openFile();
    if (!m_onDisk)
        recover();
}

bool ChangeStore::openFile()
{
    const bool isOpen = m_file.open(
        {u"CREATE TABLE IF NOT EXISTS entries (row INTEGER PRIMARY KEY, at INTEGER, profile_id "
         "TEXT, resource TEXT, id TEXT, kind INTEGER, method TEXT, request_id TEXT, run TEXT, "
         "pointers TEXT, operations INTEGER, size INTEGER)"_s,
         u"CREATE INDEX IF NOT EXISTS by_resource ON entries (resource, id)"_s,
         u"CREATE TABLE IF NOT EXISTS documents (row INTEGER PRIMARY KEY, patch BLOB, before "
         "BLOB, after BLOB)"_s,
         // FAST leaves pages that are no longer used as they are: passwords may stand in them.
         u"PRAGMA secure_delete=ON"_s, u"PRAGMA user_version=1"_s});
    if (isOpen)
        count();
    return isOpen;
}

void ChangeStore::count()
{
    QSqlQuery query(m_file.database());
    if (query.exec(u"SELECT count(*), total(size) FROM entries"_s) && query.next()) {
        m_entries = query.value(0).toLongLong();
        m_bytes = query.value(1).toLongLong();
    }
}

void ChangeStore::close()
{
    m_soon.stop();
    writePending();
    m_file.close();
}

bool ChangeStore::push(ChangeEntry entry)
{
    const std::scoped_lock lock(m_mutex);
    m_pending.push_back(std::move(entry));
    return m_pending.size() == 1;
}

void ChangeStore::writeSoon()
{
    const qint64 passed = m_sinceWritten.isValid() ? m_sinceWritten.elapsed() : writeInterval;
    if (passed >= writeInterval)
        writePending();
    else if (!m_soon.isActive())
        m_soon.start(int(writeInterval - passed));
}

void ChangeStore::writePending()
{
    std::vector<ChangeEntry> entries;
    {
        const std::scoped_lock lock(m_mutex);
        entries.swap(m_pending);
    }
    dropKnown(entries);
    if (entries.empty())
        return;
    std::ranges::for_each(entries, summarise);
    const auto write = [&] {
        qint64 bytes = 0;
        if (!m_file.transaction([&] { return insert(entries, &bytes); }))
            return false;
        m_entries += static_cast<qint64>(entries.size());
        m_bytes += bytes;
        return true;
    };
    if (m_onDisk && (write() || (recover() && write())))
        trim();
    else
        keepInMemory(std::move(entries));
    m_sinceWritten.start();
}

void ChangeStore::dropKnown(std::vector<ChangeEntry> &entries)
{
    for (std::size_t i = 0; i < entries.size();) {
        const auto before = std::span(entries).first(i);
        if (entries[i].unlessKnown &&
            (std::ranges::any_of(before, isChangeOf(entries[i])) || isKnown(entries[i])))
            entries.erase(entries.begin() + std::ptrdiff_t(i));
        else
            ++i;
    }
}

bool ChangeStore::isKnown(const ChangeEntry &entry)
{
    if (std::ranges::any_of(m_memory, isChangeOf(entry)))
        return true;
    if (!m_onDisk)
        return false;
    QSqlQuery query(m_file.database());
    query.prepare(u"SELECT 1 FROM entries WHERE resource = ? AND id = ? AND run = ? LIMIT 1"_s);
    query.bindValue(0, entry.resource);
    query.bindValue(1, entry.id);
    query.bindValue(2, entry.run);
    return query.exec() && query.next();
}

bool ChangeStore::insert(const std::vector<ChangeEntry> &entries, qint64 *bytes)
{
    QSqlQuery entry(m_file.database());
    QSqlQuery texts(m_file.database());
    if (!entry.prepare(u"INSERT OR REPLACE INTO entries (%1, size) VALUES "
                       "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s.arg(columns)))
        return m_file.fail(entry);
    if (!texts.prepare(u"INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?)"_s))
        return m_file.fail(texts);
    for (const ChangeEntry &e : entries) {
        const QVariantList documentsOfRow{e.row, QByteArray::fromStdString(e.patch),
                                          textOf(e.before), textOf(e.after)};
        qint64 size = bytesOfRow;
        for (int i = 0; i < documentsOfRow.size(); ++i) {
            texts.bindValue(i, documentsOfRow[i]);
            size += i > 0 ? documentsOfRow[i].toByteArray().size() : 0;
        }
        const QVariantList values{e.row,
                                  e.at.toMSecsSinceEpoch(),
                                  e.profileId,
                                  e.resource,
                                  e.id,
                                  static_cast<int>(e.kind),
                                  QString::fromLatin1(e.method),
                                  e.requestId,
                                  e.run,
                                  e.pointers.join(u'\n'),
                                  e.operations,
                                  size};
        for (int i = 0; i < values.size(); ++i)
            entry.bindValue(i, values[i]);
        if (!entry.exec())
            return m_file.fail(entry);
        if (!texts.exec())
            return m_file.fail(texts);
        *bytes += size;
    }
    return true;
}

/// Oldest out, until both bounds hold.
void ChangeStore::trim()
{
    const auto cut = m_file.cutWithin({m_entries, m_bytes}, {m_bounds.entries, m_bounds.bytes});
    if (!cut)
        return;
    const bool gone = m_file.transaction([&] {
        return m_file.run(u"DELETE FROM documents WHERE row < %1"_s.arg(cut->first)) &&
               m_file.run(u"DELETE FROM entries WHERE row < %1"_s.arg(cut->first));
    });
    if (!gone)
        return;
    m_entries = cut->second.entries;
    m_bytes = cut->second.bytes;
}

void ChangeStore::keepInMemory(std::vector<ChangeEntry> entries)
{
    for (ChangeEntry &entry : entries)
        m_memory.push_back(std::move(entry));
    const std::size_t most = std::min(keptInMemory, static_cast<std::size_t>(m_bounds.entries));
    while (m_memory.size() > most)
        m_memory.pop_front();
}

QList<ChangeEntry> ChangeStore::search(const ChangeQuery &wanted, const std::stop_token &stop)
{
    writePending();
    const QStringList words = wanted.text.simplified().split(u' ', Qt::SkipEmptyParts);
    QList<ChangeEntry> found;
    for (auto entry = m_memory.crbegin(); entry != m_memory.crend(); ++entry) {
        if (found.size() >= wanted.limit)
            return found;
        const auto texts = [&entry] {
            return QString::fromUtf8(QByteArray::fromStdString(entry->patch) +
                                     textOf(entry->before) + textOf(entry->after));
        };
        if (matchesFacts(*entry, wanted) &&
            (words.isEmpty() || matchesText(*entry, words, texts())))
            found.append(withoutDocuments(*entry));
    }
    if (!m_onDisk)
        return found;
    QSqlQuery query(m_file.database());
    query.setForwardOnly(true);
    query.prepare(
        (words.isEmpty() ? u"SELECT %1 FROM entries "_s.arg(columns)
                         : u"SELECT %1, %2 FROM entries LEFT JOIN documents USING (row) "_s.arg(
                               columns, documents)) +
        u"WHERE (:profile = '' OR profile_id = :profile) AND (:resource = '' OR resource = "
        ":resource) AND (:id = '' OR id = :id) AND (:run = '' OR run = :run) AND at BETWEEN :from "
        "AND :to ORDER BY row DESC"_s);
    const auto orEmpty = [](const QString &text) { return text.isNull() ? u""_s : text; };
    query.bindValue(u":profile"_s, orEmpty(wanted.profileId));
    query.bindValue(u":resource"_s, orEmpty(wanted.resource));
    query.bindValue(u":id"_s, orEmpty(wanted.id));
    query.bindValue(u":run"_s, orEmpty(wanted.run));
    query.bindValue(u":from"_s, wanted.from.isValid() ? wanted.from.toMSecsSinceEpoch() : 0);
    query.bindValue(u":to"_s, wanted.to.isValid() ? wanted.to.toMSecsSinceEpoch()
                                                  : std::numeric_limits<qint64>::max());
    if (!query.exec())
        return found;
    // A search that nobody waits for any more ends at the next entry.
    while (!stop.stop_requested() && found.size() < wanted.limit && query.next()) {
        const ChangeEntry entry = entryFrom(query);
        QByteArray texts;
        for (int i = 0; !words.isEmpty() && i < 3; ++i)
            texts += query.value(columnCount + i).toByteArray();
        if (words.isEmpty() || matchesText(entry, words, QString::fromUtf8(texts)))
            found.append(entry);
    }
    return found;
}

ChangeEntry ChangeStore::read(qint64 row)
{
    writePending();
    if (const auto kept = std::ranges::find(m_memory, row, &ChangeEntry::row);
        kept != m_memory.end())
        return *kept;
    if (!m_onDisk)
        return {};
    QSqlQuery query(m_file.database());
    query.prepare(u"SELECT %1, %2 FROM entries LEFT JOIN documents USING (row) WHERE row = ?"_s.arg(
        columns, documents));
    query.bindValue(0, row);
    if (!query.exec() || !query.next())
        return {};
    ChangeEntry entry = entryFrom(query);
    entry.patch = query.value(columnCount).toByteArray().toStdString();
    entry.before = documentFrom(query.value(columnCount + 1).toByteArray());
    entry.after = documentFrom(query.value(columnCount + 2).toByteArray());
    return entry;
}

void ChangeStore::removeProfile(const QString &profileId)
{
    writePending();
    std::erase_if(m_memory, [&](const ChangeEntry &entry) { return entry.profileId == profileId; });
    if (!m_onDisk)
        return;
    m_file.transaction([&] {
        QSqlQuery texts(m_file.database());
        texts.prepare(u"DELETE FROM documents WHERE row IN (SELECT row FROM entries WHERE "
                      "profile_id = ?)"_s);
        texts.bindValue(0, profileId);
        QSqlQuery entries(m_file.database());
        entries.prepare(u"DELETE FROM entries WHERE profile_id = ?"_s);
        entries.bindValue(0, profileId);
        return (texts.exec() || m_file.fail(texts)) && (entries.exec() || m_file.fail(entries));
    });
    m_file.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s); // what is gone stays in the log file else
    count();
}

void ChangeStore::clear()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_pending.clear();
    }
    m_memory.clear();
    if (!m_onDisk)
        return;
    const bool gone = m_file.transaction([this] {
        return m_file.run(u"DELETE FROM documents"_s) && m_file.run(u"DELETE FROM entries"_s);
    });
    if (!gone && !recover())
        return;
    m_entries = 0;
    m_bytes = 0;
    m_file.run(u"VACUUM"_s);
    m_file.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s); // what is gone stays in the log file else
}

bool ChangeStore::recover()
{
    m_onDisk = false;
    std::optional<QString> aside;
    if (m_file.isDamaged() && !std::exchange(m_putAside, true))
        aside = m_file.putAside();
    if (!aside) {
        degrade();
        return false;
    }
    Q_EMIT failed(
        tr("The change log was damaged. It was kept as %1, and a new one was begun.").arg(*aside));
    m_onDisk = openFile();
    if (!m_onDisk)
        degrade();
    return m_onDisk;
}

void ChangeStore::degrade()
{
    m_onDisk = false;
    if (std::exchange(m_degraded, true))
        return;
    Q_EMIT failed(tr("The change log can't be written to %1 (%2). It is kept in memory until the "
                     "console is closed.")
                      .arg(QDir::toNativeSeparators(m_folder), m_file.error().simplified()));
}

} // namespace api
