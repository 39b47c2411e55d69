// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/csv/CsvEncoding.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace api {

namespace {

constexpr std::string_view utf8Mark = "\xef\xbb\xbf";
constexpr std::string_view utf16LeMark("\xff\xfe", 2);
constexpr std::string_view utf16BeMark("\xfe\xff", 2);
constexpr std::size_t sample = 4096;

// Windows-1252 from 0x80 on; 0 where it has no sign.
constexpr std::array<char16_t, 32> windowsSigns = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

unsigned char byteAt(std::string_view text, std::size_t at)
{
    return static_cast<unsigned char>(text[at]);
}

void append(std::string &out, char32_t c)
{
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xc0 | (c >> 6));
        put(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        put(0xe0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3f));
        put(0x80 | (c & 0x3f));
    } else {
        put(0xf0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3f));
        put(0x80 | ((c >> 6) & 0x3f));
        put(0x80 | (c & 0x3f));
    }
}

/// Bytes of the UTF-8 sequence at @p at; 0 where there is none (RFC 3629, 4).
std::size_t sequence(std::string_view text, std::size_t at)
{
    const unsigned char first = byteAt(text, at);
    if (first < 0x80)
        return 1;
    const std::size_t length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (length == 0 || first > 0xf4 || at + length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byteAt(text, at + i) & 0xc0) != 0x80)
            return 0;
    }
    const unsigned char second = byteAt(text, at + 1);
    const bool isLong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    const bool isNoCharacter = (first == 0xed && second > 0x9f) || (first == 0xf4 && second > 0x8f);
    return isLong || isNoCharacter ? 0 : length;
}

char32_t codePoint(std::string_view text, std::size_t at, std::size_t length)
{
    if (length == 1)
        return byteAt(text, at);
    char32_t c = byteAt(text, at) & (0x7f >> length);
    for (std::size_t i = 1; i < length; ++i)
        c = (c << 6) | (byteAt(text, at + i) & 0x3f);
    return c;
}

CsvError errorAfter(std::string_view utf8, std::string message)
{
    CsvError error{.line = 1, .column = 1, .message = std::move(message)};
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        if (c == '\n' || (c == '\r' && !utf8.substr(i + 1).starts_with('\n'))) {
            ++error.line;
            error.column = 1;
        } else if (c != '\r' && (byteAt(utf8, i) & 0xc0) != 0x80) {
            ++error.column;
        }
    }
    return error;
}

std::expected<std::string, CsvError> fromUtf16(std::string_view bytes, bool bigEndian)
{
    std::string out;
    out.reserve(bytes.size() / 2 + bytes.size() / 16);
    const auto unit = [&](std::size_t at) -> char32_t {
        const char32_t first = byteAt(bytes, at);
        const char32_t second = byteAt(bytes, at + 1);
        return bigEndian ? (first << 8) | second : (second << 8) | first;
    };
    std::size_t at = 0;
    for (; at + 1 < bytes.size(); at += 2) {
        char32_t c = unit(at);
        if (c >= 0xd800 && c < 0xe000) {
            const char32_t low = c < 0xdc00 && at + 3 < bytes.size() ? unit(at + 2) : 0;
            if (low < 0xdc00 || low >= 0xe000)
                return std::unexpected(errorAfter(out, "this is not UTF-16 text."));
            c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
            at += 2;
        }
        append(out, c);
    }
    if (at != bytes.size())
        return std::unexpected(errorAfter(out, "this is not UTF-16 text: half a character."));
    return out;
}

std::string fromLatin1(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        char32_t c = byteAt(bytes, i);
        if (c >= 0x80 && c < 0xa0 && windowsSigns[c - 0x80] != 0)
            c = windowsSigns[c - 0x80];
        append(out, c);
    }
    return out;
}

std::string_view without(std::string_view mark, std::string_view bytes)
{
    return bytes.starts_with(mark) ? bytes.substr(mark.size()) : bytes;
}

std::string toUtf16(std::string_view utf8, bool bigEndian)
{
    std::string out(bigEndian ? utf16BeMark : utf16LeMark);
    const auto put = [&](char32_t unit) {
        const char high = static_cast<char>(unit >> 8);
        const char low = static_cast<char>(unit & 0xff);
        out.push_back(bigEndian ? high : low);
        out.push_back(bigEndian ? low : high);
    };
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t length = std::max<std::size_t>(1, sequence(utf8, at));
        const char32_t c = codePoint(utf8, at, length);
        at += length;
        if (c < 0x10000) {
            put(c);
        } else {
            put(0xd800 + ((c - 0x10000) >> 10));
            put(0xdc00 + ((c - 0x10000) & 0x3ff));
        }
    }
    return out;
}

std::optional<std::string> toLatin1(std::string_view utf8)
{
    std::string out;
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t length = std::max<std::size_t>(1, sequence(utf8, at));
        const char32_t c = codePoint(utf8, at, length);
        at += length;
        const auto sign = c < 0x100 ? windowsSigns.end() : std::ranges::find(windowsSigns, c);
        const bool isReplaced = c >= 0x80 && c < 0xa0 && windowsSigns[c - 0x80] != 0;
        if (sign != windowsSigns.end())
            out.push_back(static_cast<char>(0x80 + (sign - windowsSigns.begin())));
        else if (c < 0x100 && !isReplaced)
            out.push_back(static_cast<char>(c));
        else
            return std::nullopt;
    }
    return out;
}

} // namespace

std::optional<std::size_t> firstBadByte(std::string_view utf8)
{
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t length = sequence(utf8, at);
        if (length == 0)
            return at;
        at += length;
    }
    return std::nullopt;
}

CsvEncoding detectedEncoding(std::string_view bytes)
{
    if (bytes.starts_with(utf8Mark))
        return CsvEncoding::Utf8WithMark;
    if (bytes.starts_with(utf16LeMark))
        return CsvEncoding::Utf16Le;
    if (bytes.starts_with(utf16BeMark))
        return CsvEncoding::Utf16Be;
    const std::string_view start = bytes.substr(0, sample & ~std::size_t(1));
    std::size_t even = 0;
    std::size_t odd = 0;
    for (std::size_t i = 0; i < start.size(); ++i) {
        if (start[i] == '\0')
            ++(i % 2 == 0 ? even : odd);
    }
    // Text of Europe in UTF-16 has a zero in nearly every pair, and never in the other half.
    if (odd * 3 > start.size() && even == 0)
        return CsvEncoding::Utf16Le;
    if (even * 3 > start.size() && odd == 0)
        return CsvEncoding::Utf16Be;
    return firstBadByte(bytes) ? CsvEncoding::Latin1 : CsvEncoding::Utf8;
}

std::expected<std::string, CsvError> decodedCsv(std::string_view bytes, CsvEncoding encoding)
{
    switch (encoding) {
    case CsvEncoding::Utf8:
    case CsvEncoding::Utf8WithMark: {
        const std::string_view text = without(utf8Mark, bytes);
        if (const auto bad = firstBadByte(text))
            return std::unexpected(errorAfter(text.substr(0, *bad), "this is not UTF-8 text."));
        return std::string(text);
    }
    case CsvEncoding::Utf16Le:
        return fromUtf16(without(utf16LeMark, bytes), false);
    case CsvEncoding::Utf16Be:
        return fromUtf16(without(utf16BeMark, bytes), true);
    case CsvEncoding::Latin1:
        break;
    }
    return fromLatin1(bytes);
}

std::optional<std::string> encodedCsv(std::string_view utf8, CsvEncoding encoding)
{
    switch (encoding) {
    case CsvEncoding::Utf8:
        return std::string(utf8);
    case CsvEncoding::Utf8WithMark:
        return std::string(utf8Mark).append(utf8);
    case CsvEncoding::Utf16Le:
        return toUtf16(utf8, false);
    case CsvEncoding::Utf16Be:
        return toUtf16(utf8, true);
    case CsvEncoding::Latin1:
        break;
    }
    return toLatin1(utf8);
}

} // namespace api
