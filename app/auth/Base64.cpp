// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/Base64.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace auth::base64 {

namespace {

constexpr std::string_view standardLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view urlLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t foreign = 0xff;

using Table = std::array<std::uint8_t, 256>;

constexpr Table tableOf(std::string_view letters)
{
    Table table{};
    table.fill(foreign);
    for (std::size_t i = 0; i < letters.size(); ++i)
        table[static_cast<unsigned char>(letters[i])] = static_cast<std::uint8_t>(i);
    return table;
}

constexpr Table standardTable = tableOf(standardLetters);
constexpr Table urlTable = tableOf(urlLetters);

std::uint32_t byteAt(QByteArrayView bytes, qsizetype i)
{
    return static_cast<unsigned char>(bytes[i]);
}

} // namespace

void encode(QByteArrayView bytes, Alphabet alphabet, char *out)
{
    const char *letters = alphabet == Alphabet::Url ? urlLetters.data() : standardLetters.data();
    qsizetype i = 0;
    for (; i + 3 <= bytes.size(); i += 3) {
        const std::uint32_t group =
            byteAt(bytes, i) << 16 | byteAt(bytes, i + 1) << 8 | byteAt(bytes, i + 2);
        *out++ = letters[group >> 18];
        *out++ = letters[group >> 12 & 63];
        *out++ = letters[group >> 6 & 63];
        *out++ = letters[group & 63];
    }
    const qsizetype left = bytes.size() - i;
    if (left == 0)
        return;
    const std::uint32_t group =
        byteAt(bytes, i) << 16 | (left == 2 ? byteAt(bytes, i + 1) << 8 : 0);
    *out++ = letters[group >> 18];
    *out++ = letters[group >> 12 & 63];
    if (left == 2)
        *out++ = letters[group >> 6 & 63];
}

void append(QByteArray &text, QByteArrayView bytes, Alphabet alphabet)
{
    const qsizetype start = text.size();
    text.resize(start + encodedSize(bytes.size()));
    encode(bytes, alphabet, text.data() + start);
}

Outcome decode(QByteArrayView text, Alphabet alphabet, char *out)
{
    const Table &table = alphabet == Alphabet::Url ? urlTable : standardTable;
    // A letter stands for six bits: one that is foreign shows in what all have together.
    std::uint32_t all = 0;
    for (qsizetype i = 0; i < text.size(); ++i)
        all |= table[byteAt(text, i)];
    for (qsizetype i = 0; all > 63 && i < text.size(); ++i) {
        if (table[byteAt(text, i)] == foreign)
            return {Problem::Character, i};
    }
    if (text.size() % 4 == 1)
        return {Problem::Length, text.size()};

    qsizetype i = 0;
    for (; i + 4 <= text.size(); i += 4) {
        const std::uint32_t group = std::uint32_t{table[byteAt(text, i)]} << 18 |
                                    std::uint32_t{table[byteAt(text, i + 1)]} << 12 |
                                    std::uint32_t{table[byteAt(text, i + 2)]} << 6 |
                                    std::uint32_t{table[byteAt(text, i + 3)]};
        *out++ = static_cast<char>(group >> 16);
        *out++ = static_cast<char>(group >> 8 & 0xff);
        *out++ = static_cast<char>(group & 0xff);
    }
    std::uint32_t bits = 0;
    int held = 0;
    for (; i < text.size(); ++i) {
        bits = (bits << 6 | table[byteAt(text, i)]) & 0xffff;
        held += 6;
        if (held >= 8) {
            held -= 8;
            *out++ = static_cast<char>(bits >> held & 0xff);
        }
    }
    if ((bits & ((1u << held) - 1)) != 0)
        return {Problem::UnusedBits, text.size() - 1};
    return {};
}

} // namespace auth::base64
