// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryStore::search() and readAll().
#include "app/api/HistoryRow.h"
#include "app/api/HistoryStore.h"

#include <QVariant>

#include <limits>

using namespace Qt::StringLiterals;

namespace api {

using namespace historyRow;

QList<HistoryEntry> HistoryStore::search(const HistoryQuery &wanted, const std::stop_token &stop)
{
    writePending();
    const HistoryMatcher matcher(wanted);
    QList<HistoryEntry> found;
    const auto tryEntry = [&](const HistoryEntry &entry) {
        if (matcher.matchesFacts(entry) && (!matcher.hasText() || matcher.matchesText(entry)))
            found.append(withoutBodies(entry));
    };
    for (auto entry = m_memory.rbegin(); entry != m_memory.rend(); ++entry)
        tryEntry(*entry);
    if (!m_onDisk)
        return found;
    // One after the other, from the newest: as little as possible is held at once, and a search
    // that nobody waits for any more ends at the next entry.
    QSqlQuery query(m_file.database());
    query.setForwardOnly(true);
    const QString statement =
        matcher.hasText() ? u"SELECT %1, %2 FROM entries LEFT JOIN bodies USING (row) "_s.arg(
                                entryColumns, bodyColumns)
                          : u"SELECT %1 FROM entries "_s.arg(entryColumns);
    query.prepare(statement +
                  u"WHERE (:method IS NULL OR method = :method) AND status BETWEEN :low AND :high "
                  "AND started_at BETWEEN :from AND :to ORDER BY row DESC"_s);
    query.bindValue(u":method"_s, wanted.method.isEmpty() ? QVariant(QMetaType::fromType<QString>())
                                                          : QString::fromLatin1(wanted.method));
    query.bindValue(u":low"_s, wanted.statusFrom);
    query.bindValue(u":high"_s, wanted.statusTo);
    query.bindValue(u":from"_s, wanted.from.isValid() ? wanted.from.toMSecsSinceEpoch() : 0);
    query.bindValue(u":to"_s, wanted.to.isValid() ? wanted.to.toMSecsSinceEpoch()
                                                  : std::numeric_limits<qint64>::max());
    if (!query.exec())
        return found;
    while (!stop.stop_requested() && query.next()) {
        HistoryEntry entry = entryFrom(query);
        if (matcher.hasText())
            addBodies(entry, query);
        tryEntry(entry);
    }
    return found;
}

QList<HistoryEntry> HistoryStore::readAll(const QList<qint64> &rows)
{
    QList<HistoryEntry> entries;
    entries.reserve(rows.size());
    for (const qint64 row : rows) {
        HistoryEntry entry = read(row);
        if (entry.row != 0)
            entries.append(std::move(entry));
    }
    return entries;
}

} // namespace api
