// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvDryRun.h"

#include <algorithm>

namespace models {

namespace {

constexpr int rowsBetweenLooks = 256;

} // namespace

CsvDryRun::CsvDryRun(CsvTable table, CsvCheck check)
    : m_table(std::move(table))
    , m_check(std::move(check))
{
    const auto rows = std::size_t(m_table.rowCount());
    m_states.assign(rows, CsvState::Unchanged);
    m_ownStates = m_states;
    m_changed.resize(rows);
    m_rowsOfId.reserve(rows);
    m_counts[std::size_t(CsvState::Unchanged)] = int(rows);
}

void CsvDryRun::setState(int row, CsvState state)
{
    --m_counts[std::size_t(m_states[std::size_t(row)])];
    ++m_counts[std::size_t(state)];
    m_states[std::size_t(row)] = state;
}

void CsvDryRun::recheck(int row)
{
    CsvCheck::Outcome outcome = m_check->check(m_table, row);
    m_changed[std::size_t(row)] = std::move(outcome.changed);
    m_ownStates[std::size_t(row)] = outcome.state;
    if (outcome.problems.isEmpty())
        m_problems.erase(row);
    else
        m_problems[row] = std::move(outcome.problems);
    setState(row, outcome.state);
}

/// The first row of an id counts, the others are its duplicates.
void CsvDryRun::decideDuplicates(const std::vector<int> &rows)
{
    for (std::size_t i = 0; i < rows.size(); ++i)
        setState(rows[i], i == 0 ? m_ownStates[std::size_t(rows[i])] : CsvState::Duplicate);
}

bool CsvDryRun::run(const std::stop_token &stop)
{
    for (int row = 0; row < m_table.rowCount(); ++row) {
        if (row % rowsBetweenLooks == 0 && stop.stop_requested())
            return false;
        recheck(row);
        const std::string_view id = m_check->idOf(m_table, row);
        if (id.empty())
            continue;
        std::vector<int> &rows = m_rowsOfId[std::string(id)];
        rows.push_back(row);
        if (rows.size() > 1)
            setState(row, CsvState::Duplicate);
    }
    return true;
}

std::vector<int> CsvDryRun::setCell(int row, int column, std::string text)
{
    std::vector<int> touched{row};
    const auto take = [&](const std::vector<int> &rows) {
        decideDuplicates(rows);
        touched.insert(touched.end(), rows.begin(), rows.end());
    };
    const std::string before(m_check->idOf(m_table, row));
    m_table.setCell(row, column, std::move(text));
    const std::string now(m_check->idOf(m_table, row));
    recheck(row);
    if (before != now) {
        if (const auto old = m_rowsOfId.find(before); old != m_rowsOfId.end()) {
            std::erase(old->second, row);
            take(old->second);
        }
        if (!now.empty()) {
            std::vector<int> &rows = m_rowsOfId[now];
            rows.insert(std::ranges::lower_bound(rows, row), row);
        }
    }
    if (const auto same = m_rowsOfId.find(now); same != m_rowsOfId.end())
        take(same->second);
    std::ranges::sort(touched);
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    return touched;
}

const std::vector<std::uint16_t> &CsvDryRun::changedColumns(int row) const
{
    return m_changed[std::size_t(row)];
}

QList<CsvProblem> CsvDryRun::problems(int row) const
{
    if (state(row) == CsvState::Duplicate) {
        const auto rows = m_rowsOfId.find(std::string(m_check->idOf(m_table, row)));
        const std::size_t line = rows == m_rowsOfId.end() ? 0 : m_table.line(rows->second.front());
        //: %1 is a line number of the file
        return {{.column = m_check->idColumn(),
                 .sentence =
                     QCoreApplication::translate("models::CsvDryRun",
                                                 "Line %1 has the same id: this row is not sent.")
                         .arg(line)}};
    }
    const auto found = m_problems.find(row);
    return found == m_problems.end() ? QList<CsvProblem>() : found->second;
}

} // namespace models
