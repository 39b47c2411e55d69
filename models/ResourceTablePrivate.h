// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ResourceTableModel.h"
#include "models/RowIds.h"
#include "models/RowMatcher.h"
#include "models/RowSorter.h"
#include "models/TableColumns.h"

#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

namespace models {

/// Row numbers count the rows of the reply; places count what is shown. The shown ones are always
/// in the sorter's order and exactly those that the matcher lets through.
class ResourceTableModel::Private
{
public:
    static constexpr quint32 gone = UINT32_MAX;
    using RowMap = std::vector<quint32>; ///< old row number -> new one, or gone

    explicit Private(ResourceTableModel *model)
        : q(model)
    {
    }

    std::span<const json::Value> rowSpan() const { return rows; }
    RowSorter sorter() const { return RowSorter(columns, sortKeys); }
    RowMatcher matcher() const { return RowMatcher(columns, filter); }
    json::Value cell(int place, int column) const
    {
        return columns.cell(rows[shown[place]], column);
    }
    /// Where a row is shown; -1 when the filter keeps it out.
    int placeOf(quint32 row) const { return int(shown.indexOf(row)); }
    std::optional<quint32> rowWithId(const QString &id) const;
    QVariant text(json::Value value, int column, int role) const;
    /// What all rows lie in.
    void keepDocuments(RowSnapshot *snapshot) const
    {
        snapshot->documents.push_back(document);
        for (const auto &[row, overlay] : overlays)
            snapshot->documents.push_back(overlay);
    }

    // ResourceTableMerge.cpp
    void merge(const json::Document &body);
    void upsert(const QString &id, const json::Document &item);
    void removeIds(const QSet<QString> &unwanted);
    void addExtraColumns(std::span<const json::Value> from);
    RowMap matchRows(std::span<const json::Value> now, RowIds &nowIds);
    /// Marks, by new row number, the kept rows whose content is another.
    std::vector<bool> changedRows(const RowMap &map, std::span<const json::Value> now) const;
    void announceChanged(const std::vector<bool> &changed);

    // ResourceTableShow.cpp
    /// Turns what is shown into @p next with the fewest signals that keep persistent indexes.
    /// @p map renumbers the rows between removal and insertion, where @p install is called.
    void show(const QList<quint32> &next, std::size_t rowCount, const RowMap *map = nullptr,
              const std::function<void()> &install = {});
    void announceCounts();

    ResourceTableModel *q;
    api::ResourceType type;
    TableColumns columns;
    json::Document document;
    std::vector<json::Value> rows;
    std::unordered_map<yyjson_val *, json::Document> overlays; ///< by the row that they hold
    QList<quint32> order;                                      ///< all rows, sorted
    QList<quint32> shown;                                      ///< those of `order` that match
    mutable RowIds ids;
    QList<SortKey> sortKeys;
    RowFilter filter;
    QSet<QString> staged;
    mutable QHash<QString, QStringList> distinct; ///< until the next change
    qsizetype announcedTotal = 0;
    qsizetype announcedShown = 0;

private:
    using Places = std::vector<quint32>;
    void replace(quint32 row, const json::Document &item);
    void append(const json::Document &item);
    qsizetype sortedPlace(const QList<quint32> &sequence, quint32 row) const;

    Places placesOf(const QList<quint32> &next, std::size_t rowCount) const;
    void removeOthers(const std::vector<bool> &keep);
    void insertMissing(const QList<quint32> &next, const Places &places);
    void permute(const QList<quint32> &next, const Places &newPlaces);
};

} // namespace models
