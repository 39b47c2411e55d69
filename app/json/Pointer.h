// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Value.h"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace json {

/// A JSON Pointer (RFC 6901), kept as its unescaped reference tokens.
class Pointer
{
public:
    /// The whole document.
    Pointer() = default;
    explicit Pointer(std::vector<std::string> tokens)
        : m_tokens(std::move(tokens))
    {
    }

    /// Parses "" or "/a~1b/0". The error says what is wrong and where: no leading slash, a bare
    /// "~".
    static std::expected<Pointer, std::string> parse(std::string_view text);

    const std::vector<std::string> &tokens() const { return m_tokens; }
    bool isRoot() const { return m_tokens.empty(); }
    Pointer child(std::string_view token) const;
    Pointer parent() const;
    /// True when this lies strictly below @p other.
    bool isBelow(const Pointer &other) const;
    std::string toString() const;

    /// The value that it points to; absent when there is none. "-" points to nothing (RFC 6901 4).
    Value resolve(Value root) const;

    bool operator==(const Pointer &) const = default;

private:
    std::vector<std::string> m_tokens;
};

/// "/" -> "~1", "~" -> "~0".
std::string escapedToken(std::string_view token);

/// An array index (RFC 6901 4): digits only, no leading zero, no sign. Nothing when @p token is not
/// one.
std::optional<std::size_t> arrayIndex(std::string_view token);

} // namespace json
