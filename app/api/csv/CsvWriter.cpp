// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/csv/CsvWriter.h"

#include "app/api/csv/FormulaGuard.h"

#include <algorithm>
#include <utility>

namespace api {

CsvWriter &CsvWriter::cell(std::string_view utf8)
{
    if (m_cells++ > 0)
        m_text.push_back(m_delimiter);
    const std::string kept = m_guard == Guard::Formulas ? guarded(utf8) : std::string(utf8);
    const bool isPlain = std::ranges::none_of(
        kept, [this](char c) { return c == '"' || c == '\r' || c == '\n' || c == m_delimiter; });
    // A byte order mark would be taken off again at the beginning of the file.
    if (isPlain && !(m_text.empty() && kept.starts_with("\xef\xbb\xbf"))) {
        m_text += kept;
        return *this;
    }
    m_text.push_back('"');
    for (const char c : kept) {
        if (c == '"')
            m_text.push_back('"');
        m_text.push_back(c);
    }
    m_text.push_back('"');
    return *this;
}

CsvWriter &CsvWriter::endRow()
{
    // An empty line is no row: a row of one empty cell has its quotes.
    if (m_text.size() == m_rowStart)
        m_text += "\"\"";
    m_text += "\r\n";
    m_rowStart = m_text.size();
    m_cells = 0;
    return *this;
}

std::string CsvWriter::take()
{
    m_rowStart = 0;
    m_cells = 0;
    return std::exchange(m_text, {});
}

} // namespace api
