// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/csv/CsvColumns.h"

#include "app/json/Document.h"
#include "app/json/Writer.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <algorithm>

namespace api {

namespace {

/// Spreadsheets write TRUE and FALSE.
std::optional<bool> booleanOf(const std::string &cell)
{
    const QByteArray lower = QByteArray::fromStdString(cell).toLower();
    if (lower == "true" || lower == "false")
        return lower == "true";
    return std::nullopt;
}

void writeCell(json::Writer &writer, const std::string &cell, Schema::Type type)
{
    using enum Schema::Type;
    if (type == Boolean) {
        if (const auto value = booleanOf(cell)) {
            writer.boolean(*value);
            return;
        }
    } else if (type != String && type != Any && type != Null) {
        const auto value = json::Document::parse(cell, {.maxDepth = 50});
        const json::Value root = value ? value->root() : json::Value();
        const bool fits = ((type == Integer || type == Number) && root.isNumber()) ||
                          (type == Array && root.isArray()) || (type == Object && root.isObject());
        if (root && fits) {
            writer.value(root);
            return;
        }
    }
    writer.string(cell);
}

} // namespace

std::expected<CsvColumns, std::string> CsvColumns::fromHeader(const std::vector<std::string> &cells,
                                                              const SchemaPtr &schema)
{
    CsvColumns columns;
    columns.m_root.schema = schema;
    columns.m_count = cells.size();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (auto problem = place(columns.m_root, cells[i], i))
            return std::unexpected("Column " + std::to_string(i + 1) + ": " + *problem);
    }
    return columns;
}

std::optional<std::string> CsvColumns::place(Node &root, std::string_view name, std::size_t column)
{
    if (!QByteArrayView(name.data(), static_cast<qsizetype>(name.size())).isValidUtf8())
        return "the name is not UTF-8.";
    if (std::ranges::count(name, '.') >= CsvColumns::maximumNesting)
        return "the name is nested too deep.";
    Node *node = &root;
    for (std::string_view rest = name;;) {
        const std::size_t dot = rest.find('.');
        const std::string part(rest.substr(0, dot));
        if (part.empty())
            return "the name, or a part of it, is empty.";
        if (node->column)
            return "a property can't be a value and an object at once.";
        auto child = std::ranges::find(node->children, part, &Node::name);
        if (child == node->children.end()) {
            const Property *property =
                node->schema ? node->schema->property(QString::fromStdString(part)) : nullptr;
            node->children.push_back({.name = part,
                                      .column = {},
                                      .schema = property ? property->schema : SchemaPtr(),
                                      .type = property ? property->schema->type : Schema::Type::Any,
                                      .children = {}});
            child = node->children.end() - 1;
        } else if (dot == std::string_view::npos) {
            return child->column ? "the name occurs twice."
                                 : "a property can't be a value and an object at once.";
        }
        node = &*child;
        if (dot == std::string_view::npos)
            break;
        rest.remove_prefix(dot + 1);
    }
    node->column = column;
    return {};
}

CsvColumns::Node *CsvColumns::nodeOf(Node &node, std::size_t column)
{
    if (node.column == column)
        return &node;
    for (Node &child : node.children) {
        if (Node *found = nodeOf(child, column))
            return found;
    }
    return nullptr;
}

void CsvColumns::setType(std::size_t column, Schema::Type type)
{
    if (Node *node = nodeOf(m_root, column))
        node->type = type;
}

bool CsvColumns::hasContent(const Node &node, const std::vector<std::string> &cells)
{
    if (node.column)
        return !cells[*node.column].empty();
    return std::ranges::any_of(node.children,
                               [&](const Node &child) { return hasContent(child, cells); });
}

void CsvColumns::write(json::Writer &writer, const Node &node,
                       const std::vector<std::string> &cells, json::Value base)
{
    if (node.column) {
        writeCell(writer, cells[*node.column], node.type);
        return;
    }
    writer.beginObject();
    for (const auto [name, member] : base.members()) {
        const auto child = std::ranges::find(node.children, name, &Node::name);
        writer.name(name);
        if (child != node.children.end() && hasContent(*child, cells))
            write(writer, *child, cells, member);
        else
            writer.value(member);
    }
    for (const Node &child : node.children) {
        if (!base[child.name] && hasContent(child, cells)) {
            writer.name(child.name);
            write(writer, child, cells, {});
        }
    }
    writer.endObject();
}

std::expected<std::string, std::string> CsvColumns::toJson(const std::vector<std::string> &cells,
                                                           json::Value base) const
{
    if (cells.size() != m_count) {
        return std::unexpected("it has " + std::to_string(cells.size()) + " cells, the header " +
                               std::to_string(m_count) + ".");
    }
    const bool isText = std::ranges::all_of(cells, [](const std::string &cell) {
        return QByteArrayView(cell.data(), static_cast<qsizetype>(cell.size())).isValidUtf8();
    });
    if (!isText)
        return std::unexpected("it is not UTF-8.");
    json::Writer writer;
    write(writer, m_root, cells, base);
    return writer.take();
}

} // namespace api
