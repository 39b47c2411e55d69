// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/ByteRange.h"

#include "app/http/ResponseHead.h"

#include <algorithm>
#include <charconv>
#include <format>

namespace http {

namespace {

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// Digits only; nothing when there is anything else, or more than fits.
std::optional<std::uint64_t> number(std::string_view digits)
{
    std::uint64_t value = 0;
    const char *const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (digits.empty() || error != std::errc() || stop != end)
        return std::nullopt;
    return value;
}

} // namespace

std::string ByteRange::contentRange(std::uint64_t total) const
{
    return std::format("bytes {}-{}/{}", first, last, total);
}

std::expected<std::optional<ByteRange>, RangeNotSatisfiable> requestedRange(std::string_view header,
                                                                            std::uint64_t total)
{
    const auto equals = header.find('=');
    if (equals == std::string_view::npos ||
        !equalsIgnoringCase(trimmed(header.substr(0, equals)), "bytes"))
        return std::nullopt;
    const std::string_view spec = trimmed(header.substr(equals + 1));
    const auto dash = spec.find('-');
    if (dash == std::string_view::npos || spec.contains(','))
        return std::nullopt;
    const auto first = number(spec.substr(0, dash));
    const auto last = number(spec.substr(dash + 1));
    const bool hasLast = dash + 1 < spec.size();
    if ((hasLast && !last) || (dash > 0 && !first) || (dash == 0 && !hasLast))
        return std::nullopt;
    if (first && last && *last < *first)
        return std::nullopt;
    const RangeNotSatisfiable none{std::format("bytes */{}", total)};
    if (first ? *first >= total : *last == 0 || total == 0)
        return std::unexpected(none);
    if (!first) // the last so many bytes
        return ByteRange{total - std::min(*last, total), total - 1};
    return ByteRange{*first, std::min(last.value_or(total - 1), total - 1)};
}

} // namespace http
