// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/auth: base64 into buffers of the caller's choice, so that keys can stay in secure
// memory.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>

namespace auth::base64 {

enum class Alphabet { Standard, Url };

/// Characters that @p bytes bytes become, without padding.
constexpr qsizetype encodedSize(qsizetype bytes)
{
    return bytes / 3 * 4 + (bytes % 3 == 0 ? 0 : bytes % 3 + 1);
}
/// Bytes that @p characters characters become, without padding.
constexpr qsizetype decodedSize(qsizetype characters)
{
    return characters / 4 * 3 + (characters % 4 == 0 ? 0 : characters % 4 - 1);
}

/// Writes encodedSize(bytes.size()) characters to @p out; no padding.
void encode(QByteArrayView bytes, Alphabet alphabet, char *out);
/// Appends them to @p text.
void append(QByteArray &text, QByteArrayView bytes, Alphabet alphabet);

enum class Problem { None, Character, Length, UnusedBits };
struct Outcome
{
    Problem problem = Problem::None;
    qsizetype position = 0; ///< of the character at fault
};
/// Writes decodedSize(text.size()) bytes to @p out, unless there is a problem. Strict: no padding,
/// no white space, a possible length, unused bits zero (RFC 4648 3.5).
Outcome decode(QByteArrayView text, Alphabet alphabet, char *out);

} // namespace auth::base64
