// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Document.h"
#include "app/json/Equality.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

using namespace json;

namespace {

Document parsed(std::string_view text)
{
    return *Document::parse(text);
}

bool equalTexts(std::string_view left, std::string_view right)
{
    const Document l = parsed(left);
    const Document r = parsed(right);
    EXPECT_EQ(equal(l.root(), r.root()), equal(r.root(), l.root()));
    return equal(l.root(), r.root());
}

TEST(Value, AnswersNothingWhenAbsent)
{
    const Value absent;

    EXPECT_FALSE(absent);
    EXPECT_FALSE(absent.isNull());
    EXPECT_EQ(absent.type(), Type::Null);
    EXPECT_EQ(absent.text(), "");
    EXPECT_EQ(absent.boolean(), std::nullopt);
    EXPECT_EQ(absent.number(), std::nullopt);
    EXPECT_EQ(absent.integer(), std::nullopt);
    EXPECT_EQ(absent.size(), 0U);
    EXPECT_FALSE(absent["a"]);
    EXPECT_FALSE(absent.at(0));
    EXPECT_EQ(absent.elements().begin(), absent.elements().end());
    EXPECT_EQ(absent.members().begin(), absent.members().end());
    EXPECT_EQ(absent.serialize(), "null");
}

TEST(Value, ReadsEachType)
{
    const Document document = parsed(R"([null,true,false,-1.50,"a\u00e5",[1],{"a":1}])");
    const Value root = document.root();

    EXPECT_TRUE(root.at(0).isNull());
    EXPECT_EQ(root.at(1).boolean(), true);
    EXPECT_EQ(root.at(2).boolean(), false);
    EXPECT_EQ(root.at(3).text(), "-1.50");
    EXPECT_EQ(root.at(3).number(), -1.5);
    EXPECT_EQ(root.at(4).text(), "aå");
    EXPECT_EQ(root.at(5).at(0).integer(), 1);
    EXPECT_EQ(root.at(6)["a"].integer(), 1);
    EXPECT_FALSE(root.at(7));
    EXPECT_EQ(root.at(4).number(), std::nullopt);
    EXPECT_EQ(root.at(3).boolean(), std::nullopt);
}

TEST(Value, KeepsOrderAndDuplicatesOfMembers)
{
    const Document document = parsed(R"({"z":1,"a":[{}],"z":3})");

    std::string seen;
    for (const auto [name, value] : document.root().members())
        seen += std::string(name) + value.serialize();
    EXPECT_EQ(seen, "z1a[{}]z3");
    EXPECT_EQ(document.root()["z"].integer(), 3) << "the last one counts";
    EXPECT_EQ(document.root().size(), 3U);
}

TEST(Value, FindsElementsBehindNestedOnes)
{
    const Document document = parsed(R"([[1,[2]],{"a":{}},3])");

    EXPECT_EQ(document.root().at(2).integer(), 3);
    std::string seen;
    for (const Value element : document.root().elements())
        seen += element.serialize();
    EXPECT_EQ(seen, R"([1,[2]]{"a":{}}3)");
}

TEST(Value, ReadsWholeNumbersHoweverTheyAreWritten)
{
    const auto integer = [](std::string_view text) { return parsed(text).root().integer(); };

    EXPECT_EQ(integer("1e3"), 1000);
    EXPECT_EQ(integer("5.0"), 5);
    EXPECT_EQ(integer("-0"), 0);
    EXPECT_EQ(integer("-0.0e5"), 0);
    EXPECT_EQ(integer("12.5e1"), 125);
    EXPECT_EQ(integer("1200e-2"), 12);
    EXPECT_EQ(integer("-0.00012e5"), -12);
    EXPECT_EQ(integer("9007199254740993"), 9007199254740993);
    EXPECT_EQ(integer("9007199254740993.0"), 9007199254740993);
    EXPECT_EQ(integer("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(integer("-9223372036854775808.0"), std::numeric_limits<std::int64_t>::min());
    for (const char *text : {"1.5", "1e-1", "9223372036854775808", "-9223372036854775809.0", "1e19",
                             "1e400", "1e99999999999999999999", "1e-99999999999999999999"})
        EXPECT_EQ(integer(text), std::nullopt) << text;
}

TEST(Value, ReadsDoublesInAnyRange)
{
    const auto number = [](std::string_view text) { return parsed(text).root().number(); };

    EXPECT_EQ(number("0.1"), 0.1);
    EXPECT_EQ(number("1e400"), std::numeric_limits<double>::infinity());
    EXPECT_EQ(number("-1e400"), -std::numeric_limits<double>::infinity());
    EXPECT_EQ(number("1e-400"), 0.0);
    EXPECT_TRUE(std::signbit(*number("-0")));
}

TEST(Equal, ComparesNumbersByExactValue)
{
    EXPECT_TRUE(equalTexts("1", "1.0"));
    EXPECT_TRUE(equalTexts("1", "10e-1"));
    EXPECT_TRUE(equalTexts("1", "0.1E+1"));
    EXPECT_TRUE(equalTexts("100", "1e2"));
    EXPECT_TRUE(equalTexts("-0", "0.00"));
    EXPECT_TRUE(equalTexts("0e99", "0"));
    EXPECT_TRUE(equalTexts("0.0120", "12.0e-3"));
    EXPECT_TRUE(equalTexts("1e400", "10e399"));
    EXPECT_FALSE(equalTexts("1", "-1"));
    EXPECT_FALSE(equalTexts("1e400", "1e401"));
    EXPECT_FALSE(equalTexts("9007199254740992", "9007199254740993"));
    EXPECT_FALSE(equalTexts("12", "120"));
    EXPECT_FALSE(equalTexts("1.2", "1.20000000000000000000000000001"));
    EXPECT_FALSE(equalTexts("1e99999999999999999999", "1e99999999999999999998"));
    EXPECT_FALSE(equalTexts("0", "1e-400"));
}

TEST(Equal, ComparesStringsByContentAndTypesStrictly)
{
    EXPECT_TRUE(equalTexts(R"("a\u0062")", R"("ab")"));
    EXPECT_FALSE(equalTexts(R"("1")", "1"));
    EXPECT_FALSE(equalTexts("null", "false"));
    EXPECT_FALSE(equalTexts("true", "false"));
    EXPECT_FALSE(equalTexts("[]", "{}"));
    EXPECT_FALSE(equalTexts(R"("")", R"("\u0000")"));
}

TEST(Equal, IgnoresOrderInObjectsButNotInArrays)
{
    EXPECT_TRUE(equalTexts(R"({"a":1,"b":[{"c":2,"d":3}]})", R"({"b":[{"d":3.0,"c":2}],"a":1})"));
    EXPECT_FALSE(equalTexts("[1,2]", "[2,1]"));
    EXPECT_FALSE(equalTexts(R"({"a":1,"b":2})", R"({"a":2,"b":1})"));
    EXPECT_FALSE(equalTexts(R"({"a":1})", R"({"a":1,"b":2})"));
    EXPECT_FALSE(equalTexts(R"({"a":1,"b":2})", R"({"a":1,"c":2})"));
    EXPECT_FALSE(equalTexts("[[1],2]", "[[1,2]]"));
}

TEST(Equal, WantsRepeatedNamesToRepeatOnBothSides)
{
    EXPECT_TRUE(equalTexts(R"({"a":1,"b":0,"a":2})", R"({"b":0,"a":1,"a":2})"));
    EXPECT_FALSE(equalTexts(R"({"a":1,"a":2})", R"({"a":2,"a":1})"));
    EXPECT_FALSE(equalTexts(R"({"a":1,"a":1})", R"({"a":1,"b":1})"));
}

TEST(Equal, HandlesLargeObjectsInAnyOrder)
{
    std::string forward = "{";
    std::string backward = "{";
    for (int i = 0; i < 20'000; ++i) {
        forward += '"' + std::to_string(i) + "\":" + std::to_string(i) + ',';
        backward += '"' + std::to_string(19'999 - i) + "\":" + std::to_string(19'999 - i) + ',';
    }
    forward.back() = '}';
    backward.back() = '}';

    EXPECT_TRUE(equalTexts(forward, backward));
    backward.replace(backward.rfind(":0}"), 3, ":1}");
    EXPECT_FALSE(equalTexts(forward, backward));
}

TEST(Equal, NeedsNoStackForDeepValues)
{
    const std::size_t depth = 100'000;
    const ParseOptions deep{.maxDepth = depth};
    std::string left;
    std::string right;
    for (std::size_t i = 0; i < depth; ++i) {
        left += R"({"a":1,"b":)";
        right += R"({"b":)";
    }
    left += "0" + std::string(depth, '}');
    right += "0";
    for (std::size_t i = 0; i < depth; ++i)
        right += R"(,"a":1.0})";

    const Document l = *Document::parse(left, deep);
    const Document r = *Document::parse(right, deep);

    EXPECT_TRUE(equal(l.root(), r.root()));
    EXPECT_EQ(l.serialize(), left);
}

TEST(ValueEquality, AsWrittenTellsSpellingsOfANumberApart)
{
    EXPECT_TRUE(equal(parsed("[1]").root(), parsed("[1.0]").root()));
    EXPECT_FALSE(sameAsWritten(parsed("[1]").root(), parsed("[1.0]").root()));
    EXPECT_TRUE(sameAsWritten(parsed(R"({"a":1,"b":[null,true]})").root(),
                              parsed(R"({"b":[null,true],"a":1})").root()));
    EXPECT_FALSE(sameAsWritten(parsed("null").root(), Value()));
    EXPECT_TRUE(sameAsWritten(Value(), Value()));
}

} // namespace
