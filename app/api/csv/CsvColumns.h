// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Schema.h"
#include "app/json/Value.h"

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace json {
class Writer;
}

namespace api {

/// The header row of a table of resources, as the platform's bulk format has it: each column names
/// a property, a nested one with dots ("authorized.domain"). Turns the rows below it into JSON
/// objects.
class CsvColumns
{
public:
    /// The error is a sentence: an empty or repeated name, a property that is both a value and an
    /// object, names nested too deep.
    static std::expected<CsvColumns, std::string> fromHeader(const std::vector<std::string> &cells,
                                                             const SchemaPtr &schema);
    static constexpr int maximumNesting = 8;

    /// What the cells of a column become, instead of what the schema says.
    void setType(std::size_t column, Schema::Type type);

    /// An empty cell leaves its property out. Cells become what the schema says: numbers, true and
    /// false, arrays and objects as JSON; what does not read as such stays text, for validation to
    /// name. With a @p base, an object, the result is that with what the cells say: an empty cell
    /// leaves its member as it is there.
    std::expected<std::string, std::string> toJson(const std::vector<std::string> &cells,
                                                   json::Value base = {}) const;

private:
    struct Node
    {
        std::string name;
        std::optional<std::size_t> column; // absent: an object of the children
        SchemaPtr schema;                  // may be null
        Schema::Type type = Schema::Type::Any;
        std::vector<Node> children;
    };
    static std::optional<std::string> place(Node &root, std::string_view name, std::size_t column);
    static Node *nodeOf(Node &node, std::size_t column);
    static bool hasContent(const Node &node, const std::vector<std::string> &cells);
    static void write(json::Writer &writer, const Node &node, const std::vector<std::string> &cells,
                      json::Value base);

    Node m_root;
    std::size_t m_count = 0;
};

} // namespace api
