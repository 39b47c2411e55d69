// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a table holds, writing it and reading it gives the same table, in every dialect.
#include "app/api/csv/CsvEncoding.h"
#include "app/api/csv/CsvReader.h"
#include "app/api/csv/CsvWriter.h"
#include "app/api/csv/FormulaGuard.h"

#include <gtest/gtest.h>

#include <random>

namespace {

using Table = std::vector<std::vector<std::string>>;
using Random = std::mt19937;

std::string randomCell(Random &random, bool latin)
{
    static const std::vector<std::string> pieces = {
        "a",  "Z",    "0", "46", "\"", "\"\"", ",", ";", "\t",       "\n",
        "\r", "\r\n", "'", "=",  "+",  "-",    "@", " ", "\xc3\xa5", "\xc3\xb6"};
    static const std::vector<std::string> more = {"\xe2\x82\xac", "\xef\xbb\xbf",
                                                  "\xf0\x9f\x98\x80", "\xef\xbc\x9d"};
    std::string cell;
    for (auto length = random() % 6; length > 0; --length) {
        cell += !latin && random() % 6 == 0 ? more[random() % more.size()]
                                            : pieces[random() % pieces.size()];
    }
    return cell;
}

Table randomTable(Random &random, bool latin)
{
    Table table(1 + random() % 6);
    const std::size_t columns = 1 + random() % 5;
    for (auto &row : table) {
        for (std::size_t i = 0; i < columns; ++i)
            row.push_back(randomCell(random, latin));
    }
    return table;
}

std::string written(const Table &table, char delimiter)
{
    api::CsvWriter out(api::CsvWriter::Guard::Formulas, delimiter);
    for (const auto &row : table) {
        for (const std::string &cell : row)
            out.cell(cell);
        out.endRow();
    }
    return out.take();
}

Table read(const std::string &text, char delimiter)
{
    api::CsvReader reader(text, delimiter);
    Table table;
    std::vector<std::string> cells;
    for (auto more = reader.next(cells); more && *more; more = reader.next(cells)) {
        table.emplace_back();
        for (const std::string &cell : cells)
            table.back().emplace_back(api::unguarded(cell));
    }
    return table;
}

} // namespace

TEST(Csv, GivesBackEveryTableInEveryDialect)
{
    Random random(20);
    for (int i = 0; i < 3000; ++i) {
        for (const api::CsvEncoding encoding :
             {api::CsvEncoding::Utf8, api::CsvEncoding::Utf8WithMark, api::CsvEncoding::Utf16Le,
              api::CsvEncoding::Utf16Be, api::CsvEncoding::Latin1}) {
            const Table table = randomTable(random, encoding == api::CsvEncoding::Latin1);
            const char delimiter = ",;\t"[random() % 3];
            const auto bytes = api::encodedCsv(written(table, delimiter), encoding);
            ASSERT_TRUE(bytes);
            const auto text = api::decodedCsv(*bytes, encoding);
            ASSERT_TRUE(text);
            ASSERT_EQ(read(*text, delimiter), table) << *text;
        }
    }
}

TEST(Csv, HasNoCellThatASpreadsheetWouldRun)
{
    Random random(21);
    for (int i = 0; i < 3000; ++i) {
        const std::string text = written(randomTable(random, false), ',');
        api::CsvReader reader(text);
        std::vector<std::string> cells;
        while (reader.next(cells).value()) {
            for (const std::string &cell : cells)
                ASSERT_EQ(std::string("=+@\t\r\n").find(cell.empty() ? 'x' : cell[0]),
                          std::string::npos)
                    << cell;
        }
    }
}
