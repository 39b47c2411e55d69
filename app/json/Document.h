// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Value.h"

#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace json {

/// Why a text is not JSON. Line and column count from 1; column and offset count bytes.
struct ParseError
{
    std::string message;
    std::size_t offset = 0;
    std::size_t line = 0;
    std::size_t column = 0;
    /// "line 3, column 7: unexpected character"
    std::string toString() const;
};

struct ParseOptions
{
    /// Deeper nesting is refused, with a message that says so.
    std::size_t maxDepth = 1000;
    /// Refuse an object that names a member twice (tokens, patch operations).
    bool refuseDuplicateNames = false;
};

/// A parsed, immutable JSON text (RFC 8259, strict). Keeps member order, duplicate names and
/// numbers as written. Copies share the parsed text; reading from several threads is safe.
class Document
{
public:
    /// An absent root.
    Document() = default;

    /// Parses a copy of @p text.
    static std::expected<Document, ParseError> parse(std::string_view text,
                                                     const ParseOptions &options = {});
    /// Parses inside @p buffer, which the document keeps: no second copy of the text. For large
    /// replies. Four bytes of spare capacity in the buffer save moving it.
    static std::expected<Document, ParseError> parseInPlace(std::string &&buffer,
                                                            const ParseOptions &options = {});

    Value root() const;
    explicit operator bool() const { return static_cast<bool>(root()); }
    std::string serialize(Style style = Style::Compact) const { return root().serialize(style); }

    /// Private to app/json.
    struct Data;

private:
    std::shared_ptr<const Data> m_data;
};

} // namespace json
