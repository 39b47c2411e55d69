// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/csv/CsvError.h"

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace api {

/// Reads CSV row by row (RFC 4180): quoted cells with doubled quotes, delimiters and line ends
/// inside; CRLF, LF or CR; a byte order mark is skipped, empty lines are left out. Nothing is
/// unguarded (FormulaGuard.h).
class CsvReader
{
public:
    /// @p utf8 must outlive the reader.
    explicit CsvReader(std::string_view utf8, char delimiter = ',');

    /// The next row into @p cells, whose memory is used again; false at the end. Reading can't go
    /// on after an error.
    std::expected<bool, CsvError> next(std::vector<std::string> &cells);
    /// Where the row began that was read last, from 1.
    std::size_t line() const { return m_rowLine; }
    /// Bytes read so far.
    std::size_t offset() const { return m_at; }

    static constexpr std::size_t maximumColumns = 500;

private:
    std::expected<void, CsvError> quotedCell(std::string &cell);
    std::expected<void, CsvError> plainCell(std::string &cell);
    bool skipLineEnd();
    bool atEnd() const { return m_at >= m_text.size(); }
    CsvError errorAt(std::size_t offset, std::string message) const;

    std::string_view m_text;
    char m_delimiter;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    std::size_t m_rowLine = 1;
};

/// The delimiter of the three that splits the first rows most evenly into the most cells (of equal
/// ones the one that is rarer in texts); a comma where nothing tells.
char detectedDelimiter(std::string_view utf8);

} // namespace api
