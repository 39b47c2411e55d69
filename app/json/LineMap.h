// SPDX-License-Identifier: GPL-3.0-or-later
// Private to app/json.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace json {

struct Position
{
    std::size_t line = 1;
    std::size_t column = 1;
};

/// Position of a byte in an intact text.
Position positionIn(std::string_view text, std::size_t offset);

/// Where the lines of a text begin, one bit a byte. Parsing in place overwrites the text, line
/// feeds included, so what an error message needs has to be noted before. Costs one memchr for a
/// text without line feeds.
class LineMap
{
public:
    explicit LineMap(std::string_view text);
    Position position(std::size_t offset) const;

private:
    std::vector<std::uint64_t> m_lineFeeds;
};

} // namespace json
