// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/csv/CsvReader.h"

#include <algorithm>

namespace api {

namespace {

constexpr std::size_t rowsToJudge = 30;
constexpr std::size_t bytesToJudge = 256 * 1024;

/// How well @p delimiter fits: 0 not at all, else more for more rows of the header's length and
/// more cells in them.
std::size_t fitness(std::string_view text, char delimiter)
{
    CsvReader reader(text, delimiter);
    std::vector<std::string> cells;
    std::size_t columns = 0;
    std::size_t rows = 0;
    std::size_t even = 0;
    while (rows < rowsToJudge) {
        const auto more = reader.next(cells);
        // The sample may end inside a quoted cell.
        if (!more && rows == 0)
            return 0;
        if (!more || !*more)
            break;
        if (rows++ == 0)
            columns = cells.size();
        if (cells.size() == columns)
            ++even;
    }
    if (columns < 2)
        return 0;
    return even * 1000 / rows * 1000 + std::min<std::size_t>(columns, 999);
}

} // namespace

CsvReader::CsvReader(std::string_view utf8, char delimiter)
    : m_text(utf8)
    , m_delimiter(delimiter)
{
    if (m_text.starts_with("\xef\xbb\xbf"))
        m_text.remove_prefix(3);
}

CsvError CsvReader::errorAt(std::size_t offset, std::string message) const
{
    CsvError error{.line = m_line, .column = 1, .message = std::move(message)};
    const std::string_view before = m_text.substr(0, offset);
    const std::size_t lineEnd = before.find_last_of("\r\n");
    const std::string_view line =
        lineEnd == std::string_view::npos ? before : before.substr(lineEnd + 1);
    error.column += static_cast<std::size_t>(std::ranges::count_if(
        line, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
    return error;
}

bool CsvReader::skipLineEnd()
{
    if (atEnd() || (m_text[m_at] != '\n' && m_text[m_at] != '\r'))
        return false;
    m_at += m_text.substr(m_at).starts_with("\r\n") ? 2 : 1;
    ++m_line;
    return true;
}

std::expected<void, CsvError> CsvReader::plainCell(std::string &cell)
{
    const std::size_t start = m_at;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (c == m_delimiter || c == '\n' || c == '\r')
            break;
        if (c == '"') {
            return std::unexpected(
                errorAt(m_at, "a quote stands inside a cell that is not quoted."));
        }
        ++m_at;
    }
    cell.assign(m_text, start, m_at - start);
    return {};
}

std::expected<void, CsvError> CsvReader::quotedCell(std::string &cell)
{
    const std::size_t open = m_at;
    const std::size_t openLine = m_line;
    cell.clear();
    ++m_at;
    while (!atEnd()) {
        const std::size_t stop = std::min(m_text.find_first_of("\"\r\n", m_at), m_text.size());
        cell.append(m_text, m_at, stop - m_at);
        m_at = stop;
        const std::size_t before = m_at;
        if (skipLineEnd()) {
            cell.append(m_text, before, m_at - before);
        } else if (!atEnd()) {
            ++m_at;
            if (atEnd() || m_text[m_at] != '"')
                return {};
            cell.push_back('"');
            ++m_at;
        }
    }
    m_line = openLine;
    return std::unexpected(errorAt(open, "a quoted cell has no closing quote."));
}

std::expected<bool, CsvError> CsvReader::next(std::vector<std::string> &cells)
{
    while (skipLineEnd()) {
    }
    m_rowLine = m_line;
    if (atEnd()) {
        cells.clear();
        return false;
    }
    for (std::size_t count = 0;; ++m_at) {
        if (count >= maximumColumns)
            return std::unexpected(errorAt(m_at, "there are too many cells in this row."));
        if (cells.size() <= count)
            cells.emplace_back();
        std::string &cell = cells[count++];
        const bool isQuoted = !atEnd() && m_text[m_at] == '"';
        if (auto read = isQuoted ? quotedCell(cell) : plainCell(cell); !read)
            return std::unexpected(read.error());
        if (!atEnd() && m_text[m_at] == m_delimiter)
            continue;
        if (atEnd() || skipLineEnd()) {
            cells.resize(count);
            return true;
        }
        return std::unexpected(errorAt(m_at, "text follows the closing quote of a cell."));
    }
}

char detectedDelimiter(std::string_view utf8)
{
    const std::string_view start = utf8.substr(0, bytesToJudge);
    char best = ',';
    std::size_t bestFitness = 0;
    for (const char delimiter : {'\t', ';', ','}) {
        if (const std::size_t fits = fitness(start, delimiter); fits > bestFitness) {
            best = delimiter;
            bestFitness = fits;
        }
    }
    return best;
}

} // namespace api
