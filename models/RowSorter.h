// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ResourceTableModel.h"
#include "models/TableColumns.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace models {

/// The order of rows: numbers by value, times by time, text as people order it; null and missing
/// last in both directions; rows that are equal keep the reply's order. At most the first 1,024
/// bytes of a text count. Secret columns are all equal.
class RowSorter
{
public:
    using Rows = std::span<const json::Value>;

    RowSorter(const TableColumns &columns, const QList<SortKey> &keys);

    bool isEmpty() const { return m_keys.empty(); }
    /// Row numbers in order.
    QList<quint32> order(Rows rows) const;
    bool less(Rows rows, quint32 left, quint32 right) const;

private:
    struct Key
    {
        int column = 0;
        bool descending = false;
        bool isTime = false;
    };
    /// 32 bytes of a cell's key, so that most comparisons touch nothing else: rows that are
    /// compared lie far apart in memory.
    struct Entry
    {
        std::array<std::uint64_t, 4> words{};
        quint32 row = 0;
        bool more = false; ///< the key goes on after these
    };
    static constexpr std::size_t chunk = 32;
    static constexpr std::size_t maximumKey = 1024;

    std::size_t writeKey(const Key &key, json::Value row, std::span<std::uint8_t> out) const;
    void fill(Rows rows, std::span<Entry> entries, const Key &key, std::size_t level) const;
    void refine(Rows rows, std::span<Entry> entries, std::size_t key, std::size_t level) const;

    const TableColumns &m_columns;
    std::vector<Key> m_keys;
};

} // namespace models
