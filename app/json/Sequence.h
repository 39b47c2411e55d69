// SPDX-License-Identifier: GPL-3.0-or-later
// What two sequences have in common.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace json {

/// Two positions that belong together.
struct Match
{
    std::size_t before;
    std::size_t after;
    bool operator==(const Match &) const = default;
};

/// Pairs of equal numbers, rising in both sequences. The most that there are (Myers) when the two
/// differ in a few hundred places at most, else many (longest rising run of occurrences paired in
/// order), in n log n.
std::vector<Match> commonSubsequence(std::span<const std::uint32_t> before,
                                     std::span<const std::uint32_t> after);

/// The longest part of @p matches, sorted by `before`, in which `after` rises as well.
std::vector<Match> longestRising(std::span<const Match> matches);

} // namespace json
