// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RowSorter.h"

#include "models/CellTime.h"
#include "models/TextFold.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <tuple>

using namespace Qt::StringLiterals;

namespace models {

namespace {

// The first byte of a key: kinds of values do not mix. Turned over with the rest for descending
// order, but for the last.
constexpr std::uint8_t booleanKind = 0x10;
constexpr std::uint8_t numberKind = 0x20;
constexpr std::uint8_t textKind = 0x30;
constexpr std::uint8_t containerKind = 0x40;
constexpr std::uint8_t nothingKind = 0xFF;

/// Appends the bytes of a number, the most significant first, as far as there is room.
class KeyBytes
{
public:
    explicit KeyBytes(std::span<std::uint8_t> out)
        : m_out(out)
    {
    }
    void write(std::uint64_t number, int bytes)
    {
        for (int shift = (bytes - 1) * 8; shift >= 0 && m_used < m_out.size(); shift -= 8)
            m_out[m_used++] = std::uint8_t(number >> shift);
    }
    void writeText(std::string_view text)
    {
        m_used += writeNaturalKey(m_out.subspan(m_used), text);
    }
    std::size_t used() const { return m_used; }

private:
    std::span<std::uint8_t> m_out;
    std::size_t m_used = 0;
};

/// Bits that compare like the number.
std::uint64_t ordered(double number)
{
    const auto bits = std::bit_cast<std::uint64_t>(number == 0 ? 0.0 : number);
    constexpr std::uint64_t sign = 1ULL << 63;
    return bits & sign ? ~bits : bits | sign;
}

void writeNumber(KeyBytes &key, json::Value value)
{
    const double number = value.number().value_or(0);
    key.write(numberKind, 1);
    key.write(ordered(number), 8);
    // Large whole numbers share a double with their neighbours: what the rounding took away, too.
    constexpr int middle = 0x8000;
    int rest = 0;
    if (const auto whole = value.integer(); whole && std::abs(number) < 9.2e18)
        rest = int(*whole - std::int64_t(number));
    key.write(std::uint64_t(middle + rest), 2);
}

std::uint64_t bigEndian(const std::uint8_t *bytes)
{
    std::uint64_t number = 0;
    for (int i = 0; i < 8; ++i)
        number = number << 8 | bytes[i];
    return number;
}

} // namespace

RowSorter::RowSorter(const TableColumns &columns, const QList<SortKey> &keys)
    : m_columns(columns)
{
    for (const SortKey &key : keys) {
        if (key.column < 0 || key.column >= columns.count() || columns.isSecret(key.column))
            continue;
        m_keys.push_back({key.column, key.order == Qt::DescendingOrder,
                          columns.renderer(key.column) == "time"_L1});
    }
}

std::size_t RowSorter::writeKey(const Key &key, json::Value row, std::span<std::uint8_t> out) const
{
    const json::Value value = m_columns.cell(row, key.column);
    KeyBytes bytes(out);
    if (!value || value.isNull()) {
        bytes.write(nothingKind, 1);
        return bytes.used(); // last in either direction
    }
    const auto time = key.isTime ? timeOf(value) : std::nullopt;
    if (time) {
        bytes.write(numberKind, 1);
        bytes.write(ordered(double(*time)), 8);
    } else if (value.isString()) {
        bytes.write(textKind, 1);
        bytes.writeText(value.text());
    } else if (value.isNumber()) {
        writeNumber(bytes, value);
    } else if (value.isBoolean()) {
        bytes.write(booleanKind, 1);
        bytes.write(*value.boolean() ? 2 : 1, 1);
    } else {
        bytes.write(containerKind, 1);
        bytes.write(value.size(), 4);
    }
    return bytes.used();
}

void RowSorter::fill(Rows rows, Entry &entry) const
{
    std::array<std::uint8_t, maximumKey + 1> buffer;
    const Key &key = m_keys[entry.key];
    const std::size_t start = entry.level * chunk;
    const std::size_t end = start + chunk;
    const std::size_t used = writeKey(key, rows[entry.row], std::span(buffer).first(end + 1));
    if (used < end)
        std::fill(buffer.begin() + std::ptrdiff_t(used), buffer.begin() + std::ptrdiff_t(end),
                  std::uint8_t(0));
    entry.more = used > end;
    const bool turned = key.descending && buffer[0] != nothingKind;
    for (std::size_t i = 0; i < entry.words.size(); ++i) {
        const std::uint64_t word = bigEndian(buffer.data() + start + 8 * i);
        entry.words[i] = turned ? ~word : word;
    }
}

void RowSorter::fill(Rows rows, std::span<Entry> all, const std::vector<Group> &groups) const
{
    std::size_t count = 0;
    for (const Group group : groups)
        count += group.size();
    if (count < all.size() / 16 || count == all.size()) {
        for (const Group group : groups) {
            for (Entry &entry : group)
                fill(rows, entry);
        }
        return;
    }
    // In the order of the rows: reading the document from front to back is several times as fast.
    std::vector<Entry *> byRow(all.size());
    for (const Group group : groups) {
        for (Entry &entry : group)
            byRow[entry.row] = &entry;
    }
    for (Entry *entry : byRow) {
        if (entry)
            fill(rows, *entry);
    }
}

void RowSorter::divide(Group group, std::vector<Group> &next) const
{
    std::ranges::sort(group, [](const Entry &left, const Entry &right) {
        return std::tie(left.words, left.row) < std::tie(right.words, right.row);
    });
    for (std::size_t first = 0; first < group.size();) {
        std::size_t last = first + 1;
        bool more = group[first].more;
        while (last < group.size() && group[last].words == group[first].words) {
            more = more || group[last].more;
            ++last;
        }
        const Group equal = group.subspan(first, last - first);
        first = last;
        more = more && (equal[0].level + 1u) * chunk < maximumKey;
        if (equal.size() < 2 || (!more && equal[0].key + 1u == m_keys.size()))
            continue;
        for (Entry &entry : equal) {
            entry.key = std::uint16_t(more ? entry.key : entry.key + 1);
            entry.level = std::uint8_t(more ? entry.level + 1 : 0);
        }
        next.push_back(equal);
    }
}

QList<quint32> RowSorter::order(Rows rows) const
{
    QList<quint32> order(qsizetype(rows.size()));
    if (m_keys.empty()) {
        std::iota(order.begin(), order.end(), 0u);
        return order;
    }
    std::vector<Entry> entries(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        entries[i].row = quint32(i);
    std::vector<Group> groups{entries};
    while (!groups.empty()) {
        fill(rows, entries, groups);
        std::vector<Group> next;
        for (const Group group : groups)
            divide(group, next);
        groups = std::move(next);
    }
    std::ranges::transform(entries, order.begin(), &Entry::row);
    return order;
}

bool RowSorter::less(Rows rows, quint32 left, quint32 right) const
{
    std::array<std::uint8_t, maximumKey> a;
    std::array<std::uint8_t, maximumKey> b;
    for (const Key &key : m_keys) {
        const auto leftKey = std::span(a).first(writeKey(key, rows[left], a));
        const auto rightKey = std::span(b).first(writeKey(key, rows[right], b));
        const auto order = std::lexicographical_compare_three_way(leftKey.begin(), leftKey.end(),
                                                                  rightKey.begin(), rightKey.end());
        if (order == 0)
            continue;
        const bool hasNothing = leftKey[0] == nothingKind || rightKey[0] == nothingKind;
        return key.descending && !hasNothing ? order > 0 : order < 0;
    }
    return left < right;
}

} // namespace models
