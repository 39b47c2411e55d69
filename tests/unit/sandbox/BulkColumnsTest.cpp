// SPDX-License-Identifier: GPL-3.0-or-later
// The header of the platform's bulk format, with the schemas that it is used on.
#include "app/api/csv/CsvColumns.h"
#include "tests/unit/sandbox/Platform.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using api::CsvColumns;

namespace {

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
    EXPECT_EQ(columns->toJson({"", "TRUE", "", ""}), R"({"isOn":true})")
        << "as spreadsheets write it";
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
