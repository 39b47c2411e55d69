// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/BulkCsv.h"

#include "tests/unit/sandbox/Platform.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using sandbox::CsvColumns;
using sandbox::CsvReader;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rowsOf(const std::string &text)
{
    CsvReader reader(text);
    Rows rows;
    for (auto row = reader.next(); row && *row; row = reader.next())
        rows.push_back((*row)->cells);
    return rows;
}

std::string errorOf(const std::string &text)
{
    CsvReader reader(text);
    for (;;) {
        const auto row = reader.next();
        if (!row)
            return row.error();
        if (!*row)
            return {};
    }
}

TEST(CsvReader, SplitsCellsAndRows)
{
    EXPECT_EQ(rowsOf("a,b\n1,2\n"), (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(rowsOf("a,b\r\n1,2"), (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(rowsOf("a\r1\r"), (Rows{{"a"}, {"1"}}));
    EXPECT_EQ(rowsOf("a,\n,b"), (Rows{{"a", ""}, {"", "b"}}));
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
    CsvReader reader("h\n\"a\nb\"\nlast\n");
    EXPECT_EQ(reader.next()->value().line, 1U);
    EXPECT_EQ(reader.next()->value().line, 2U);
    EXPECT_EQ(reader.next()->value().line, 4U);
    EXPECT_FALSE(reader.next()->has_value());
}

TEST(CsvReader, NamesTheLineOfAMalformedCell)
{
    EXPECT_THAT(errorOf("a\n\"open"), HasSubstr("Line 2"));
    EXPECT_THAT(errorOf("a\n\"x\"y\n"), HasSubstr("Line 2"));
    EXPECT_THAT(errorOf("a\nx\"y\n"), HasSubstr("Line 2"));
    EXPECT_THAT(errorOf(std::string(1000, ',')), HasSubstr("too many"));
}

api::SchemaPtr deviceSchema()
{
    return platform::catalogue()->resource(u"provisioning/device"_s)->schema;
}

api::SchemaPtr lampSchema()
{
    return platform::extendedCatalogue()->resource(u"lighting/lamp"_s)->schema;
}

TEST(CsvColumns, MakeNestedObjectsOfDottedNames)
{
    const auto columns = CsvColumns::fromHeader(
        {"deviceId", "authorized.domain", "authType", "authorized.realm"}, deviceSchema());
    ASSERT_TRUE(columns);
    EXPECT_EQ(columns->toJson({"1", "d", "deviceid", "r"}),
              R"({"deviceId":"1","authorized":{"domain":"d","realm":"r"},"authType":"deviceid"})");
}

TEST(CsvColumns, LeaveOutEmptyCells)
{
    const auto columns =
        CsvColumns::fromHeader({"deviceId", "authorized.domain", "description"}, deviceSchema());
    ASSERT_TRUE(columns);
    EXPECT_EQ(columns->toJson({"1", "", ""}), R"({"deviceId":"1"})");
}

TEST(CsvColumns, GiveCellsTheTypeOfTheSchema)
{
    const auto columns =
        CsvColumns::fromHeader({"watts", "isOn", "place.room", "note"}, lampSchema());
    ASSERT_TRUE(columns);
    EXPECT_EQ(columns->toJson({"60", "true", "12", "7"}),
              R"({"watts":60,"isOn":true,"place":{"room":"12"},"note":"7"})");
    EXPECT_EQ(columns->toJson({"many", "yes", "", ""}), R"({"watts":"many","isOn":"yes"})")
        << "validation names what is wrong with it";
}

TEST(CsvColumns, RefuseAHeaderThatMakesNoSense)
{
    using Header = std::vector<std::string>;
    for (const Header &header :
         {Header{"a", "a"}, Header{"a", ""}, Header{"a", "a.b"}, Header{"a.b", "a"}, Header{"a..b"},
          Header{".a"}, Header{"a.b.c.d.e.f.g.h.i.j"}, Header{"\xff"}}) {
        const auto columns = CsvColumns::fromHeader(header, deviceSchema());
        EXPECT_FALSE(columns) << header.back();
    }
}

TEST(CsvColumns, RefuseARowOfAnotherLengthOrEncoding)
{
    const auto columns = CsvColumns::fromHeader({"a", "b"}, deviceSchema());
    ASSERT_TRUE(columns);
    EXPECT_FALSE(columns->toJson({"1"}));
    EXPECT_FALSE(columns->toJson({"1", "2", "3"}));
    EXPECT_FALSE(columns->toJson({"1", "\xc3"}));
}

} // namespace
