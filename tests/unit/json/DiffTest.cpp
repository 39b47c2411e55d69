// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Diff.h"

#include <gmock/gmock.h>

#include <format>

using namespace json;

namespace {

/// The patch from one to the other, which must lead there.
std::string difference(std::string_view before, std::string_view after)
{
    const Document b = *Document::parse(before);
    const Document a = *Document::parse(after);
    const Patch patch = diff(b, a);
    const auto result = patch.apply(b);
    EXPECT_TRUE(result) << result.error().message;
    if (result) {
        EXPECT_TRUE(equal(result->root(), a.root())) << result->serialize();
    }
    return patch.serialize();
}

std::string list(int count, int without = -1, int changed = -1)
{
    std::string text = "[";
    for (int i = 0; i < count; ++i) {
        if (i != without)
            text += std::format(R"({{"id":"d{}","n":{}}},)", i, i == changed ? -1 : i % 10);
    }
    text.back() = ']';
    return text;
}

TEST(Diff, IsEmptyForEqualDocuments)
{
    EXPECT_EQ(difference("[1]", "[ 1 ]"), "[]");
    EXPECT_EQ(difference(R"({"a":1,"b":[{"c":1,"d":2}]})", R"({"b":[{"d":2,"c":1}],"a":1})"), "[]");
}

TEST(Diff, ReplacesNumbersThatAreWrittenDifferently)
{
    EXPECT_EQ(difference("[1]", "[1.0]"), R"([{"op":"replace","path":"/0","value":1.0}])");
    EXPECT_EQ(difference(R"({"a":1e2})", R"({"a":100})"),
              R"([{"op":"replace","path":"/a","value":100}])");
}

TEST(Diff, ReplacesTheRootWhenItsTypeChanges)
{
    EXPECT_EQ(difference("[]", "{}"), R"([{"op":"replace","path":"","value":{}}])");
    EXPECT_EQ(difference("1", "\"1\""), R"([{"op":"replace","path":"","value":"1"}])");
}

TEST(Diff, FollowsMembersInDocumentOrder)
{
    EXPECT_EQ(difference(R"({"a":1,"b":{"x":[]},"c":3,"d":4})",
                         R"({"d":5,"b":{"x":[],"y/z":1},"e":{"~":2},"f":6})"),
              R"([{"op":"remove","path":"/a"},{"op":"remove","path":"/c"},)"
              R"({"op":"replace","path":"/d","value":5},)"
              R"({"op":"add","path":"/e","value":{"~":2}},{"op":"add","path":"/f","value":6},)"
              R"({"op":"add","path":"/b/y~1z","value":1}])");
}

TEST(Diff, FindsInsertionsAndRemovalsInArrays)
{
    EXPECT_EQ(difference("[1,2,3]", "[0,1,2,3]"), R"([{"op":"add","path":"/0","value":0}])");
    EXPECT_EQ(difference("[1,2,3]", "[1,3]"), R"([{"op":"remove","path":"/1"}])");
    EXPECT_EQ(difference("[1,2,3,4,5,6]", "[2,3,9,4,6]"),
              R"([{"op":"remove","path":"/0"},{"op":"add","path":"/2","value":9},)"
              R"({"op":"remove","path":"/4"}])");
    EXPECT_EQ(difference("[1,1,1]", "[1,1,1,1]"), R"([{"op":"add","path":"/3","value":1}])");
    EXPECT_EQ(difference("[1,2,3]", "[]"), R"([{"op":"remove","path":"/0"},)"
                                           R"({"op":"remove","path":"/0"},)"
                                           R"({"op":"remove","path":"/0"}])");
}

TEST(Diff, ReplacesAScalarInItsPlace)
{
    EXPECT_EQ(difference("[1,2,3]", "[1,5,3]"), R"([{"op":"replace","path":"/1","value":5}])");
}

TEST(Diff, GoesIntoElementsWithTheSameId)
{
    EXPECT_EQ(difference(R"([{"id":1,"n":"a","x":0},{"id":2,"n":"b","x":0}])",
                         R"([{"id":3,"n":"c","x":0},{"id":1,"n":"A","x":0}])"),
              R"([{"op":"add","path":"/0","value":{"id":3,"n":"c","x":0}},)"
              R"({"op":"remove","path":"/2"},{"op":"replace","path":"/1/n","value":"A"}])");
}

TEST(Diff, GoesIntoElementsThatAreAlike)
{
    EXPECT_EQ(difference(R"([{"a":1,"b":2,"c":3}])", R"([7,{"a":1,"b":2,"c":4}])"),
              R"([{"op":"add","path":"/0","value":7},{"op":"replace","path":"/1/c","value":4}])");
}

TEST(Diff, ReplacesElementsThatHaveNothingInCommon)
{
    EXPECT_EQ(difference(R"([{"id":1,"a":1}])", R"([{"id":2,"a":1}])"),
              R"([{"op":"replace","path":"/0","value":{"id":2,"a":1}}])");
}

TEST(Diff, ReplacesObjectsWithRepeatedNamesAsAWhole)
{
    EXPECT_EQ(difference(R"({"x":{"a":1,"a":2}})", R"({"x":{"a":2}})"),
              R"([{"op":"replace","path":"/x","value":{"a":2}}])");
    EXPECT_EQ(difference(R"({"x":{"a":2}})", R"({"x":{"a":1,"a":2}})"),
              R"([{"op":"replace","path":"/x","value":{"a":1,"a":2}}])");
}

TEST(Diff, HandlesAbsentDocuments)
{
    const Document something = *Document::parse("[1]");

    const Patch patch = diff(Document(), something);

    EXPECT_EQ(patch.apply(Document())->serialize(), "[1]");
    EXPECT_TRUE(diff(something, Document()).isEmpty());
}

TEST(Diff, KeepsItsValuesAlive)
{
    Patch patch;
    {
        const Document before = *Document::parse("[]");
        const Document after = *Document::parse(R"(["a text beyond small buffers"])");
        patch = diff(before, after);
    }
    EXPECT_EQ(patch.apply(*Document::parse("[]"))->serialize(),
              R"(["a text beyond small buffers"])");
}

TEST(Diff, FindsOneChangeAmongTenThousandElements)
{
    EXPECT_EQ(difference(list(12'000), list(12'000, 0)), R"([{"op":"remove","path":"/0"}])");
    EXPECT_EQ(difference(list(12'000), list(12'000, 6'000)), R"([{"op":"remove","path":"/6000"}])");
    EXPECT_EQ(difference(list(12'000, 11'000), list(12'000, 10)),
              R"([{"op":"remove","path":"/10"},)"
              R"({"op":"add","path":"/10999","value":{"id":"d11000","n":0}}])");
    EXPECT_EQ(difference(list(12'000), list(12'000, 5, 9'000)),
              R"([{"op":"remove","path":"/5"},{"op":"replace","path":"/8999/n","value":-1}])");
}

TEST(Diff, FindsAShiftOfAFewAmongManyThatStayed)
{
    std::string after = list(2'000, 1'000, 1'500);
    after.insert(after.find(R"({"id":"d1020")"), R"({"id":"new","n":0},)");

    EXPECT_EQ(difference(list(2'000), after),
              R"([{"op":"remove","path":"/1000"},)"
              R"({"op":"add","path":"/1019","value":{"id":"new","n":0}},)"
              R"({"op":"replace","path":"/1500/n","value":-1}])");
}

TEST(Diff, CopesWithManyChanges)
{
    std::string numbers = "[";
    std::string others = "[";
    for (int i = 0; i < 12'000; ++i) {
        numbers += std::to_string(i * 7919 % 100) + ',';
        others += std::to_string(i * 104'729 % 97) + ',';
    }
    numbers.back() = ']';
    others.back() = ']';

    EXPECT_NE(difference(numbers, others), "[]");
    EXPECT_NE(difference(numbers, list(12'000)), "[]");
    EXPECT_NE(difference(list(12'000), "[]"), "[]");
}

TEST(Diff, FollowsShiftedObjectsWhenEachOfThemChanged)
{
    std::string before = "[";
    std::string after = R"([{"id":"new","n":0,"t":2},)";
    for (int i = 0; i < 3'000; ++i) {
        before += std::format(R"({{"id":"d{0}","n":{0},"t":1}},)", i);
        after += std::format(R"({{"id":"d{0}","n":{0},"t":2}},)", i);
    }
    before.back() = ']';
    after.back() = ']';

    const Patch patch = diff(*Document::parse(before), *Document::parse(after));

    ASSERT_EQ(patch.operations().size(), 3'001U);
    EXPECT_EQ(patch.operations()[0].path.toString(), "/0");
    EXPECT_EQ(patch.operations()[1].path.toString(), "/1/t");
    difference(before, after);
}

TEST(Diff, HandlesObjectsWithTenThousandMembersInAnyOrder)
{
    std::string before = "{";
    std::string after = "{";
    for (int i = 0; i < 10'000; ++i) {
        before += std::format(R"("k{0}":{{"v":{0}}},)", i);
        after += std::format(R"("k{0}":{{"v":{0}}},)", 9'999 - i);
    }
    before.back() = '}';

    EXPECT_EQ(difference(before, after + "\"new\":1}"),
              R"([{"op":"add","path":"/new","value":1}])");
}

TEST(Diff, NeedsNoStackForDeepDocuments)
{
    constexpr std::size_t levels = 20'000;
    const ParseOptions deep{.maxDepth = levels};
    const auto nested = [](std::string_view inner) {
        std::string text;
        for (std::size_t i = 0; i < levels; i += 2)
            text += R"([1,{"a":)";
        text += inner;
        for (std::size_t i = 0; i < levels; i += 2)
            text += "}]";
        return text;
    };
    const Document before = *Document::parse(nested("1"), deep);
    const Document after = *Document::parse(nested("2"), deep);

    const Patch patch = diff(before, after);

    ASSERT_EQ(patch.operations().size(), 1U);
    EXPECT_EQ(patch.operations()[0].path.tokens().size(), levels);
    EXPECT_TRUE(equal(patch.apply(before)->root(), after.root()));
}

} // namespace
