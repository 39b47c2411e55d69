// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/SchemaValidator.h"
#include "app/api/csv/CsvColumns.h"
#include "app/json/Document.h"
#include "models/ResourceTableModel.h"
#include "models/csv/CsvMapping.h"
#include "models/csv/CsvTable.h"

#include <QCoreApplication>

#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>

namespace models {

/// What would come of a row of a CSV file.
enum class CsvState : std::uint8_t {
    New,       ///< there is no resource of that id
    Changed,   ///< some cells are not what the resource has
    Unchanged, ///< nothing to send
    Invalid,   ///< the schema, or what can be done, is against it
    Duplicate, ///< a row above has the same id
};

struct CsvProblem
{
    int column = -1; ///< of the file; -1: the whole row
    QString sentence;
};

/// Compares rows of a CSV file with the resources that there are and checks them by the schema. An
/// empty cell says nothing: a new resource goes without the member, one that exists keeps it. One
/// for each thread: checking has a memory of its own, what it stands on is shared.
class CsvCheck
{
    Q_DECLARE_TR_FUNCTIONS(models::CsvCheck)

public:
    /// What rows are compared with; made once, read by many.
    struct Existing
    {
        RowSnapshot snapshot;
        std::unordered_map<std::string_view, json::Value> byId;
    };
    static std::shared_ptr<const Existing> index(RowSnapshot snapshot,
                                                 const api::ResourceType &type);
    /// What can be done with the type, as sentences why not; empty: it can.
    struct Abilities
    {
        QString whyNotCreate;
        QString whyNotChange;
    };

    /// @p mapping must have no problem().
    CsvCheck(const api::ResourceType &type, const CsvMapping &mapping,
             std::shared_ptr<const Existing> existing, Abilities abilities);

    struct Outcome
    {
        CsvState state = CsvState::Unchanged;
        std::vector<std::uint16_t> changed; ///< columns of the file
        QList<CsvProblem> problems;
    };
    /// Without regard to other rows: never Duplicate.
    Outcome check(const CsvTable &table, int row);
    /// Empty: the row has none.
    std::string_view idOf(const CsvTable &table, int row) const;
    /// The resource that the row is about, as it is; absent when there is none.
    json::Value existing(std::string_view id) const;
    /// The whole resource as the row would leave it; absent when its cells can't be read.
    json::Document result(const CsvTable &table, int row);
    int idColumn() const { return m_idColumn; }
    const CsvMapping &mapping() const { return m_mapping; }

private:
    void decideTypes();
    void fillCells(const CsvTable &table, int row);
    static bool isAsWritten(json::Value value, std::string_view cell);
    void compare(json::Value resource, Outcome &outcome);
    void validate(json::Value value, bool partial, Outcome &outcome);
    int columnAt(const QString &pointer) const;

    api::ResourceType m_type;
    CsvMapping m_mapping;
    std::shared_ptr<const Existing> m_existing;
    Abilities m_abilities;
    api::CsvColumns m_columns;
    std::vector<std::string> m_names; // CsvMapping::names()
    std::vector<int> m_sources;       // by m_names: column of the file; -1: a constant
    std::vector<std::string> m_constants;
    std::vector<std::string> m_cells; // by m_names, of the row at hand
    api::SchemaValidator m_full{false};
    api::SchemaValidator m_partial{true};
    int m_idColumn = -1;
};

} // namespace models
