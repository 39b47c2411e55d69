// SPDX-License-Identifier: GPL-3.0-or-later
// Reading replies whose envelope is only partly known.
#include "app/api/Catalogue.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;

namespace {

json::Document parsed(std::string_view text)
{
    const auto document = json::Document::parse(text);
    EXPECT_TRUE(document) << text;
    return document ? *document : json::Document();
}

/// What unwrap() finds, as JSON text; "absent" when there is nothing.
std::string unwrapped(std::string_view text)
{
    const json::Document document = parsed(text);
    const json::Value value = api::unwrap(document.root());
    return value ? value.serialize() : "absent";
}

qsizetype rows(std::string_view text)
{
    const json::Document document = parsed(text);
    return api::unwrapList(document.root()).size();
}

} // namespace

TEST(Unwrap, TakesTheNamedMemberBesideSuccess)
{
    EXPECT_EQ(unwrapped(R"({"success":true,"status":{"bulkId":"b"}})"), R"({"bulkId":"b"})");
    EXPECT_EQ(unwrapped(R"({"devices":[1,2],"success":true})"), "[1,2]");
    EXPECT_EQ(unwrapped(R"({"success":true,"reason":"","device":{"a":1}})"), R"({"a":1})");
    EXPECT_EQ(unwrapped(R"({"success":true})"), R"({"success":true})");
}

TEST(Unwrap, FindsTheDataBesideCountsAndCursors)
{
    EXPECT_EQ(unwrapped(R"({"count":2,"devices":[],"nextToken":"x"})"), "[]");
    EXPECT_EQ(unwrapped(R"({"customer":"c","devices":[{"a":1}]})"), R"([{"a":1}])");
    EXPECT_EQ(unwrapped(R"({"device":{"a":1}})"), R"({"a":1})");
}

TEST(Unwrap, LeavesABareItemWhole)
{
    const std::string device = R"({"deviceId":"1","authorized":{"domain":"d"}})";
    const std::string trunk = R"({"name":"t","allowedIps":[]})";
    EXPECT_EQ(unwrapped(device), device);
    EXPECT_EQ(unwrapped(trunk), trunk);
    EXPECT_EQ(unwrapped("{}"), "{}");
}

TEST(Unwrap, HasNothingToGiveForAFailureOrAScalar)
{
    EXPECT_EQ(unwrapped(R"({"success":false,"devices":[1]})"), "absent");
    EXPECT_EQ(unwrapped("17"), "absent");
    EXPECT_EQ(unwrapped("null"), "absent");
    EXPECT_FALSE(api::unwrap({}));
}

TEST(UnwrapList, MakesRowsOfElementsAndOneOfAnObject)
{
    EXPECT_EQ(rows(R"({"success":true,"devices":[{},{},{}]})"), 3);
    EXPECT_EQ(rows("[1,2]"), 2);
    EXPECT_EQ(rows(R"({"deviceId":"1"})"), 1);
    EXPECT_EQ(rows(R"({"success":false})"), 0);
    EXPECT_EQ(rows("\"text\""), 0);
}

TEST(ErrorText, ReadsTheNamesThatAreInUse)
{
    EXPECT_EQ(api::errorText(R"({"message":"Unauthorized"})"), u"Unauthorized"_s);
    EXPECT_EQ(api::errorText(R"({"Message":"explicit deny"})"), u"explicit deny"_s);
    EXPECT_EQ(api::errorText(R"({"success":false,"reason":"no such device"})"),
              u"no such device"_s);
    EXPECT_EQ(api::errorText(R"({"error":"e","message":""})"), u"e"_s);
    EXPECT_EQ(api::errorText(R"({"errorMessage":"task timed out"})"), u"task timed out"_s);
    EXPECT_EQ(api::errorText(R"({"error":{"code":1,"message":"inner"}})"), u"inner"_s);
    EXPECT_EQ(api::errorText(R"("just text")"), u"just text"_s);
}

TEST(ErrorText, TakesTheFirstLineOfAnythingElse)
{
    EXPECT_EQ(api::errorText("\r\n  <html>gone</html>\nmore"), u"<html>gone</html>"_s);
    EXPECT_EQ(api::errorText(R"({"message":5,"code":3})"), uR"({"message":5,"code":3})"_s);
    EXPECT_EQ(api::errorText(""), QString());
    EXPECT_EQ(api::errorText("{}"), QString());
    EXPECT_EQ(api::errorText(" \n\t\n"), QString());
}

TEST(ErrorText, StaysShortAndPlainWhateverComes)
{
    EXPECT_EQ(api::errorText(std::string(2'000'000, 'x')).size(), 500);
    EXPECT_EQ(api::errorText(R"({"message":"a\u0000b\nc\u001b[31m"})"), u"a b c [31m"_s);

    std::string clocks = "{\"message\":\"";
    for (int i = 0; i < 600; ++i)
        clocks += "🕐";
    const QString text = api::errorText(clocks + "\"}");
    EXPECT_LE(text.size(), 500);
    EXPECT_TRUE(text.isValidUtf16());

    std::string rubbish;
    for (int i = 0; i < 4096; ++i)
        rubbish += static_cast<char>(i * 131 % 256);
    EXPECT_LE(api::errorText(rubbish).size(), 500);
    EXPECT_LE(api::errorText(std::string(50'000, '[')).size(), 500);
}
