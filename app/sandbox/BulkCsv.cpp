// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/BulkCsv.h"

#include "app/json/Document.h"
#include "app/json/Writer.h"

#include <QByteArrayView>
#include <QString>

#include <algorithm>

namespace sandbox {

namespace {

constexpr std::size_t maximumColumns = 500;
constexpr int maximumNesting = 8;

std::string atLine(std::size_t line, std::string_view what)
{
    return "Line " + std::to_string(line) + ": " + std::string(what);
}

void writeCell(json::Writer &writer, const std::string &cell, const api::SchemaPtr &schema)
{
    using Type = api::Schema::Type;
    const Type type = schema ? schema->type : Type::Any;
    if (type != Type::String && type != Type::Any && type != Type::Null) {
        const auto value = json::Document::parse(cell, {.maxDepth = 50});
        const json::Value root = value ? value->root() : json::Value();
        const bool fits = (type == Type::Boolean && root.isBoolean()) ||
                          ((type == Type::Integer || type == Type::Number) && root.isNumber()) ||
                          (type == Type::Array && root.isArray()) ||
                          (type == Type::Object && root.isObject());
        if (root && fits) {
            writer.value(root);
            return;
        }
    }
    writer.string(cell);
}

} // namespace

CsvReader::CsvReader(std::string text)
    : m_text(std::move(text))
{
    if (m_text.starts_with("\xef\xbb\xbf"))
        m_at = 3;
}

bool CsvReader::skipLineEnd()
{
    if (peek() == '\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '\n')
        m_at += 2;
    else if (m_at < m_text.size() && (peek() == '\n' || peek() == '\r'))
        ++m_at;
    else
        return false;
    ++m_line;
    return true;
}

std::string CsvReader::plainCell()
{
    const std::size_t start = m_at;
    m_at = std::min(m_text.find_first_of(",\r\n", m_at), m_text.size());
    return m_text.substr(start, m_at - start);
}

std::expected<std::string, std::string> CsvReader::quotedCell()
{
    const std::size_t firstLine = m_line;
    std::string cell;
    ++m_at;
    while (m_at < m_text.size()) {
        const std::size_t stop = std::min(m_text.find_first_of("\"\r\n", m_at), m_text.size());
        cell.append(m_text, m_at, stop - m_at);
        m_at = stop;
        const std::size_t before = m_at;
        if (skipLineEnd()) {
            cell.append(m_text, before, m_at - before);
        } else if (m_at < m_text.size()) {
            ++m_at;
            if (peek() != '"' || m_at >= m_text.size())
                return cell;
            cell.push_back('"');
            ++m_at;
        }
    }
    return std::unexpected(atLine(firstLine, "a quoted cell has no closing quote."));
}

std::expected<std::optional<CsvReader::Row>, std::string> CsvReader::next()
{
    while (skipLineEnd()) {
    }
    if (m_at >= m_text.size())
        return std::optional<Row>();
    Row row;
    row.line = m_line;
    for (;;) {
        if (row.cells.size() >= maximumColumns)
            return std::unexpected(atLine(row.line, "there are too many cells."));
        if (peek() == '"') {
            auto cell = quotedCell();
            if (!cell)
                return std::unexpected(cell.error());
            row.cells.push_back(std::move(*cell));
        } else {
            row.cells.push_back(plainCell());
            if (row.cells.back().contains('"')) {
                return std::unexpected(
                    atLine(m_line, "a quote stands inside a cell that is not quoted."));
            }
        }
        if (m_at >= m_text.size() || skipLineEnd())
            return row;
        if (peek() != ',')
            return std::unexpected(atLine(m_line, "text follows the closing quote of a cell."));
        ++m_at;
    }
}

std::expected<CsvColumns, std::string> CsvColumns::fromHeader(const std::vector<std::string> &cells,
                                                              const api::SchemaPtr &schema)
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
    if (std::ranges::count(name, '.') >= maximumNesting)
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
            const api::Property *property =
                node->schema ? node->schema->property(QString::fromStdString(part)) : nullptr;
            node->children.push_back(
                {part, {}, property ? property->schema : api::SchemaPtr(), {}});
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

bool CsvColumns::hasContent(const Node &node, const std::vector<std::string> &cells)
{
    if (node.column)
        return !cells[*node.column].empty();
    return std::ranges::any_of(node.children,
                               [&](const Node &child) { return hasContent(child, cells); });
}

void CsvColumns::write(json::Writer &writer, const Node &node,
                       const std::vector<std::string> &cells)
{
    if (node.column) {
        writeCell(writer, cells[*node.column], node.schema);
        return;
    }
    writer.beginObject();
    for (const Node &child : node.children) {
        if (hasContent(child, cells)) {
            writer.name(child.name);
            write(writer, child, cells);
        }
    }
    writer.endObject();
}

std::expected<std::string, std::string>
CsvColumns::toJson(const std::vector<std::string> &cells) const
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
    write(writer, m_root, cells);
    return writer.take();
}

} // namespace sandbox
