// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Document.h"

#include <gmock/gmock.h>

using namespace json;
using testing::HasSubstr;

namespace {

/// Both ways to parse must agree, in the value and in every error.
std::expected<Document, ParseError> parsedBothWays(std::string text,
                                                   const ParseOptions &options = {})
{
    auto copied = Document::parse(text, options);
    const auto inPlace = Document::parseInPlace(std::move(text), options);
    EXPECT_EQ(copied.has_value(), inPlace.has_value());
    if (copied && inPlace) {
        EXPECT_EQ(copied->serialize(), inPlace->serialize());
    } else if (!copied && !inPlace) {
        EXPECT_EQ(copied.error().toString(), inPlace.error().toString());
    }
    return copied;
}

ParseError errorOf(std::string text, const ParseOptions &options = {})
{
    const auto document = parsedBothWays(std::move(text), options);
    return document ? ParseError{"no error"} : document.error();
}

std::string repeated(std::string_view text, std::size_t times)
{
    std::string result;
    while (times-- > 0)
        result += text;
    return result;
}

TEST(Document, KeepsNumbersOrderAndDuplicates)
{
    const std::string text =
        R"({"b":1.0,"a":[1E+2,-0,12345678901234567890,0.10],"b":"\ud83d\ude00","":null})";

    EXPECT_EQ(parsedBothWays(text)->serialize(),
              R"({"b":1.0,"a":[1E+2,-0,12345678901234567890,0.10],"b":"😀","":null})");
}

TEST(Document, TakesScalarsAtTheTop)
{
    for (const char *text : {"1", "\"\"", "null", "false", " [] "})
        EXPECT_TRUE(parsedBothWays(text)) << text;
}

TEST(Document, IsEmptyWhenDefaultMade)
{
    const Document document;

    EXPECT_FALSE(document);
    EXPECT_FALSE(document.root());
}

TEST(Document, LivesOnInItsCopies)
{
    Document copy;
    {
        const Document original = *Document::parse(R"({"a":"a text beyond small buffers"})");
        copy = original;
    }
    EXPECT_EQ(copy.root()["a"].text(), "a text beyond small buffers");
}

TEST(Document, RefusesWhatIsNotStrictJson)
{
    for (const char *text :
         {"[1,]",  "{\"a\":1,}", "[01]",   "[+1]",  "[.5]",     "[1.]",      "[NaN]",
          "['a']", "{a:1}",      "[1]//",  "[1] 2", "[\"\t\"]", "[\"\\x\"]", "[\"\\ud800\"]",
          "tru",   "[1",         "{\"a\"", "\"",    "[-]",      "[1e]"})
        EXPECT_FALSE(parsedBothWays(text)) << text;
}

TEST(Document, SaysWhereTheErrorIs)
{
    const ParseError error = errorOf("{\n  \"a\": 1,\n  \"b\": ?\n}");

    EXPECT_EQ(error.line, 3U);
    EXPECT_EQ(error.column, 8U);
    EXPECT_EQ(error.offset, 19U);
    EXPECT_THAT(error.toString(), testing::StartsWith("line 3, column 8: "));
}

TEST(Document, CountsLinesRightThoughParsingInPlaceOverwritesThem)
{
    // Line feeds right behind numbers are overwritten, escaped ones come up inside strings.
    const ParseError error =
        errorOf("[\n1\n,2\n,\"a\\nb\\n\\\"\\n\"\n,\r\n3\r\n,4\n" + std::string(200, '\n') + "?]");

    EXPECT_EQ(error.line, 8U + 200U);
    EXPECT_EQ(error.column, 1U);
}

TEST(Document, NamesEmptyTextsAndForeignEncodings)
{
    EXPECT_THAT(errorOf("").toString(), HasSubstr("line 1, column 1: the text is empty"));
    EXPECT_THAT(errorOf(" \n\t ").message, HasSubstr("empty"));
    EXPECT_THAT(errorOf(std::string(500, ' ')).message, HasSubstr("empty"));
    EXPECT_THAT(errorOf("\xEF\xBB\xBF{}").message, HasSubstr("byte order mark"));
    EXPECT_THAT(errorOf(std::string("\xFF\xFE{\0}\0", 6)).message, HasSubstr("UTF-16"));
}

TEST(Document, RefusesNulBytesAndBrokenUtf8AtTheirPlace)
{
    EXPECT_EQ(errorOf(std::string("[1,\0]", 5)).column, 4U);
    EXPECT_EQ(errorOf(std::string("[1]\0", 4)).column, 4U);
    EXPECT_EQ(errorOf("[\"ab\xFF\"]").column, 5U);
    EXPECT_EQ(errorOf("[\"\xC0\xAF\"]").column, 3U);
    EXPECT_EQ(errorOf("[\n\"\xED\xA0\x80\"]").line, 2U);
}

TEST(Document, RefusesNestingBeyondTheLimit)
{
    const ParseOptions three{.maxDepth = 3};

    EXPECT_TRUE(parsedBothWays("[[[1,2]]]", three));
    EXPECT_TRUE(parsedBothWays("[[[]],{\"a\":{}}]", three));
    EXPECT_TRUE(parsedBothWays("[1,[{\"a\":1,\"b\":2}]]", three));
    for (const auto &[text, column] : {std::pair("[[[[]]]]", 4U), std::pair("[[[1,[]]]]", 6U),
                                       std::pair("[\"a\\\"[\",[ [ 1 , [2]]]]", 17U),
                                       std::pair("[[1,{\"a\":{\"b\":{}},\"c\":2}]]", 10U)}) {
        const ParseError error = errorOf(text, three);
        EXPECT_THAT(error.message, HasSubstr("more than 3 levels")) << text;
        EXPECT_EQ(error.column, column) << text;
    }
    EXPECT_FALSE(parsedBothWays("[]", {.maxDepth = 0}));
    EXPECT_TRUE(parsedBothWays("1", {.maxDepth = 0}));
}

TEST(Document, SurvivesDepthBombs)
{
    constexpr std::size_t levels = 100'000;
    for (const std::string &bomb : {repeated("[", levels) + repeated("]", levels),
                                    repeated("{\"a\":", levels) + "1" + repeated("}", levels),
                                    repeated("[", levels) + "1,2" + repeated("]", levels)})
        EXPECT_THAT(errorOf(bomb).message, HasSubstr("more than 1000 levels"));
    EXPECT_FALSE(parsedBothWays(repeated("[", levels)));
    EXPECT_FALSE(parsedBothWays(repeated("[{\"a\":", levels)));
}

TEST(Document, TakesDeepTextsWhenAllowed)
{
    constexpr std::size_t levels = 100'000;
    const std::string text = repeated("[", levels) + repeated("]", levels);

    const auto document = parsedBothWays(text, {.maxDepth = levels});

    ASSERT_TRUE(document);
    EXPECT_EQ(document->serialize(), text);
}

TEST(Document, RefusesDuplicateNamesOnRequestAtAnyLevel)
{
    const ParseOptions strict{.refuseDuplicateNames = true};

    const ParseError error = errorOf("[{\"a\":\n{\"b\":1, \"\\u0062\":2}}]", strict);

    EXPECT_THAT(error.message, HasSubstr("\"b\" occurs twice"));
    EXPECT_EQ(error.line, 2U);
    EXPECT_EQ(error.column, 9U);
    EXPECT_TRUE(parsedBothWays("[{\"a\":{\"a\":1}},{\"a\":1}]", strict));
}

TEST(Document, FindsADuplicateAmongManyNames)
{
    std::string text = "{";
    for (int i = 0; i < 50'000; ++i)
        text += "\"name" + std::to_string(i) + "\":0,";
    const ParseOptions strict{.refuseDuplicateNames = true};

    EXPECT_TRUE(parsedBothWays(text + "\"last\":0}", strict));
    EXPECT_THAT(errorOf(text + "\"name777\":0}", strict).message, HasSubstr("name777"));
}

} // namespace
