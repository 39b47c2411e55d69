// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Value.h"

#include <QtTypes>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace models {

/// Which row has which id: a hash table of row numbers alone, the ids stay in the document (8 bytes
/// a slot). Made when it is first asked. The first row of an id has it; further ones, and rows
/// without an id, are anonymous.
class RowIds
{
public:
    using Rows = std::span<const json::Value>;

    explicit RowIds(std::string property = {})
        : m_property(std::move(property))
    {
    }

    /// Empty when the row has none. Strings and numbers are ids.
    std::string_view idOf(json::Value row) const;
    /// All rows are others now.
    void forget();
    bool isMade() const { return !m_slots.empty(); }
    std::optional<quint32> find(Rows rows, std::string_view id);
    /// @p row, the last of @p rows, is new.
    void added(Rows rows, quint32 row);
    const std::vector<quint32> &anonymous(Rows rows);

private:
    struct Slot
    {
        quint32 hash = 0;
        quint32 rowAndOne = 0; // 0: free
    };
    void make(Rows rows);
    void insert(Rows rows, quint32 row);
    Slot &slotOf(Rows rows, std::string_view id, quint32 hash);

    std::string m_property;
    std::vector<Slot> m_slots; // a power of two
    std::size_t m_used = 0;
    std::vector<quint32> m_anonymous;
};

} // namespace models
