// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/csv/CsvError.h"

#include <cstdint>
#include <expected>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace models {

/// A CSV file in memory: its header and the rows below it, unguarded (FormulaGuard.h). All cells
/// lie in one text, 4 bytes a cell beside it. Copies share what was read; each has its own edits.
class CsvTable
{
public:
    CsvTable();

    /// The error is the first place that is not CSV, or a file without a header row. Ends early
    /// with what it has when @p stop is asked for.
    static std::expected<CsvTable, api::CsvError> read(std::string_view utf8, char delimiter,
                                                       const std::stop_token &stop = {});

    const std::vector<std::string> &header() const;
    int columnCount() const { return int(header().size()); }
    int rowCount() const; ///< without the header
    /// Empty where the row has fewer cells.
    std::string_view cell(int row, int column) const;
    /// As it is in the file: may differ from columnCount().
    int cellCount(int row) const;
    /// Where the row begins in the file, from 1.
    std::size_t line(int row) const;

    void setCell(int row, int column, std::string text);
    bool isEdited(int row, int column) const { return m_edits.contains(key(row, column)); }
    bool isEdited() const { return !m_edits.empty(); }

private:
    struct Data
    {
        std::vector<std::string> header;
        std::string text;
        std::vector<std::uint32_t> ends;   // of each cell in the text
        std::vector<std::uint32_t> firsts; // of each row: its first cell; one more than rows
        std::vector<std::uint32_t> lines;
    };
    static std::uint64_t key(int row, int column)
    {
        return (std::uint64_t(std::uint32_t(row)) << 32) | std::uint32_t(column);
    }

    std::shared_ptr<const Data> m_data;
    std::unordered_map<std::uint64_t, std::string> m_edits;
};

} // namespace models
