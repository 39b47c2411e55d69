// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/ArrayDiff.h"

#include "app/json/Compare.h"
#include "app/json/Sequence.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

namespace json {

using flat::Val;
using Kind = ArrayStep::Kind;

namespace {

constexpr std::size_t fewElements = 64;
constexpr std::size_t mostPairsWeighed = 4096;
constexpr std::size_t mostMembersWeighed = 64;
constexpr std::size_t mostCollisions = 32;
constexpr int alike = 50; // per cent

bool isIdName(std::string_view name)
{
    return name == "id" || name == "_id" || name == "ID" || name == "uuid" || name == "key" ||
           name.ends_with("Id") || name.ends_with("ID") || name.ends_with("_id");
}

/// The member that tells an object from its neighbours: its name, or nullptr.
Val *idMember(Val *object)
{
    if (!flat::isObject(object))
        return nullptr;
    Val *name = object + 1;
    const std::size_t count = std::min(flat::length(object), mostMembersWeighed);
    for (std::size_t i = 0; i < count; ++i, name = flat::next(name + 1)) {
        if (flat::hasText(name + 1) && isIdName(flat::text(name)))
            return name;
    }
    return nullptr;
}

std::vector<Val *> elementsOf(Val *array)
{
    std::vector<Val *> elements;
    elements.reserve(flat::length(array));
    Val *v = array + 1;
    for (std::size_t left = flat::length(array); left > 0; --left, v = flat::next(v))
        elements.push_back(v);
    return elements;
}

/// Numbers for names of things; the same thing gets the same number.
class IdNumbers
{
public:
    std::vector<std::uint32_t> of(const std::vector<Val *> &values, std::size_t from,
                                  std::size_t to)
    {
        std::vector<std::uint32_t> numbers;
        numbers.reserve(to - from);
        for (std::size_t i = from; i < to; ++i) {
            Val *const name = idMember(values[i]);
            if (!name) {
                numbers.push_back(m_next++); // like nothing else
                continue;
            }
            std::string key(flat::text(name));
            key += '\0';
            key += flat::text(name + 1);
            const auto [at, isNew] = m_numbers.try_emplace(std::move(key), m_next);
            m_next += isNew ? 1 : 0;
            m_found = true;
            numbers.push_back(at->second);
        }
        return numbers;
    }

    bool hasAny() const { return m_found; }

private:
    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::uint32_t m_next = 0;
    bool m_found = false;
};

} // namespace

struct ArrayDiff::Classes
{
    struct Known
    {
        Val *value;
        std::uint32_t number;
    };
    std::unordered_map<std::uint64_t, std::vector<Known>> byHash;
    std::uint32_t next = 0;
};

bool ArrayDiff::same(Val *before, Val *after)
{
    const std::size_t cost = std::min(flat::slots(before), flat::slots(after));
    if (cost > m_effort)
        return false;
    m_effort -= cost;
    return equalValues(before, after, Numbers::AsWritten);
}

std::vector<ArrayStep> ArrayDiff::steps(Val *before, Val *after)
{
    m_before = elementsOf(before);
    m_after = elementsOf(after);
    m_steps.clear();
    const std::size_t shorter = std::min(m_before.size(), m_after.size());
    std::size_t start = 0;
    while (start < shorter && same(m_before[start], m_after[start]))
        ++start;
    std::size_t beforeEnd = m_before.size();
    std::size_t afterEnd = m_after.size();
    while (std::min(beforeEnd, afterEnd) > start &&
           same(m_before[beforeEnd - 1], m_after[afterEnd - 1])) {
        --beforeEnd;
        --afterEnd;
    }
    m_nextBefore = start;
    m_nextAfter = start;
    if (m_effort < flat::slots(before) + flat::slots(after))
        byPosition(beforeEnd, afterEnd);
    else
        middle(beforeEnd, afterEnd);
    return std::move(m_steps);
}

std::vector<std::uint32_t> ArrayDiff::classes(const Values &values, std::size_t from,
                                              std::size_t to)
{
    std::vector<std::uint32_t> numbers;
    numbers.reserve(to - from);
    for (std::size_t i = from; i < to; ++i) {
        auto &known = m_classes->byHash[hashOf(values[i])];
        const auto at = known.size() > mostCollisions
                            ? known.end()
                            : std::ranges::find_if(
                                  known, [&](const auto &k) { return same(k.value, values[i]); });
        if (at != known.end()) {
            numbers.push_back(at->number);
            continue;
        }
        known.push_back({values[i], m_classes->next});
        numbers.push_back(m_classes->next++);
    }
    return numbers;
}

void ArrayDiff::middle(std::size_t beforeEnd, std::size_t afterEnd)
{
    // Mostly nothing moved: then what stayed in its place need not be searched for by hash.
    const std::size_t count = beforeEnd - m_nextBefore;
    if (count == afterEnd - m_nextAfter && count >= fewElements) {
        const std::size_t start = m_nextBefore; // the same on both sides, which share a beginning
        std::vector<std::size_t> stayed;
        for (std::size_t i = start; i < beforeEnd; ++i) {
            if (same(m_before[i], m_after[i]))
                stayed.push_back(i);
        }
        if (stayed.size() >= count / 10 * 9) {
            for (const std::size_t i : stayed) {
                align(i, i);
                m_nextBefore = m_nextAfter = i + 1;
            }
        }
    }
    align(beforeEnd, afterEnd);
}

void ArrayDiff::align(std::size_t beforeEnd, std::size_t afterEnd)
{
    const std::size_t beforeStart = m_nextBefore;
    const std::size_t afterStart = m_nextAfter;
    if (beforeStart < beforeEnd && afterStart < afterEnd) {
        Classes known;
        m_classes = &known;
        const auto before = classes(m_before, beforeStart, beforeEnd);
        const auto after = classes(m_after, afterStart, afterEnd);
        m_classes = nullptr;
        for (const Match &match : commonSubsequence(before, after)) {
            gap(beforeStart + match.before, afterStart + match.after);
            m_nextBefore = beforeStart + match.before + 1;
            m_nextAfter = afterStart + match.after + 1;
        }
    }
    gap(beforeEnd, afterEnd);
}

void ArrayDiff::gap(std::size_t beforeEnd, std::size_t afterEnd)
{
    const std::size_t beforeStart = m_nextBefore;
    const std::size_t afterStart = m_nextAfter;
    if (beforeStart < beforeEnd && afterStart < afterEnd) {
        IdNumbers ids;
        const auto before = ids.of(m_before, beforeStart, beforeEnd);
        const auto after = ids.of(m_after, afterStart, afterEnd);
        if (ids.hasAny()) {
            for (const Match &match : commonSubsequence(before, after)) {
                gapWithoutIds(beforeStart + match.before, afterStart + match.after);
                pair(m_nextBefore++, m_nextAfter++);
            }
        }
    }
    gapWithoutIds(beforeEnd, afterEnd);
}

/// Pairs what is most alike, in order, and what then is left by position.
void ArrayDiff::gapWithoutIds(std::size_t beforeEnd, std::size_t afterEnd)
{
    const std::size_t beforeStart = m_nextBefore;
    const std::size_t afterStart = m_nextAfter;
    const std::size_t rows = beforeEnd - beforeStart;
    const std::size_t columns = afterEnd - afterStart;
    if (rows > 0 && columns > 0 && rows + columns > 2 && rows <= mostPairsWeighed / columns) {
        // best[r, c]: the highest sum of likenesses from row r and column c on.
        const std::size_t width = columns + 1;
        std::vector<int> best((rows + 1) * width);
        std::vector<int> weights(rows * columns);
        for (std::size_t r = rows; r-- > 0;) {
            for (std::size_t c = columns; c-- > 0;) {
                const int weight = likeness(m_before[beforeStart + r], m_after[afterStart + c]);
                weights[r * columns + c] = weight;
                best[r * width + c] =
                    std::max({weight < alike ? 0 : weight + best[(r + 1) * width + c + 1],
                              best[(r + 1) * width + c], best[r * width + c + 1]});
            }
        }
        for (std::size_t r = 0, c = 0; r < rows && c < columns;) {
            const int weight = weights[r * columns + c];
            const int here = best[r * width + c];
            if (weight >= alike && here == weight + best[(r + 1) * width + c + 1]) {
                byPosition(beforeStart + r, afterStart + c);
                pair(m_nextBefore++, m_nextAfter++);
                ++r;
                ++c;
            } else if (here == best[(r + 1) * width + c]) {
                ++r;
            } else {
                ++c;
            }
        }
    }
    byPosition(beforeEnd, afterEnd);
}

void ArrayDiff::byPosition(std::size_t beforeEnd, std::size_t afterEnd)
{
    while (m_nextBefore < beforeEnd && m_nextAfter < afterEnd)
        pair(m_nextBefore++, m_nextAfter++);
    for (; m_nextBefore < beforeEnd; ++m_nextBefore)
        m_steps.push_back({Kind::Remove, m_nextAfter, nullptr, nullptr});
    for (; m_nextAfter < afterEnd; ++m_nextAfter)
        m_steps.push_back({Kind::Add, m_nextAfter, nullptr, m_after[m_nextAfter]});
}

void ArrayDiff::pair(std::size_t before, std::size_t after)
{
    Val *const b = m_before[before];
    Val *const a = m_after[after];
    const Kind kind = likeness(b, a) >= alike ? Kind::Enter : Kind::Replace;
    m_steps.push_back({kind, after, b, a});
}

/// How much of two containers is the same, in per cent; scalars are never alike.
int ArrayDiff::likeness(Val *before, Val *after)
{
    if (!flat::isContainer(before) || flat::type(before) != flat::type(after))
        return 0;
    const std::size_t longer = std::max(flat::length(before), flat::length(after));
    const std::size_t shorter = std::min(flat::length(before), flat::length(after));
    if (shorter == 0)
        return 0;
    if (flat::isArray(before))
        return static_cast<int>(shorter * 100 / longer);

    Val *const beforeId = idMember(before);
    Val *const afterId = beforeId ? idMember(after) : nullptr;
    if (afterId && flat::text(beforeId) == flat::text(afterId))
        return flat::text(beforeId + 1) == flat::text(afterId + 1) ? 100 : 0;

    std::size_t points = 0;
    Val *b = before + 1;
    Val *a = after + 1;
    for (std::size_t i = 0; i < std::min(shorter, mostMembersWeighed); ++i) {
        Val *const counterpart = flat::text(a) == flat::text(b) ? a + 1
                                 : longer <= mostMembersWeighed ? flat::member(after, flat::text(b))
                                                                : nullptr;
        if (counterpart) {
            const bool scalars = !flat::isContainer(b + 1) && !flat::isContainer(counterpart);
            points += scalars && !same(b + 1, counterpart) ? 1 : 2;
        }
        b = flat::next(b + 1);
        a = flat::next(a + 1);
    }
    return static_cast<int>(points * 100 / (2 * std::min(longer, mostMembersWeighed)));
}

} // namespace json
