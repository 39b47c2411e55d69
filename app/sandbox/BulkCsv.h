// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Schema.h"

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace json {
class Writer;
}

namespace sandbox {

/// Reads CSV row by row (RFC 4180): quoted cells with doubled quotes, commas and line ends inside;
/// CRLF, LF or CR; a byte order mark is skipped, empty lines are left out.
class CsvReader
{
public:
    explicit CsvReader(std::string text);

    struct Row
    {
        std::vector<std::string> cells;
        std::size_t line = 0; ///< where it begins, from 1
    };
    /// The next row; nothing at the end. The error is a sentence with the line; reading can't go on
    /// after it.
    std::expected<std::optional<Row>, std::string> next();

private:
    std::expected<std::string, std::string> quotedCell();
    std::string plainCell();
    bool skipLineEnd();
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    std::string m_text;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
};

/// The header row of a bulk file: each column names a property, a nested one with dots
/// ("authorized.domain"). Turns the rows below it into JSON objects.
class CsvColumns
{
public:
    /// The error is a sentence: an empty or repeated name, a property that is both a value and an
    /// object, names nested too deep.
    static std::expected<CsvColumns, std::string> fromHeader(const std::vector<std::string> &cells,
                                                             const api::SchemaPtr &schema);

    /// An empty cell leaves its property out. Cells become what the schema says: numbers, true and
    /// false, arrays and objects as JSON; what does not read as such stays text, for validation to
    /// name.
    std::expected<std::string, std::string> toJson(const std::vector<std::string> &cells) const;

private:
    struct Node
    {
        std::string name;
        std::optional<std::size_t> column; // absent: an object of the children
        api::SchemaPtr schema;             // may be null
        std::vector<Node> children;
    };
    static std::optional<std::string> place(Node &root, std::string_view name, std::size_t column);
    static bool hasContent(const Node &node, const std::vector<std::string> &cells);
    static void write(json::Writer &writer, const Node &node,
                      const std::vector<std::string> &cells);

    Node m_root;
    std::size_t m_count = 0;
};

} // namespace sandbox
