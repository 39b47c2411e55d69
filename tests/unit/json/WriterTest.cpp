// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Writer.h"

#include "app/json/Document.h"

#include <gmock/gmock.h>

#include <limits>

using namespace json;

namespace {

TEST(Writer, PutsCommasAndColonsIn)
{
    Writer writer;
    writer.beginObject().name("a").integer(-5).name("b").beginArray();
    writer.boolean(true).null().string("x").beginArray().endArray().endArray();
    writer.name("c").beginObject().endObject().endObject();

    EXPECT_EQ(writer.take(), R"({"a":-5,"b":[true,null,"x",[]],"c":{}})");
    EXPECT_EQ(writer.take(), "");
}

TEST(Writer, IndentsWhenAsked)
{
    Writer writer(Style::Pretty);
    writer.beginObject().name("a").beginArray().integer(1).raw("2.0").endArray();
    writer.name("b").beginObject().endObject().endObject();

    EXPECT_EQ(writer.take(), "{\n  \"a\": [\n    1,\n    2.0\n  ],\n  \"b\": {}\n}");
}

TEST(Writer, WritesNumbersSoThatTheyReadBack)
{
    const auto written = [](double number) { return Writer().number(number).take(); };

    EXPECT_EQ(written(0.1), "0.1");
    EXPECT_EQ(written(5), "5");
    for (const double number : {1e300, 5e-324, -1.0 / 3, 123456789012345680.0})
        EXPECT_EQ(Document::parse(written(number))->root().number(), number);
    EXPECT_EQ(written(std::numeric_limits<double>::infinity()), "null");
    EXPECT_EQ(written(std::numeric_limits<double>::quiet_NaN()), "null");
    EXPECT_EQ(Writer().integer(std::numeric_limits<std::int64_t>::min()).take(),
              "-9223372036854775808");
}

TEST(Writer, CopiesValuesAsTheyWereWritten)
{
    const std::string text = R"({"z":1.0,"a":[12345678901234567890,1e2,"å\n",{"z":null,"z":-0}]})";
    const Document document = *Document::parse(text);

    EXPECT_EQ(Writer().value(document.root()).take(), text);
    EXPECT_EQ(Writer().beginArray().value(document.root()["z"]).value({}).endArray().take(),
              "[1.0,null]");
    EXPECT_EQ(Document::parse(document.serialize(Style::Pretty))->serialize(), text);
}

TEST(Quoted, EscapesWhatMustBe)
{
    EXPECT_EQ(quoted(std::string_view("\"\\/\b\f\n\r\t\x01\x1f\0\x7f", 12)),
              "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\\u0000\x7f\"");
    EXPECT_EQ(quoted("<img src=x> åäö 😀"), "\"<img src=x> åäö 😀\"");
}

TEST(Quoted, ReplacesWhatIsNotUtf8)
{
    constexpr std::string_view mark = "\xEF\xBF\xBD";
    const auto marks = [&](int count) {
        std::string text = "\"";
        for (int i = 0; i < count; ++i)
            text += mark;
        return text + "\"";
    };

    EXPECT_EQ(quoted("\xFF"), marks(1));
    EXPECT_EQ(quoted("\xC0\xAF"), marks(2)) << "overlong";
    EXPECT_EQ(quoted("\xED\xA0\x80"), marks(3)) << "a lone surrogate";
    EXPECT_EQ(quoted("\xF4\x90\x80\x80"), marks(4)) << "beyond U+10FFFF";
    EXPECT_EQ(quoted("\xE2\x82"), marks(2)) << "cut off";
    EXPECT_EQ(quoted("\xE2\x82\xAC"), "\"€\"");
}

} // namespace
