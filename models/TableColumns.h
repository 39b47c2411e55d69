// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/json/Value.h"

#include <QList>

#include <span>
#include <string>
#include <vector>

namespace models {

/// The columns of a table: those of its resource type, then the members that were found in rows and
/// that no column shows.
class TableColumns
{
public:
    TableColumns() = default;
    explicit TableColumns(const api::ResourceType &type);

    const QList<api::Column> &list() const { return m_list; }
    int count() const { return int(m_list.size()); }
    bool isExtra(int column) const { return column >= m_described; }
    /// The schema says that it, or something inside it, is a secret: masked, never searched.
    bool isSecret(int column) const { return m_details[std::size_t(column)].secret; }
    bool isRightAligned(int column) const { return m_details[std::size_t(column)].rightAligned; }
    const QString &renderer(int column) const { return m_list[column].renderer; }
    const QString &description(int column) const
    {
        return m_details[std::size_t(column)].description;
    }
    const std::string &path(int column) const { return m_details[std::size_t(column)].path; }
    int indexOf(const QString &property) const; ///< -1: none
    /// True when the schema says that the member at that dotted path is a secret.
    bool isSecretProperty(const QString &property) const;

    json::Value cell(json::Value row, int column) const;

    /// Names of members of @p rows that no column shows, in order of appearance. @p limit: a reply
    /// that names each member differently must not make a column of each.
    std::vector<std::string> unknownMembers(std::span<const json::Value> rows,
                                            std::size_t limit) const;
    void appendExtras(const std::vector<std::string> &names);
    static constexpr std::size_t maximumExtras = 64;

private:
    friend class CellReader;
    struct Details
    {
        std::string path;
        QString description;
        bool secret = false;
        bool dotted = false;
        bool rightAligned = false;
    };
    void add(const api::Column &column);

    api::SchemaPtr m_schema;
    QList<api::Column> m_list;
    std::vector<Details> m_details;
    int m_described = 0;
};

/// Reads all cells of one row after the other. Rows of a reply name their members in the same
/// order: it guesses by place. One for each thread; only while the rows' documents live.
class CellReader
{
public:
    explicit CellReader(const TableColumns &columns);
    /// By column; valid until the next call.
    std::span<const json::Value> read(json::Value row);

private:
    struct Guess
    {
        std::string_view name;
        int column = -1;
    };
    int columnOf(std::string_view name) const;

    const TableColumns *m_columns;
    std::vector<Guess> m_guesses; // by the member's place in its row
    std::vector<json::Value> m_cells;
    std::vector<int> m_dotted;
};

} // namespace models
