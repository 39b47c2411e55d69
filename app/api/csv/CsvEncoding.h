// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/csv/CsvError.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace api {

enum class CsvEncoding : std::uint8_t {
    Utf8,
    Utf8WithMark, ///< begins with a byte order mark: what a spreadsheet needs to see that it is it
    Utf16Le,
    Utf16Be,
    Latin1, ///< with the signs that Windows-1252 has at 0x80 to 0x9F, as browsers read it
};

/// By the byte order mark; else UTF-16 where every other byte at the beginning is 0, UTF-8 where
/// all of it is, and Latin-1 for the rest.
CsvEncoding detectedEncoding(std::string_view bytes);

/// As UTF-8 without a byte order mark. The error is the first place that is no text of that
/// encoding.
std::expected<std::string, CsvError> decodedCsv(std::string_view bytes, CsvEncoding encoding);

/// UTF-16 gets a byte order mark. Nothing when Latin-1 lacks a character; @p utf8 must be UTF-8.
std::optional<std::string> encodedCsv(std::string_view utf8, CsvEncoding encoding);

/// Whether it is UTF-8; else the offset of the first byte that is not.
std::optional<std::size_t> firstBadByte(std::string_view utf8);

} // namespace api
