// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/LineMap.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace json {

namespace {

constexpr std::size_t wordBits = 64;

/// One bit for each of eight bytes: is it a line feed?
std::uint64_t lineFeedBits(const char *eightBytes)
{
    constexpr std::uint64_t low = 0x7f7f7f7f7f7f7f7f;
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, eightBytes, sizeof bytes);
    if constexpr (std::endian::native == std::endian::big)
        bytes = std::byteswap(bytes);
    bytes ^= 0x0a0a0a0a0a0a0a0a;
    const std::uint64_t zero = ~(((bytes & low) + low) | bytes | low);
    return ((zero >> 7) * 0x0102040810204080) >> 56;
}

} // namespace

Position positionIn(std::string_view text, std::size_t offset)
{
    const std::string_view before = text.substr(0, offset);
    const auto lines = static_cast<std::size_t>(std::ranges::count(before, '\n'));
    const std::size_t lineStart = lines == 0 ? 0 : before.rfind('\n') + 1;
    return {lines + 1, before.size() - lineStart + 1};
}

LineMap::LineMap(std::string_view text)
{
    const std::size_t first = text.find('\n');
    if (first == std::string_view::npos)
        return;
    m_lineFeeds.resize(text.size() / wordBits + 1);
    std::size_t at = first / 8 * 8;
    for (; at + 8 <= text.size(); at += 8)
        m_lineFeeds[at / wordBits] |= lineFeedBits(text.data() + at) << (at % wordBits);
    for (; at < text.size(); ++at) {
        if (text[at] == '\n')
            m_lineFeeds[at / wordBits] |= std::uint64_t{1} << (at % wordBits);
    }
}

Position LineMap::position(std::size_t offset) const
{
    Position result{1, offset + 1};
    for (std::size_t word = 0; word < m_lineFeeds.size() && word * wordBits < offset; ++word) {
        std::uint64_t bits = m_lineFeeds[word];
        const std::size_t left = offset - word * wordBits;
        if (left < wordBits)
            bits &= (std::uint64_t{1} << left) - 1;
        if (bits == 0)
            continue;
        result.line += static_cast<std::size_t>(std::popcount(bits));
        const auto last = wordBits - 1 - static_cast<std::size_t>(std::countl_zero(bits));
        result.column = offset - (word * wordBits + last);
    }
    return result;
}

} // namespace json
