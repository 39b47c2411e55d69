// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes: finding the dialect and reading ends, and what was read is written and read back.
#include "app/api/csv/CsvColumns.h"
#include "app/api/csv/CsvEncoding.h"
#include "app/api/csv/CsvReader.h"
#include "app/api/csv/CsvWriter.h"
#include "app/api/csv/FormulaGuard.h"
#include "app/json/Document.h"

#include <cstdlib>

namespace {

using Table = std::vector<std::vector<std::string>>;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

Table read(const std::string &text, char delimiter, bool unguard)
{
    api::CsvReader reader(text, delimiter);
    Table table;
    std::vector<std::string> cells;
    for (auto more = reader.next(cells); more && *more; more = reader.next(cells)) {
        require(!cells.empty() && cells.size() <= api::CsvReader::maximumColumns);
        table.push_back(cells);
        for (std::string &cell : table.back()) {
            if (unguard)
                cell = api::unguarded(cell);
        }
    }
    return table;
}

void checkColumns(const Table &table)
{
    if (table.empty())
        return;
    const auto columns = api::CsvColumns::fromHeader(table.front(), nullptr);
    if (!columns)
        return;
    for (const auto &row : table) {
        if (const auto text = columns->toJson(row))
            require(json::Document::parse(*text, {.refuseDuplicateNames = true}).has_value());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const auto encoding = api::detectedEncoding(bytes);
    const auto text = api::decodedCsv(bytes, encoding);
    if (!text)
        return 0;
    require(!api::firstBadByte(*text));
    const char delimiter = api::detectedDelimiter(*text);
    const Table table = read(*text, delimiter, false);
    api::CsvWriter out(api::CsvWriter::Guard::Formulas, delimiter);
    for (const auto &row : table) {
        for (const std::string &cell : row)
            out.cell(cell);
        out.endRow();
    }
    require(read(out.take(), delimiter, true) == table);
    checkColumns(table);
    return 0;
}
