// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RowIds.h"

#include "models/CellText.h"

#include <QHashFunctions>

#include <bit>

namespace models {

namespace {

/// Seeded by Qt at start: a server can't choose ids that collide.
quint32 hashOf(std::string_view id)
{
    return quint32(qHashBits(id.data(), id.size(), std::size_t(QHashSeed::globalSeed())));
}

} // namespace

std::string_view RowIds::idOf(json::Value row) const
{
    return m_property.empty() ? std::string_view()
                              : memberAt(row, std::string_view(m_property)).text();
}

void RowIds::forget()
{
    m_slots = {};
    m_anonymous = {};
    m_used = 0;
}

void RowIds::make(Rows rows)
{
    forget();
    m_slots.resize(std::bit_ceil(rows.size() + rows.size() / 2 + 16));
    for (std::size_t row = 0; row < rows.size(); ++row)
        insert(rows, quint32(row));
}

RowIds::Slot &RowIds::slotOf(Rows rows, std::string_view id, quint32 hash)
{
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        Slot &slot = m_slots[at];
        if (slot.rowAndOne == 0 || (slot.hash == hash && idOf(rows[slot.rowAndOne - 1]) == id))
            return slot;
    }
}

void RowIds::insert(Rows rows, quint32 row)
{
    const std::string_view id = idOf(rows[row]);
    if (!id.empty()) {
        const quint32 hash = hashOf(id);
        Slot &slot = slotOf(rows, id, hash);
        if (slot.rowAndOne == 0) {
            slot = {hash, row + 1};
            ++m_used;
            return;
        }
    }
    m_anonymous.push_back(row);
}

std::optional<quint32> RowIds::find(Rows rows, std::string_view id)
{
    if (id.empty())
        return {};
    if (!isMade())
        make(rows);
    const Slot &slot = slotOf(rows, id, hashOf(id));
    return slot.rowAndOne == 0 ? std::nullopt : std::optional(slot.rowAndOne - 1);
}

void RowIds::added(Rows rows, quint32 row)
{
    if (!isMade())
        return;
    if (m_used + m_used / 4 + 8 > m_slots.size())
        make(rows);
    else
        insert(rows, row);
}

const std::vector<quint32> &RowIds::anonymous(Rows rows)
{
    if (!isMade())
        make(rows);
    return m_anonymous;
}

} // namespace models
