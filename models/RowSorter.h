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
/// last in both directions; rows that are equal keep the reply's order. At most the first 1,040
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
    /// 40 bytes of a row's key, so that most comparisons touch nothing else: rows that are compared
    /// lie far apart in memory.
    struct Entry
    {
        std::array<std::uint64_t, 5> words{};
        quint32 row = 0;
        std::uint16_t key = 0;  ///< which of the keys the words are of
        std::uint8_t level = 0; ///< how often 40 bytes were equal before these
        bool more = false;      ///< the key goes on after these
    };
    static constexpr std::size_t chunk = 40;
    static constexpr std::size_t maximumKey = 26 * chunk;
    using Group = std::span<Entry>; ///< equal so far, and to be told apart by the next words

    std::size_t writeKey(const Key &key, json::Value row, std::span<std::uint8_t> out) const;
    void fill(Rows rows, Entry &entry) const;
    void fill(Rows rows, std::span<Entry> all, const std::vector<Group> &groups) const;
    /// Sorts a group by its words; adds to @p next what is still equal and has further words.
    void divide(Group group, std::vector<Group> &next) const;

    const TableColumns &m_columns;
    std::vector<Key> m_keys;
};

} // namespace models
