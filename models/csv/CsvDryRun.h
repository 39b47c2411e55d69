// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csv/CsvCheck.h"

#include <array>
#include <memory>
#include <stop_token>
#include <unordered_map>

namespace models {

/// What would come of each row of a CSV file: found for all of them at once, and again for single
/// rows when a cell is edited.
class CsvDryRun
{
public:
    /// Rows by state, in the order of CsvState.
    using Counts = std::array<int, 5>;

    CsvDryRun() = default;
    CsvDryRun(CsvTable table, CsvCheck check);

    /// Checks all rows. False when @p stop was asked for before the end.
    bool run(const std::stop_token &stop = {});
    /// Sets a cell and checks what depends on it; answers with the rows whose outcome may be
    /// another.
    std::vector<int> setCell(int row, int column, std::string text);

    const CsvTable &table() const { return m_table; }
    CsvCheck &check() { return m_check.value(); }
    const CsvCheck &check() const { return m_check.value(); }
    bool isEmpty() const { return !m_check; }

    CsvState state(int row) const { return m_states[std::size_t(row)]; }
    int count(CsvState state) const { return m_counts[std::size_t(state)]; }
    /// Columns of the file whose cells change an existing resource, or that are wrong.
    const std::vector<std::uint16_t> &changedColumns(int row) const;
    QList<CsvProblem> problems(int row) const;

private:
    void recheck(int row);
    void decideDuplicates(const std::vector<int> &rows);
    void setState(int row, CsvState state);

    CsvTable m_table;
    std::optional<CsvCheck> m_check;
    std::vector<CsvState> m_states;    // by row
    std::vector<CsvState> m_ownStates; // without regard to other rows
    Counts m_counts = {};
    std::vector<std::vector<std::uint16_t>> m_changed; // by row
    std::unordered_map<int, QList<CsvProblem>> m_problems;
    std::unordered_map<std::string, std::vector<int>> m_rowsOfId; // ascending
};

} // namespace models
