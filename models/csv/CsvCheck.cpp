// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvCheck.h"

#include "models/CellText.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr std::size_t rowsToGuessBy = 1000;

api::Schema::Type typeOf(json::Value value)
{
    switch (value.type()) {
    case json::Type::Boolean:
        return api::Schema::Type::Boolean;
    case json::Type::Number:
        return api::Schema::Type::Number;
    case json::Type::Array:
        return api::Schema::Type::Array;
    case json::Type::Object:
        return api::Schema::Type::Object;
    case json::Type::String:
    case json::Type::Null:
        break;
    }
    return api::Schema::Type::String;
}

} // namespace

std::shared_ptr<const CsvCheck::Existing> CsvCheck::index(RowSnapshot snapshot,
                                                          const api::ResourceType &type)
{
    auto existing = std::make_shared<Existing>();
    existing->snapshot = std::move(snapshot);
    existing->byId.reserve(existing->snapshot.rows.size());
    const std::string id = type.idProperty.toStdString();
    for (const json::Value row : existing->snapshot.rows) {
        if (const std::string_view text = row[id].text(); !text.empty())
            existing->byId.emplace(text, row);
    }
    return existing;
}

CsvCheck::CsvCheck(const api::ResourceType &type, const CsvMapping &mapping,
                   std::shared_ptr<const Existing> existing, Abilities abilities)
    : m_type(type)
    , m_mapping(mapping)
    , m_existing(std::move(existing))
    , m_abilities(std::move(abilities))
    , m_names(mapping.names())
    , m_idColumn(mapping.columnOf(type.idProperty))
{
    if (auto columns = api::CsvColumns::fromHeader(m_names, type.schema))
        m_columns = std::move(*columns);
    for (int column = 0; column < int(mapping.properties.size()); ++column) {
        if (!mapping.properties.at(column).isEmpty())
            m_sources.push_back(column);
    }
    m_cells.resize(m_names.size());
    for (const CsvMapping::Constant &constant : mapping.constants) {
        m_constants.push_back(constant.text.toStdString());
        m_sources.push_back(-1);
    }
    decideTypes();
}

/// What no schema describes is of the type that the resources have there.
void CsvCheck::decideTypes()
{
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        const api::Schema *schema =
            m_type.schema ? m_type.schema->at(QString::fromStdString(m_names[i])) : nullptr;
        if (schema && schema->type != api::Schema::Type::Any)
            continue;
        const auto &rows = m_existing->snapshot.rows;
        for (std::size_t row = 0; row < std::min(rows.size(), rowsToGuessBy); ++row) {
            const json::Value value = memberAt(rows[row], std::string_view(m_names[i]));
            if (value && !value.isNull()) {
                m_columns.setType(i, typeOf(value));
                break;
            }
        }
    }
}

std::string_view CsvCheck::idOf(const CsvTable &table, int row) const
{
    return m_idColumn < 0 ? std::string_view() : table.cell(row, m_idColumn);
}

json::Value CsvCheck::existing(std::string_view id) const
{
    const auto found = m_existing->byId.find(id);
    return found == m_existing->byId.end() ? json::Value() : found->second;
}

void CsvCheck::fillCells(const CsvTable &table, int row)
{
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if (m_sources[i] >= 0)
            m_cells[i] = table.cell(row, m_sources[i]);
        else
            m_cells[i] = m_constants[i - (m_sources.size() - m_constants.size())];
    }
}

/// As it is exported: see FlatRows.
bool CsvCheck::isAsWritten(json::Value value, std::string_view cell)
{
    switch (value ? value.type() : json::Type::Null) {
    case json::Type::String:
    case json::Type::Number:
        return value.text() == cell;
    case json::Type::Boolean:
        return cell == (*value.boolean() ? "true" : "false");
    case json::Type::Array:
    case json::Type::Object:
        return value.serialize() == cell;
    case json::Type::Null:
        break;
    }
    return false;
}

/// Cells that are as the resource has it become empty: they say nothing.
void CsvCheck::compare(json::Value resource, Outcome &outcome)
{
    bool differs = false;
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        if (m_cells[i].empty())
            continue;
        if (isAsWritten(memberAt(resource, std::string_view(m_names[i])), m_cells[i]))
            m_cells[i].clear();
        else
            differs = true;
    }
    if (!differs)
        return;
    const auto text = m_columns.toJson(m_cells);
    auto document = text ? json::Document::parse(*text) : json::Document();
    if (!text || !document) {
        outcome.problems.append(
            {.sentence = tr("The cells can't be read: %1")
                             .arg(text ? tr("a value is nested too deep.")
                                       : QString::fromStdString(text.error()))});
        return;
    }
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        if (m_cells[i].empty())
            continue;
        const std::string_view name = m_names[i];
        if (json::equal(memberAt(resource, name), memberAt(document->root(), name)))
            m_cells[i].clear();
        else if (m_sources[i] >= 0)
            outcome.changed.push_back(std::uint16_t(m_sources[i]));
        else
            outcome.state = CsvState::Changed;
    }
    if (outcome.changed.empty() && outcome.state != CsvState::Changed)
        return;
    outcome.state = CsvState::Changed;
    validate(document->root(), true, outcome);
}

/// "/authorized/domain" is about the column of "authorized.domain", or of what lies inside it.
int CsvCheck::columnAt(const QString &pointer) const
{
    const QString dotted = pointer.sliced(pointer.isEmpty() ? 0 : 1).replace(u'/', u'.');
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        const QString name = QString::fromStdString(m_names[i]);
        if (dotted == name || dotted.startsWith(name + u'.'))
            return m_sources[i];
    }
    return -1;
}

void CsvCheck::validate(json::Value value, bool partial, Outcome &outcome)
{
    if (!m_type.schema)
        return;
    const auto violations = (partial ? m_partial : m_full).run(value, *m_type.schema);
    const QString givenId = m_type.idByPlatform ? u'/' + m_type.idProperty : QString();
    for (const api::SchemaViolation &violation : violations) {
        // The platform gives it, whatever its schema says of being required.
        if (givenId.isEmpty() || violation.pointer != givenId)
            outcome.problems.append(
                {.column = columnAt(violation.pointer), .sentence = violation.message});
    }
}

CsvCheck::Outcome CsvCheck::check(const CsvTable &table, int row)
{
    Outcome outcome;
    for (int column = table.columnCount(); column < table.cellCount(row); ++column) {
        if (!table.cell(row, column).empty()) {
            outcome.problems.append(
                {.sentence = tr("The row has more cells than there are columns.")});
            break;
        }
    }
    const std::string_view id = idOf(table, row);
    const json::Value resource = existing(id);
    fillCells(table, row);
    if (resource) {
        compare(resource, outcome);
        if (outcome.state == CsvState::Changed && !m_abilities.whyNotChange.isEmpty())
            outcome.problems.append({.sentence = m_abilities.whyNotChange});
    } else {
        outcome.state = CsvState::New;
        if (m_type.idByPlatform && !id.empty()) {
            outcome.problems.append(
                {.column = m_idColumn,
                 .sentence = tr("There is none with this id, and the platform gives the ids of new "
                                "ones: clear the cell to create one.")});
        } else if (id.empty() && !m_type.idByPlatform) {
            outcome.problems.append({.column = m_idColumn, .sentence = tr("The id is missing.")});
        } else if (!m_abilities.whyNotCreate.isEmpty()) {
            outcome.problems.append({.sentence = m_abilities.whyNotCreate});
        } else if (const auto text = m_columns.toJson(m_cells); !text) {
            outcome.problems.append(
                {.sentence =
                     tr("The cells can't be read: %1").arg(QString::fromStdString(text.error()))});
        } else if (const auto document = json::Document::parse(*text)) {
            validate(document->root(), false, outcome);
        }
    }
    if (!outcome.problems.isEmpty())
        outcome.state = CsvState::Invalid;
    return outcome;
}

json::Document CsvCheck::result(const CsvTable &table, int row)
{
    const std::string_view id = idOf(table, row);
    const json::Value resource = existing(id);
    fillCells(table, row);
    if (resource) {
        Outcome ignored;
        compare(resource, ignored);
    }
    const auto text = m_columns.toJson(m_cells, resource);
    return text ? json::Document::parse(*text).value_or(json::Document()) : json::Document();
}

} // namespace models
