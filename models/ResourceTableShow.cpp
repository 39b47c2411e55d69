// SPDX-License-Identifier: GPL-3.0-or-later
// How one sequence of shown rows becomes another without a reset.
#include "models/ResourceTablePrivate.h"

#include <algorithm>

namespace models {

namespace {

/// More runs than these are cheaper as one change of layout and one run at the end.
constexpr std::size_t mostRuns = 64;

struct Run
{
    qsizetype first = 0;
    qsizetype count = 0;
};

/// Runs of the places below @p size that @p has is true for.
template <typename Has>
std::vector<Run> runsOf(qsizetype size, Has has)
{
    std::vector<Run> runs;
    for (qsizetype i = 0; i < size; ++i) {
        if (!has(i))
            continue;
        if (!runs.empty() && runs.back().first + runs.back().count == i)
            ++runs.back().count;
        else
            runs.push_back({i, 1});
    }
    return runs;
}

} // namespace

auto ResourceTableModel::Private::placesOf(const QList<quint32> &next, std::size_t rowCount) const
    -> Places
{
    Places places(rowCount, gone);
    for (qsizetype i = 0; i < next.size(); ++i)
        places[next[i]] = quint32(i);
    return places;
}

void ResourceTableModel::Private::permute(const QList<quint32> &next, const Places &newPlaces)
{
    Q_EMIT q->layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = q->persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex &index : before)
        after += q->createIndex(int(newPlaces[std::size_t(index.row())]), index.column());
    shown = next;
    q->changePersistentIndexList(before, after);
    Q_EMIT q->layoutChanged({}, VerticalSortHint);
}

void ResourceTableModel::Private::removeOthers(const std::vector<bool> &keep)
{
    auto runs = runsOf(shown.size(), [&](qsizetype i) { return !keep[std::size_t(i)]; });
    if (runs.size() > mostRuns) {
        QList<quint32> next;
        QList<quint32> leaving;
        Places newPlaces(keep.size());
        const auto kept = quint32(std::ranges::count(keep, true));
        for (qsizetype i = 0; i < shown.size(); ++i) {
            const bool stays = keep[std::size_t(i)];
            newPlaces[std::size_t(i)] = quint32(stays ? next.size() : kept + leaving.size());
            (stays ? next : leaving) += shown[i];
        }
        const Run tail{next.size(), leaving.size()};
        permute(next + leaving, newPlaces);
        runs.resize(1);
        runs.front() = tail;
    }
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        q->beginRemoveRows({}, int(run->first), int(run->first + run->count - 1));
        shown.remove(run->first, run->count);
        q->endRemoveRows();
    }
}

void ResourceTableModel::Private::insertMissing(const QList<quint32> &next, const Places &places)
{
    std::vector<bool> isShown(std::size_t(next.size()));
    Places newPlaces;
    newPlaces.reserve(std::size_t(next.size()));
    for (const quint32 row : shown) {
        newPlaces.push_back(places[row]);
        isShown[places[row]] = true;
    }
    const auto runs = runsOf(next.size(), [&](qsizetype i) { return !isShown[std::size_t(i)]; });
    if (runs.size() <= mostRuns && std::ranges::is_sorted(newPlaces)) {
        for (const Run &run : runs) {
            q->beginInsertRows({}, int(run.first), int(run.first + run.count - 1));
            shown.insert(run.first, run.count, 0);
            std::copy_n(next.begin() + run.first, run.count, shown.begin() + run.first);
            q->endInsertRows();
        }
        return;
    }
    if (!runs.empty()) {
        const qsizetype before = shown.size();
        q->beginInsertRows({}, int(before), int(next.size() - 1));
        for (const Run &run : runs) {
            for (qsizetype i = run.first; i < run.first + run.count; ++i) {
                shown += next[i];
                newPlaces.push_back(quint32(i));
            }
        }
        q->endInsertRows();
    }
    permute(next, newPlaces);
}

void ResourceTableModel::Private::show(const QList<quint32> &next, std::size_t rowCount,
                                       const RowMap *map, const std::function<void()> &install)
{
    const Places places = placesOf(next, rowCount);
    const auto renumbered = [map](quint32 row) { return map ? (*map)[row] : row; };
    std::vector<bool> keep(std::size_t(shown.size()));
    for (qsizetype i = 0; i < shown.size(); ++i) {
        const quint32 row = renumbered(shown[i]);
        keep[std::size_t(i)] = row != gone && places[row] != gone;
    }
    removeOthers(keep);
    if (install)
        install();
    for (quint32 &row : shown)
        row = renumbered(row);
    if (shown != next)
        insertMissing(next, places);
    shown = next; // shares its memory with `order` when there is no filter
}

void ResourceTableModel::Private::announceCounts()
{
    if (announcedTotal == qsizetype(rows.size()) && announcedShown == shown.size())
        return;
    announcedTotal = qsizetype(rows.size());
    announcedShown = shown.size();
    Q_EMIT q->countsChanged();
}

} // namespace models
