// SPDX-License-Identifier: GPL-3.0-or-later
// How the rows of a reply, or a single one, take the place of those that are there.
#include "app/json/Writer.h"
#include "models/ResourceTablePrivate.h"

#include <algorithm>
#include <unordered_set>

namespace models {

namespace {

constexpr std::size_t mostDataChanges = 64; // runs; beyond, one signal for the range of them all

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

/// Same members in the same order. Only cheap: what it misses is announced as changed.
bool isSame(json::Value left, json::Value right)
{
    if (!left || !right || left.type() != right.type())
        return !left && !right;
    switch (left.type()) {
    case json::Type::Object:
    case json::Type::Array:
        return left.size() == right.size() && left.serialize() == right.serialize();
    case json::Type::Boolean:
        return left.boolean() == right.boolean();
    default:
        return left.text() == right.text();
    }
}

bool isSameRow(json::Value left, json::Value right)
{
    if (!left.isObject() || !right.isObject() || left.size() != right.size())
        return isSame(left, right);
    auto other = right.members().begin();
    for (const auto [name, value] : left.members()) {
        const json::Member member = *other;
        if (member.name != name || !isSame(value, member.value))
            return false;
        ++other;
    }
    return true;
}

/// @p item with the id that it was asked by, when it doesn't name it itself.
json::Document withId(const json::Document &item, const std::string &property, std::string_view id)
{
    if (!item.root().isObject() || item.root()[property] || property.empty())
        return item;
    json::Writer out;
    out.beginObject().name(property).string(id);
    for (const auto [name, value] : item.root().members())
        out.name(name).value(value);
    out.endObject();
    return json::Document::parse(out.take()).value_or(item);
}

} // namespace

void ResourceTableModel::Private::addExtraColumns(std::span<const json::Value> from)
{
    std::size_t extras = 0;
    for (int column = 0; column < columns.count(); ++column)
        extras += columns.isExtra(column) ? 1 : 0;
    if (extras >= TableColumns::maximumExtras)
        return;
    const auto names = columns.unknownMembers(from, TableColumns::maximumExtras - extras);
    if (names.empty())
        return;
    const int first = columns.count();
    q->beginInsertColumns({}, first, first + int(names.size()) - 1);
    columns.appendExtras(names);
    q->endInsertColumns();
}

auto ResourceTableModel::Private::matchRows(std::span<const json::Value> now, RowIds &nowIds)
    -> RowMap
{
    RowMap map(rows.size(), gone);
    if (rows.empty())
        return map;
    // Rows that no id tells apart are taken for the same when they are as manieth of their kind.
    const auto &anonymousBefore = ids.anonymous(rows);
    const auto &anonymousNow = nowIds.anonymous(now);
    for (std::size_t i = 0; i < rows.size(); ++i)
        map[i] = nowIds.find(now, ids.idOf(rows[i])).value_or(gone);
    for (std::size_t i = 0; i < anonymousBefore.size(); ++i)
        map[anonymousBefore[i]] = i < anonymousNow.size() ? anonymousNow[i] : gone;
    return map;
}

std::vector<bool> ResourceTableModel::Private::changedRows(const RowMap &map,
                                                           std::span<const json::Value> now) const
{
    std::vector<bool> changed(now.size());
    for (std::size_t i = 0; i < map.size(); ++i) {
        if (map[i] != gone)
            changed[map[i]] = !isSameRow(rows[i], now[map[i]]);
    }
    return changed;
}

void ResourceTableModel::Private::announceChanged(const std::vector<bool> &changed)
{
    std::vector<std::pair<int, int>> runs;
    for (int place = 0; place < int(shown.size()); ++place) {
        if (!changed[shown[place]])
            continue;
        if (!runs.empty() && (runs.back().second + 1 == place || runs.size() > mostDataChanges))
            runs.back().second = place;
        else
            runs.emplace_back(place, place);
    }
    if (columns.count() == 0)
        return;
    if (runs.size() > mostDataChanges)
        runs = {{runs.front().first, runs.back().second}};
    for (const auto &[first, last] : runs)
        Q_EMIT q->dataChanged(q->index(first, 0), q->index(last, columns.count() - 1));
}

void ResourceTableModel::Private::merge(const json::Document &body)
{
    const QList<json::Value> list =
        body.root() ? api::unwrapList(body.root()) : QList<json::Value>();
    std::vector<json::Value> now(list.begin(), list.end());
    addExtraColumns(now);

    RowIds nowIds(type.idProperty.toStdString());
    const RowMap map = matchRows(now, nowIds);
    const std::vector<bool> changed = changedRows(map, now);
    const std::size_t count = now.size();
    const QList<quint32> nowOrder = sorter().order(now);
    const RowMatcher match = matcher();
    const QList<quint32> next = match.isEmpty() ? nowOrder : match.matching(now, nowOrder);

    // What is on its way out must live until the views have let go of it.
    const json::Document before = document;
    decltype(overlays) overlaysBefore;
    show(next, count, &map, [&] {
        document = body;
        overlaysBefore.swap(overlays);
        rows = std::move(now);
        ids = std::move(nowIds);
        order = nowOrder;
        distinct.clear();
    });
    announceChanged(changed);
    announceCounts();
}

qsizetype ResourceTableModel::Private::sortedPlace(const QList<quint32> &sequence,
                                                   quint32 row) const
{
    const RowSorter sort = sorter();
    const auto at =
        std::lower_bound(sequence.begin(), sequence.end(), row,
                         [&](quint32 left, quint32 right) { return sort.less(rows, left, right); });
    return at - sequence.begin();
}

void ResourceTableModel::Private::upsert(const QString &id, const json::Document &item)
{
    if (!item.root())
        return;
    const QByteArray key = id.toUtf8();
    const json::Document whole = withId(item, type.idProperty.toStdString(), view(key));
    const json::Value root = whole.root();
    addExtraColumns(std::span(&root, 1));
    distinct.clear();
    if (const auto row = ids.find(rows, view(key)))
        replace(*row, whole);
    else
        append(whole);
    announceCounts();
}

void ResourceTableModel::Private::append(const json::Document &item)
{
    const auto row = quint32(rows.size());
    rows.push_back(item.root());
    overlays.emplace(item.root().handle(), item);
    ids.added(rows, row);
    order.insert(sortedPlace(order, row), row);
    if (!matcher().matches(item.root()))
        return;
    const qsizetype place = sortedPlace(shown, row);
    q->beginInsertRows({}, int(place), int(place));
    shown.insert(place, row);
    q->endInsertRows();
}

void ResourceTableModel::Private::replace(quint32 row, const json::Document &item)
{
    const int from = placeOf(row);
    const json::Value before = rows[row];
    const bool sameId = ids.idOf(before) == ids.idOf(item.root());
    const auto old = overlays.extract(before.handle()); // lives on until the end
    overlays.insert_or_assign(item.root().handle(), item);
    order.removeOne(row);
    rows[row] = item.root();
    if (!sameId)
        ids.forget();
    order.insert(sortedPlace(order, row), row);

    QList<quint32> next = shown;
    if (from >= 0)
        next.removeAt(from);
    const bool matches = matcher().matches(item.root());
    const qsizetype to = matches ? sortedPlace(next, row) : -1;
    if (matches)
        next.insert(to, row);
    if (from < 0 && !matches)
        return;
    if (from >= 0 && !matches) {
        q->beginRemoveRows({}, from, from);
        shown = next;
        q->endRemoveRows();
        return;
    }
    if (from < 0) {
        q->beginInsertRows({}, int(to), int(to));
        shown = next;
        q->endInsertRows();
        return;
    }
    if (from != to) {
        q->beginMoveRows({}, from, from, {}, int(to > from ? to + 1 : to));
        shown = next;
        q->endMoveRows();
    }
    if (columns.count() > 0)
        Q_EMIT q->dataChanged(q->index(int(to), 0), q->index(int(to), columns.count() - 1));
}

void ResourceTableModel::Private::removeIds(const QSet<QString> &unwanted)
{
    std::unordered_set<std::string> names;
    for (const QString &id : unwanted)
        names.insert(id.toStdString());
    RowMap map(rows.size(), gone);
    std::vector<json::Value> now;
    now.reserve(rows.size());
    std::string name;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        name = ids.idOf(rows[i]);
        if (!name.empty() && names.contains(name))
            continue;
        map[i] = quint32(now.size());
        now.push_back(rows[i]);
    }
    if (now.size() == rows.size())
        return;
    const auto renumbered = [&map](const QList<quint32> &sequence) {
        QList<quint32> result;
        for (const quint32 row : sequence) {
            if (map[row] != gone)
                result += map[row];
        }
        return result;
    };
    const QList<quint32> nowOrder = renumbered(order);
    const QList<quint32> next = filter.isEmpty() ? nowOrder : renumbered(shown);
    show(next, now.size(), &map, [&] {
        rows = std::move(now);
        order = nowOrder;
        ids.forget();
        distinct.clear();
    });
    announceCounts();
}

} // namespace models
