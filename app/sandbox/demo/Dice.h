// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sandbox {

/// FNV-1a: the same on every machine, unlike the hashes of the standard library.
constexpr std::uint64_t stableHash(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

/// SplitMix64, seeded by what is made and its index, so that every item stands for itself. The
/// generators of the standard library would do, their distributions differ from one to the next.
class Dice
{
public:
    Dice(std::uint32_t seed, std::uint64_t what, std::uint64_t index)
        : m_state((std::uint64_t{seed} << 32) ^ what ^ (index * 0xd1342543de82ef95ULL))
    {
        next();
    }

    std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
        return mixed ^ (mixed >> 31);
    }
    /// 0 to @p limit - 1; 0 for a limit of 0 or less.
    int below(int limit)
    {
        return limit <= 0 ? 0 : static_cast<int>(next() % static_cast<std::uint64_t>(limit));
    }
    /// @p least to @p most, both included.
    int between(int least, int most) { return least + below(most - least + 1); }
    bool percent(int share) { return below(100) < share; }
    template <std::size_t size>
    std::string_view pick(const std::array<std::string_view, size> &words)
    {
        return words[static_cast<std::size_t>(below(static_cast<int>(size)))];
    }

private:
    std::uint64_t m_state;
};

} // namespace sandbox
