// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Schema.h"
#include "app/api/csv/CsvWriter.h"
#include "app/json/Value.h"

#include <QString>

#include <string>
#include <vector>

namespace models {

/// Resources as rows of a CSV file that reads back as the same resources: a column for each member
/// that any of them has, nested ones dotted; arrays, and objects that no dotted names can tell, as
/// JSON in one cell. Null and an empty text are an empty cell. Show it all rows with look(), then
/// write them.
class FlatRows
{
public:
    enum class Secrets { Left, Written };

    /// The id comes first, where there is one.
    FlatRows(api::SchemaPtr schema, QString idProperty, Secrets secrets);

    void look(json::Value row);
    /// Dotted names; at most CsvReader::maximumColumns, the rest are leftOut().
    const std::vector<std::string> &columns();
    int leftOut() const { return m_leftOut; }

    void writeHeader(api::CsvWriter &out);
    void writeRow(api::CsvWriter &out, json::Value row);

private:
    struct Node
    {
        std::string name;
        bool whole = false; ///< a value somewhere: one cell, whatever it is elsewhere
        api::SchemaPtr schema;
        std::vector<Node> children;
    };
    struct Leaf
    {
        std::vector<std::string> path;
        api::SchemaPtr schema;
    };
    void look(Node &node, json::Value value, int depth);
    static bool canNest(json::Value object);
    void collect(const Node &node, std::vector<std::string> path);
    void decide();
    std::string cellText(const Leaf &leaf, json::Value row) const;

    Node m_root;
    std::string m_idProperty;
    Secrets m_secrets;
    std::vector<Leaf> m_leaves;
    std::vector<std::string> m_columns;
    int m_leftOut = 0;
    bool m_decided = false;
};

} // namespace models
