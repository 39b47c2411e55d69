// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace api {

/// Writes CSV as RFC 4180 has it, with CRLF after each row; cells are quoted where they must be.
class CsvWriter
{
public:
    enum class Guard : std::uint8_t {
        None,     ///< for programs: each cell as it is
        Formulas, ///< for people: see FormulaGuard.h
    };

    explicit CsvWriter(Guard guard, char delimiter = ',')
        : m_guard(guard)
        , m_delimiter(delimiter)
    {
    }

    CsvWriter &cell(std::string_view utf8);
    CsvWriter &endRow();
    std::size_t size() const { return m_text.size(); } ///< bytes so far
    /// The text so far; empties the writer.
    std::string take();

private:
    Guard m_guard;
    char m_delimiter;
    std::size_t m_cells = 0; // of the row
    std::size_t m_rowStart = 0;
    std::string m_text;
};

} // namespace api
