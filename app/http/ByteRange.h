// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace http {

/// Bytes of a representation, both ends included.
struct ByteRange
{
    std::uint64_t first = 0;
    std::uint64_t last = 0;

    std::uint64_t size() const { return last - first + 1; }
    /// "bytes 0-99/1234": the value of Content-Range (RFC 9110, 14.4).
    std::string contentRange(std::uint64_t total) const;
    bool operator==(const ByteRange &) const = default;
};

struct RangeNotSatisfiable
{
    /// "bytes */1234": the value of Content-Range in a 416 (RFC 9110, 15.5.17).
    std::string contentRange;
};

/// What the value of a Range header asks of @p total bytes (RFC 9110, 14.2). Nothing: all of them,
/// which is the answer also to a header that is ill-formed, of another unit, or names several
/// ranges. The error: the range begins behind the end.
std::expected<std::optional<ByteRange>, RangeNotSatisfiable> requestedRange(std::string_view header,
                                                                            std::uint64_t total);

} // namespace http
