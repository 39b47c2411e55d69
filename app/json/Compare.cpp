// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Compare.h"

#include "app/json/Equality.h"
#include "app/json/Number.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>
#include <vector>

namespace json {

using flat::Val;

namespace {

constexpr std::size_t fewMembers = 16;

class Comparison
{
public:
    explicit Comparison(Numbers numbers)
        : m_numbers(numbers)
    {
    }

    bool run(Val *left, Val *right)
    {
        if (!compare(left, right))
            return false;
        while (!m_later.empty()) {
            const auto [l, r] = m_later.back();
            m_later.pop_back();
            if (!(flat::isArray(l) ? arrays(l, r) : objects(l, r)))
                return false;
        }
        return true;
    }

private:
    /// False when they differ; containers of the same size are put off.
    bool compare(Val *left, Val *right)
    {
        if (flat::type(left) != flat::type(right))
            return false;
        if (flat::isContainer(left)) {
            if (flat::length(left) != flat::length(right))
                return false;
            if (flat::length(left) > 0)
                m_later.emplace_back(left, right);
            return true;
        }
        if (flat::isNumber(left) && m_numbers == Numbers::ByValue)
            return number::equal(flat::text(left), flat::text(right));
        if (flat::hasText(left))
            return flat::text(left) == flat::text(right);
        return left->tag == right->tag;
    }

    bool arrays(Val *left, Val *right)
    {
        Val *l = left + 1;
        Val *r = right + 1;
        for (std::size_t n = flat::length(left); n > 0; --n) {
            if (!compare(l, r))
                return false;
            l = flat::next(l);
            r = flat::next(r);
        }
        return true;
    }

    bool objects(Val *left, Val *right)
    {
        Val *l = left + 1;
        Val *r = right + 1;
        for (std::size_t n = flat::length(left); n > 0; --n) {
            if (flat::text(l) != flat::text(r))
                return n <= fewMembers ? shuffled(l, r, n) : sorted(l, r, n);
            if (!compare(l + 1, r + 1))
                return false;
            l = flat::next(l + 1);
            r = flat::next(r + 1);
        }
        return true;
    }

    /// @p count members in whatever order, a few.
    bool shuffled(Val *l, Val *r, std::size_t count)
    {
        unsigned used = 0;
        for (std::size_t n = 0; n < count; ++n, l = flat::next(l + 1)) {
            Val *candidate = r;
            std::size_t i = 0;
            while (i < count && ((used >> i & 1U) != 0 || flat::text(candidate) != flat::text(l))) {
                candidate = flat::next(candidate + 1);
                ++i;
            }
            if (i == count || !compare(l + 1, candidate + 1))
                return false;
            used |= 1U << i;
        }
        return true;
    }

    static std::vector<Val *> byName(Val *first, std::size_t count)
    {
        std::vector<Val *> names;
        names.reserve(count);
        for (; count > 0; --count, first = flat::next(first + 1))
            names.push_back(first);
        std::ranges::stable_sort(names, {}, [](const Val *v) { return flat::text(v); });
        return names;
    }

    bool sorted(Val *left, Val *right, std::size_t count)
    {
        const std::vector<Val *> l = byName(left, count);
        const std::vector<Val *> r = byName(right, count);
        for (std::size_t i = 0; i < count; ++i) {
            if (flat::text(l[i]) != flat::text(r[i]) || !compare(l[i] + 1, r[i] + 1))
                return false;
        }
        return true;
    }

    Numbers m_numbers;
    std::vector<std::pair<Val *, Val *>> m_later;
};

std::uint64_t mixed(std::uint64_t h)
{
    h ^= h >> 32;
    h *= 0x9e3779b97f4a7c15;
    h ^= h >> 29;
    return h;
}

std::uint64_t hashOfText(const Val *v)
{
    return std::hash<std::string_view>()(flat::text(v)) + flat::type(v);
}

/// The hash of a container as far as it has been read.
struct OpenHash
{
    Val *end;
    bool isObject;
    std::uint64_t hash;
    std::uint64_t name;

    void take(std::uint64_t value)
    {
        if (isObject)
            hash += mixed(mixed(name) + value); // the order of members does not count
        else
            hash = mixed(hash) + value;
    }
};

} // namespace

bool identical(Val *left, Val *right)
{
    const std::size_t count = flat::slots(left);
    if (count != flat::slots(right))
        return false;
    for (std::size_t i = 0; i < count; ++i, ++left, ++right) {
        if (flat::hasText(left)) {
            if (flat::type(left) != flat::type(right) ||
                flat::length(left) != flat::length(right) ||
                std::memcmp(left->uni.str, right->uni.str, flat::length(left)) != 0)
                return false;
        } else if (left->tag != right->tag) {
            return false;
        }
    }
    return true;
}

bool equalValues(Val *left, Val *right, Numbers numbers)
{
    return identical(left, right) || Comparison(numbers).run(left, right);
}

bool sameAsWritten(Value left, Value right)
{
    if (!left || !right)
        return !left && !right;
    return equalValues(left.handle(), right.handle(), Numbers::AsWritten);
}

std::uint64_t hashOf(Val *value)
{
    std::vector<OpenHash> open;
    Val *const end = flat::next(value);
    std::uint64_t hash = 0;
    for (Val *v = value; v < end;) {
        if (!open.empty() && open.back().isObject)
            open.back().name = hashOfText(v++);
        if (flat::isContainer(v)) {
            open.push_back({flat::next(v), flat::isObject(v), v->tag, 0});
            ++v;
        } else {
            hash = mixed(flat::hasText(v) ? hashOfText(v) : v->tag);
            if (!open.empty())
                open.back().take(hash);
            ++v;
        }
        while (!open.empty() && open.back().end == v) {
            hash = mixed(open.back().hash + 1);
            open.pop_back();
            if (!open.empty())
                open.back().take(hash);
        }
    }
    return hash;
}

} // namespace json
