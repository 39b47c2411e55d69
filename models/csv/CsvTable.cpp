// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvTable.h"

#include "app/api/csv/CsvReader.h"
#include "app/api/csv/FormulaGuard.h"

namespace models {

namespace {

constexpr int rowsBetweenLooks = 1024;

} // namespace

CsvTable::CsvTable()
    : m_data(std::make_shared<const Data>())
{
}

std::expected<CsvTable, api::CsvError> CsvTable::read(std::string_view utf8, char delimiter,
                                                      const std::stop_token &stop)
{
    auto data = std::make_shared<Data>();
    api::CsvReader reader(utf8, delimiter);
    std::vector<std::string> cells;
    auto more = reader.next(cells);
    if (more && !*more)
        return std::unexpected(api::CsvError{.line = 1,
                                             .column = 1,
                                             .message = "the file is empty: the first row must "
                                                        "name the columns."});
    if (!more)
        return std::unexpected(more.error());
    for (const std::string &cell : cells)
        data->header.emplace_back(api::unguarded(cell));
    data->text.reserve(utf8.size());
    data->firsts.push_back(0);
    for (int row = 0;; ++row) {
        if (row % rowsBetweenLooks == 0 && stop.stop_requested())
            break;
        more = reader.next(cells);
        if (!more)
            return std::unexpected(more.error());
        if (!*more)
            break;
        for (const std::string &cell : cells) {
            data->text += api::unguarded(cell);
            data->ends.push_back(std::uint32_t(data->text.size()));
        }
        data->firsts.push_back(std::uint32_t(data->ends.size()));
        data->lines.push_back(std::uint32_t(reader.line()));
    }
    CsvTable table;
    table.m_data = std::move(data);
    return table;
}

const std::vector<std::string> &CsvTable::header() const
{
    return m_data->header;
}

int CsvTable::rowCount() const
{
    return int(m_data->lines.size());
}

int CsvTable::cellCount(int row) const
{
    return int(m_data->firsts[std::size_t(row) + 1] - m_data->firsts[std::size_t(row)]);
}

std::size_t CsvTable::line(int row) const
{
    return m_data->lines[std::size_t(row)];
}

std::string_view CsvTable::cell(int row, int column) const
{
    if (!m_edits.empty()) {
        if (const auto edit = m_edits.find(key(row, column)); edit != m_edits.end())
            return edit->second;
    }
    if (column < 0 || column >= cellCount(row))
        return {};
    const std::size_t at = std::size_t(m_data->firsts[std::size_t(row)]) + std::size_t(column);
    const std::uint32_t begin = at == 0 ? 0 : m_data->ends[at - 1];
    return std::string_view(m_data->text).substr(begin, m_data->ends[at] - begin);
}

void CsvTable::setCell(int row, int column, std::string text)
{
    m_edits.insert_or_assign(key(row, column), std::move(text));
}

} // namespace models
