// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Store that looks into collections in other ways than by id or page.
#include "app/sandbox/Store.h"

#include <QSqlError>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace sandbox {

StoreResult<bool> Store::hasCollection(const QString &resource, const QString &domain)
{
    if (m_collections.contains(qMakePair(resource, domain)))
        return true;
    QSqlQuery query(m_database);
    query.prepare(u"SELECT 1 FROM collections WHERE resource = ? AND domain = ?"_s);
    query.bindValue(0, resource);
    query.bindValue(1, domain);
    if (auto done = run(query); !done)
        return std::unexpected(done.error());
    return query.next();
}

StoreResult<std::optional<QByteArray>> Store::newest(Collection collection)
{
    return one(u"SELECT json FROM items WHERE position >= ? AND position < ? "
               "ORDER BY position DESC LIMIT 1"_s,
               collection << collectionShift, (collection + 1) << collectionShift);
}

StoreResult<std::optional<QByteArray>> Store::anyItem(Collection collection, quint64 random)
{
    const auto next = nextPosition(collection);
    if (!next)
        return std::unexpected(next.error());
    --m_nextPositions[collection]; // it was only asked for
    const qint64 first = (collection << collectionShift) + 1;
    const qint64 width = *next - first;
    if (width <= 0)
        return std::nullopt;
    const qint64 at = first + static_cast<qint64>(random % static_cast<quint64>(width));
    const QString sql = u"SELECT json FROM items WHERE position >= ? AND position < ? "
                        "ORDER BY position LIMIT 1"_s;
    auto found = one(sql, at, *next);
    if (found && !*found) // all behind it were deleted
        found = one(sql, first, *next);
    return found;
}

StoreResult<std::vector<QByteArray>> Store::containing(Collection collection,
                                                       const QByteArray &fragment)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(u"SELECT json FROM items WHERE position >= ? AND position < ? AND "
                  "instr(json, ?) > 0"_s);
    query.bindValue(0, collection << collectionShift);
    query.bindValue(1, (collection + 1) << collectionShift);
    query.bindValue(2, fragment);
    if (auto done = run(query); !done)
        return std::unexpected(done.error());
    std::vector<QByteArray> found;
    while (query.next())
        found.push_back(query.value(0).toByteArray());
    return found;
}

StoreResult<void> Store::removeOldest(Collection collection, qint64 count)
{
    if (auto ready = beforeWrite(); !ready)
        return ready;
    QSqlQuery query(m_database);
    query.prepare(u"DELETE FROM items WHERE position IN (SELECT position FROM items WHERE "
                  "position >= ? AND position < ? ORDER BY position LIMIT ?)"_s);
    query.bindValue(0, collection << collectionShift);
    query.bindValue(1, (collection + 1) << collectionShift);
    query.bindValue(2, count);
    return run(query);
}

StoreResult<std::optional<QByteArray>> Store::one(const QString &sql, qint64 from, qint64 to)
{
    QSqlQuery query(m_database);
    query.prepare(sql);
    query.bindValue(0, from);
    query.bindValue(1, to);
    if (auto done = run(query); !done)
        return std::unexpected(done.error());
    return query.next() ? std::optional(query.value(0).toByteArray()) : std::nullopt;
}

} // namespace sandbox
