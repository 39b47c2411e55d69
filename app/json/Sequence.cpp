// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Sequence.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace json {

namespace {

using Numbers = std::span<const std::uint32_t>;
using Index = std::ptrdiff_t;

constexpr Index mostDifferences = 512;

/// E. W. Myers, "An O(ND) difference algorithm": the furthest point on each diagonal k = x - y with
/// d differences, for rising d. Row d holds the diagonals -d..d.
class Myers
{
public:
    Myers(Numbers before, Numbers after)
        : m_before(before)
        , m_after(after)
        , m_width(static_cast<Index>(before.size()))
        , m_height(static_cast<Index>(after.size()))
    {
    }

    std::optional<std::vector<Match>> run()
    {
        for (Index d = 0; d <= mostDifferences; ++d) {
            m_rows.emplace_back(static_cast<std::size_t>(2 * d + 1));
            for (Index k = -d; k <= d; k += 2) {
                const Index x = slide(start(d, k), k);
                at(d, k) = x;
                if (x >= m_width && x - k >= m_height)
                    return traced(d, k);
            }
        }
        return std::nullopt;
    }

private:
    Index &at(Index d, Index k)
    {
        return m_rows[static_cast<std::size_t>(d)][static_cast<std::size_t>(k + d)];
    }

    bool comesFromAbove(Index d, Index k)
    {
        return k == -d || (k != d && at(d - 1, k - 1) < at(d - 1, k + 1));
    }

    Index start(Index d, Index k)
    {
        if (d == 0)
            return 0;
        return comesFromAbove(d, k) ? at(d - 1, k + 1) : at(d - 1, k - 1) + 1;
    }

    Index slide(Index x, Index k) const
    {
        while (x < m_width && x - k < m_height &&
               m_before[static_cast<std::size_t>(x)] == m_after[static_cast<std::size_t>(x - k)])
            ++x;
        return x;
    }

    std::vector<Match> traced(Index d, Index k)
    {
        std::vector<Match> matches;
        for (;; --d) {
            const Index from = start(d, k);
            for (Index x = at(d, k); x > from; --x) {
                matches.push_back(
                    {static_cast<std::size_t>(x - 1), static_cast<std::size_t>(x - 1 - k)});
            }
            if (d == 0)
                break;
            k += comesFromAbove(d, k) ? 1 : -1;
        }
        std::ranges::reverse(matches);
        return matches;
    }

    Numbers m_before;
    Numbers m_after;
    Index m_width;
    Index m_height;
    std::vector<std::vector<Index>> m_rows;
};

/// The n-th occurrence of a number with the n-th on the other side.
std::vector<Match> pairedOccurrences(Numbers before, Numbers after)
{
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> places;
    for (std::size_t i = after.size(); i > 0; --i)
        places[after[i - 1]].push_back(i - 1);
    std::vector<Match> pairs;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const auto place = places.find(before[i]);
        if (place == places.end() || place->second.empty())
            continue;
        pairs.push_back({i, place->second.back()});
        place->second.pop_back();
    }
    return pairs;
}

} // namespace

std::vector<Match> longestRising(std::span<const Match> matches)
{
    constexpr auto none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> tails; // tails[n]: the match with the lowest end of a run of n + 1
    std::vector<std::size_t> previous(matches.size(), none);
    for (std::size_t i = 0; i < matches.size(); ++i) {
        const auto place = std::ranges::lower_bound(
            tails, matches[i].after, {}, [&](std::size_t tail) { return matches[tail].after; });
        if (place != tails.begin())
            previous[i] = *std::prev(place);
        if (place == tails.end())
            tails.push_back(i);
        else
            *place = i;
    }
    std::vector<Match> longest;
    for (std::size_t i = tails.empty() ? none : tails.back(); i != none; i = previous[i])
        longest.push_back(matches[i]);
    std::ranges::reverse(longest);
    return longest;
}

std::vector<Match> commonSubsequence(Numbers before, Numbers after)
{
    if (auto matches = Myers(before, after).run())
        return std::move(*matches);
    return longestRising(pairedOccurrences(before, after));
}

} // namespace json
