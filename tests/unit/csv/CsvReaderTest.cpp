// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/csv/CsvReader.h"

#include "app/api/csv/CsvWriter.h"

#include <gmock/gmock.h>

using api::CsvReader;
using testing::HasSubstr;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rowsOf(const std::string &text, char delimiter = ',')
{
    CsvReader reader(text, delimiter);
    Rows rows;
    std::vector<std::string> cells;
    for (auto more = reader.next(cells); more && *more; more = reader.next(cells))
        rows.push_back(cells);
    return rows;
}

api::CsvError errorOf(const std::string &text)
{
    CsvReader reader(text);
    std::vector<std::string> cells;
    for (;;) {
        const auto more = reader.next(cells);
        if (!more)
            return more.error();
        if (!*more)
            return {};
    }
}

} // namespace

TEST(CsvReader, SplitsCellsAndRowsAtAnyLineEnd)
{
    EXPECT_EQ(rowsOf("a,b\n1,2\n"), (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(rowsOf("a,b\r\n1,2"), (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(rowsOf("a\r1\r"), (Rows{{"a"}, {"1"}}));
    EXPECT_EQ(rowsOf("a,\n,b"), (Rows{{"a", ""}, {"", "b"}}));
}

TEST(CsvReader, SplitsAtTheDelimiterThatIsAskedFor)
{
    EXPECT_EQ(rowsOf("a;b,c\n1;\"2;3\"", ';'), (Rows{{"a", "b,c"}, {"1", "2;3"}}));
    EXPECT_EQ(rowsOf("a\tb\n", '\t'), (Rows{{"a", "b"}}));
}

TEST(CsvReader, SkipsAByteOrderMarkAndEmptyLines)
{
    EXPECT_EQ(rowsOf("\xef\xbb\xbf"
                     "a\n\n\r\n1\n\n"),
              (Rows{{"a"}, {"1"}}));
    EXPECT_TRUE(rowsOf("").empty());
    EXPECT_TRUE(rowsOf("\n\n").empty());
}

TEST(CsvReader, ReadsQuotedCells)
{
    EXPECT_EQ(rowsOf("\"a,b\",\"say \"\"hi\"\"\",\"\"\n"), (Rows{{"a,b", "say \"hi\"", ""}}));
    EXPECT_EQ(rowsOf("\"two\r\nlines\",x\n1,2"), (Rows{{"two\r\nlines", "x"}, {"1", "2"}}));
    EXPECT_EQ(rowsOf("\"\""), (Rows{{""}}));
}

TEST(CsvReader, CountsLinesInsideQuotesToo)
{
    const std::string text = "h\n\"a\nb\"\nlast\n";
    CsvReader reader(text);
    std::vector<std::string> cells;
    std::vector<std::size_t> lines;
    while (reader.next(cells).value())
        lines.push_back(reader.line());
    EXPECT_EQ(lines, (std::vector<std::size_t>{1, 2, 4}));
}

TEST(CsvReader, NamesLineAndColumnOfWhatIsMalformed)
{
    EXPECT_EQ(errorOf("a,b\nx,\"open\nand on"),
              (api::CsvError{2, 3, "a quoted cell has no closing quote."}));
    EXPECT_EQ(errorOf("a\n\"x\"y\n"),
              (api::CsvError{2, 4, "text follows the closing quote of a cell."}));
    EXPECT_EQ(errorOf("a\n\xc3\xa5\xc3\xa4,x\"y\n").column, 5U) << "characters, not bytes";
    EXPECT_THAT(errorOf(std::string(1000, ',')).toString(), HasSubstr("too many"));
}

TEST(CsvDelimiter, IsTheOneThatSplitsRowsEvenly)
{
    EXPECT_EQ(api::detectedDelimiter("id,name\n1,a;b;c\n2,d;e\n"), ',');
    EXPECT_EQ(api::detectedDelimiter("id;name\n1;a,b\n2;c\n"), ';');
    EXPECT_EQ(api::detectedDelimiter("id\tname, first\n1\ta, b\n"), '\t');
    EXPECT_EQ(api::detectedDelimiter("\"a;b\",\"c\"\n"), ',') << "what is quoted does not count";
    EXPECT_EQ(api::detectedDelimiter("only\n1\n"), ',');
    EXPECT_EQ(api::detectedDelimiter(""), ',');
}

TEST(CsvWriter, QuotesWhatMustBeQuotedAndNothingElse)
{
    api::CsvWriter out(api::CsvWriter::Guard::None, ';');
    out.cell("a,b").cell("c;d").cell("say \"hi\"").cell("+46").cell("").endRow();
    out.cell("").endRow();
    EXPECT_EQ(out.take(), "a,b;\"c;d\";\"say \"\"hi\"\"\";+46;\r\n\"\"\r\n");
}
