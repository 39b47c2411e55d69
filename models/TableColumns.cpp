// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/TableColumns.h"

#include "app/api/SecretNames.h"
#include "models/CellText.h"

#include <QSet>

#include <algorithm>
#include <unordered_set>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr int deepestSchema = 8; // a schema that contains itself has no end
constexpr std::size_t mostGuesses = 256;

/// The schema of a member at a dotted path; null when none describes it.
api::SchemaPtr schemaAt(const api::SchemaPtr &schema, const QString &path)
{
    api::SchemaPtr at = schema;
    for (const QString &name : path.split(u'.')) {
        const api::Property *property = at ? at->property(name) : nullptr;
        if (!property)
            return {};
        at = property->schema;
    }
    return at;
}

bool hasSecret(const api::SchemaPtr &schema, int depth = 0)
{
    if (!schema || depth > deepestSchema)
        return false;
    if (schema->secret || hasSecret(schema->items, depth + 1))
        return true;
    return std::ranges::any_of(schema->properties, [depth](const api::Property &property) {
        return hasSecret(property.schema, depth + 1);
    });
}

bool isQuantity(const api::SchemaPtr &schema, const QString &renderer)
{
    if (renderer == "time"_L1 || renderer.startsWith("duration"_L1) || renderer == "bytes"_L1)
        return true;
    return schema && renderer.isEmpty() &&
           (schema->type == api::Schema::Type::Integer ||
            schema->type == api::Schema::Type::Number);
}

} // namespace

TableColumns::TableColumns(const api::ResourceType &type)
    : m_schema(type.schema)
{
    for (const api::Column &column : type.columns)
        add(column);
    m_described = int(m_list.size());
}

void TableColumns::add(const api::Column &described)
{
    api::Column column = described;
    const api::SchemaPtr schema = schemaAt(m_schema, column.property);
    if (schema && column.renderer.isEmpty()) {
        const bool isTime = schema->renderer.isEmpty() && schema->format == "date-time"_L1;
        column.renderer = isTime ? u"time"_s : schema->renderer;
    }
    column.renderer = cellRenderer(column.renderer, schema ? schema->unit : column.unit);
    Details details;
    details.path = column.property.toStdString();
    details.dotted = column.property.contains(u'.') || column.property.isEmpty();
    details.description = schema ? schema->description : QString();
    details.secret = isSecretProperty(column.property);
    details.rightAligned = isQuantity(schema, column.renderer);
    m_list += column;
    m_details.push_back(std::move(details));
}

int TableColumns::indexOf(const QString &property) const
{
    const auto at = std::ranges::find(m_list, property, &api::Column::property);
    return at == m_list.end() ? -1 : int(at - m_list.begin());
}

bool TableColumns::isSecretProperty(const QString &property) const
{
    // Also below a secret: what is inside one is one.
    for (qsizetype dot = property.indexOf(u'.'); dot >= 0; dot = property.indexOf(u'.', dot + 1)) {
        const api::SchemaPtr parent = schemaAt(m_schema, property.first(dot));
        if (parent && parent->secret)
            return true;
    }
    const api::SchemaPtr schema = schemaAt(m_schema, property);
    if (schema)
        return hasSecret(schema);
    return api::isSecretPointer(property.toStdString());
}

json::Value TableColumns::cell(json::Value row, int column) const
{
    const Details &details = m_details[std::size_t(column)];
    return details.dotted ? memberAt(row, std::string_view(details.path)) : row[details.path];
}

std::vector<std::string> TableColumns::unknownMembers(std::span<const json::Value> rows,
                                                      std::size_t limit) const
{
    std::unordered_set<std::string> known;
    for (const Details &details : m_details) {
        known.insert(details.path);
        known.insert(details.path.substr(0, details.path.find('.')));
    }
    std::vector<std::string> found;
    std::vector<std::string_view> expected; // seen at that place in the row before, and known since
    for (const json::Value row : rows) {
        std::size_t place = 0;
        for (const auto [name, value] : row.members()) {
            if (place < expected.size() && expected[place] == name) {
                ++place;
                continue;
            }
            if (place < mostGuesses) {
                expected.resize(std::max(expected.size(), place + 1));
                expected[place] = name;
            }
            ++place;
            if (known.insert(std::string(name)).second)
                found.emplace_back(name);
            if (found.size() >= limit)
                return found;
        }
    }
    return found;
}

void TableColumns::appendExtras(const std::vector<std::string> &names)
{
    for (const std::string &name : names) {
        api::Column column;
        column.property = QString::fromStdString(name);
        const api::SchemaPtr schema = schemaAt(m_schema, column.property);
        column.title = schema && !schema->title.isEmpty() ? schema->title : column.property;
        column.visible = false;
        add(column);
        // A dot in it is part of its name.
        m_details.back().dotted = false;
    }
}

CellReader::CellReader(const TableColumns &columns)
    : m_columns(&columns)
    , m_cells(std::size_t(columns.count()))
{
    for (int column = 0; column < columns.count(); ++column) {
        if (columns.m_details[std::size_t(column)].dotted)
            m_dotted.push_back(column);
    }
}

int CellReader::columnOf(std::string_view name) const
{
    const auto &details = m_columns->m_details;
    const auto at = std::ranges::find_if(details, [name](const TableColumns::Details &column) {
        return !column.dotted && column.path == name;
    });
    return at == details.end() ? -1 : int(at - details.begin());
}

std::span<const json::Value> CellReader::read(json::Value row)
{
    std::ranges::fill(m_cells, json::Value());
    std::size_t place = 0;
    for (const auto [name, value] : row.members()) {
        int column = -1;
        if (place < m_guesses.size() && m_guesses[place].name == name) {
            column = m_guesses[place].column;
        } else {
            column = columnOf(name);
            if (place < mostGuesses) {
                m_guesses.resize(std::max(m_guesses.size(), place + 1));
                m_guesses[place] = {name, column};
            }
        }
        ++place;
        if (column >= 0)
            m_cells[std::size_t(column)] = value;
    }
    for (const int column : m_dotted)
        m_cells[std::size_t(column)] = m_columns->cell(row, column);
    return m_cells;
}

} // namespace models
