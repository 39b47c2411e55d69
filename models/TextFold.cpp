// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/TextFold.h"

#include <QChar>
#include <QString>

#include <algorithm>
#include <array>
#include <bit>

namespace models {

namespace {

constexpr char32_t nothing = 0; // a combining mark folds to this
constexpr char32_t replacement = 0xFFFD;
constexpr char32_t tableEnd = 0x250; // Latin 1 to Latin Extended B

char32_t computeFold(char32_t c)
{
    if (QChar::category(c) == QChar::Mark_NonSpacing)
        return nothing;
    // A letter with two accents decomposes in steps.
    for (int i = 0; i < 4; ++i) {
        const auto tag = QChar::decompositionTag(c);
        if (tag != QChar::Canonical)
            break;
        const QString parts = QChar::decomposition(c);
        const QList<uint> points = parts.toUcs4();
        if (points.isEmpty() || points.first() == c)
            break;
        c = points.first();
    }
    return QChar::toCaseFolded(c);
}

char32_t fold(char32_t c)
{
    static const auto table = [] {
        std::array<char32_t, tableEnd> folds{};
        for (char32_t i = 0; i < tableEnd; ++i)
            folds[i] = i < 0x20 || i == 0x7F ? U' ' : computeFold(i);
        return folds;
    }();
    return c < tableEnd ? table[c] : computeFold(c);
}

/// Takes one character off the front.
char32_t takeCharacter(std::string_view &text)
{
    const auto first = std::uint8_t(text.front());
    text.remove_prefix(1);
    if (first < 0x80)
        return first;
    const int length = std::countl_one(first);
    if (length < 2 || length > 4)
        return replacement;
    char32_t c = first & (0x7Fu >> length);
    for (int i = 1; i < length; ++i) {
        if (text.empty() || (std::uint8_t(text.front()) & 0xC0) != 0x80)
            return replacement;
        c = (c << 6) | (std::uint8_t(text.front()) & 0x3F);
        text.remove_prefix(1);
    }
    return c > 0x10FFFF ? replacement : c;
}

/// Writes @p c as UTF-8; the number of bytes.
int encode(char32_t c, char *out)
{
    if (c < 0x80) {
        out[0] = char(c);
        return 1;
    }
    if (c < 0x800) {
        out[0] = char(0xC0 | (c >> 6));
        out[1] = char(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = char(0xE0 | (c >> 12));
        out[1] = char(0x80 | ((c >> 6) & 0x3F));
        out[2] = char(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = char(0xF0 | (c >> 18));
    out[1] = char(0x80 | ((c >> 12) & 0x3F));
    out[2] = char(0x80 | ((c >> 6) & 0x3F));
    out[3] = char(0x80 | (c & 0x3F));
    return 4;
}

void appendFoldedSlowly(std::string &out, std::string_view text)
{
    while (!text.empty()) {
        const char32_t c = fold(takeCharacter(text));
        if (c == nothing)
            continue;
        char bytes[4];
        out.append(bytes, std::size_t(encode(c, bytes)));
    }
}

constexpr auto asciiFold = [] {
    std::array<std::uint8_t, 128> folds{};
    for (std::size_t i = 0; i < folds.size(); ++i) {
        const bool isUpper = i >= 'A' && i <= 'Z';
        folds[i] = std::uint8_t(i < 0x20 || i == 0x7F ? ' ' : isUpper ? i + 32 : i);
    }
    return folds;
}();

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Takes a run of digits off the front and writes how many there are, then two digits a byte.
std::size_t writeDigits(std::span<std::uint8_t> out, std::string_view &text)
{
    const auto end = std::ranges::find_if_not(text, isDigit);
    std::string_view digits(text.begin(), end);
    text.remove_prefix(digits.size());
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));

    std::size_t used = 0;
    const auto write = [&](std::size_t byte) {
        if (used < out.size())
            out[used++] = std::uint8_t(byte);
    };
    // Longer numbers are greater. Up to eight digits '0' + length says it, then '9' and a byte.
    write('0' + std::min<std::size_t>(digits.size(), 9));
    if (digits.size() >= 9)
        write(std::min<std::size_t>(digits.size(), 255));
    for (std::size_t i = 0; i < digits.size() && used < out.size(); i += 2) {
        const int high = digits[i] - '0';
        const int low = i + 1 < digits.size() ? digits[i + 1] - '0' : 0;
        write(std::size_t(high * 10 + low + 1));
    }
    return used;
}

} // namespace

void appendFolded(std::string &out, std::string_view utf8)
{
    const std::size_t before = out.size();
    unsigned seen = 0;
    out.resize_and_overwrite(before + utf8.size(), [&](char *buffer, std::size_t size) {
        char *to = buffer + before;
        for (std::size_t i = 0; i < utf8.size(); ++i) {
            const auto c = std::uint8_t(utf8[i]);
            const std::uint8_t lower = c | (std::uint8_t(c - 'A') < 26 ? 0x20 : 0);
            seen |= c;
            to[i] = char(c < 0x20 || c == 0x7F ? ' ' : lower);
        }
        return size;
    });
    if (seen < 0x80)
        return;
    out.resize(before);
    appendFoldedSlowly(out, utf8);
}

std::string folded(std::string_view utf8)
{
    std::string text;
    appendFolded(text, utf8);
    return text;
}

std::size_t writeNaturalKey(std::span<std::uint8_t> out, std::string_view utf8)
{
    std::size_t used = 0;
    while (!utf8.empty() && used < out.size()) {
        const char first = utf8.front();
        if (isDigit(first)) {
            used += writeDigits(out.subspan(used), utf8);
            continue;
        }
        if (std::uint8_t(first) < 0x80) {
            out[used++] = asciiFold[std::uint8_t(first)];
            utf8.remove_prefix(1);
            continue;
        }
        const char32_t c = fold(takeCharacter(utf8));
        if (c == nothing)
            continue;
        char bytes[4];
        const int length = encode(c, bytes);
        for (int i = 0; i < length && used < out.size(); ++i)
            out[used++] = std::uint8_t(bytes[i]);
    }
    return used;
}

} // namespace models
