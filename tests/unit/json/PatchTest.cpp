// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Patch.h"

#include <gmock/gmock.h>

#include <limits>

using namespace json;

namespace {

std::string patched(std::string_view document, std::string_view patch)
{
    const auto parsedPatch = Patch::parse(patch);
    if (!parsedPatch)
        return parsedPatch.error().message;
    const Document before = *Document::parse(document);
    const auto after = parsedPatch->apply(before);
    EXPECT_EQ(before.serialize(), document) << "the document itself is never touched";
    return after ? after->serialize() : after.error().message;
}

// The cases of RFC 6902 appendix A, with our own values.

TEST(Patch, AddsMembersAndElements)
{
    EXPECT_EQ(patched(R"({"x":1})", R"([{"op":"add","path":"/y","value":2}])"), R"({"x":1,"y":2})");
    EXPECT_EQ(patched(R"({"x":[1,3]})", R"([{"op":"add","path":"/x/1","value":2}])"),
              R"({"x":[1,2,3]})");
    EXPECT_EQ(patched(R"({"x":[1]})", R"([{"op":"add","path":"/x/1","value":[2]}])"),
              R"({"x":[1,[2]]})");
    EXPECT_EQ(patched(R"({"x":[1]})", R"([{"op":"add","path":"/x/-","value":null}])"),
              R"({"x":[1,null]})");
    EXPECT_EQ(patched(R"({"x":1})", R"([{"op":"add","path":"/y","value":{"z":{}}}])"),
              R"({"x":1,"y":{"z":{}}})");
}

TEST(Patch, AddOntoAMemberReplacesItInItsPlace)
{
    EXPECT_EQ(patched(R"({"x":1,"y":2})", R"([{"op":"add","path":"/x","value":3}])"),
              R"({"x":3,"y":2})");
}

TEST(Patch, RemovesMembersAndElements)
{
    EXPECT_EQ(patched(R"({"x":1,"y":2})", R"([{"op":"remove","path":"/x"}])"), R"({"y":2})");
    EXPECT_EQ(patched(R"([1,2,3])", R"([{"op":"remove","path":"/1"}])"), "[1,3]");
}

TEST(Patch, ReplacesInPlace)
{
    EXPECT_EQ(patched(R"({"x":1,"y":2})", R"([{"op":"replace","path":"/x","value":1.0}])"),
              R"({"x":1.0,"y":2})");
    EXPECT_EQ(patched("[1,2]", R"([{"op":"replace","path":"/1","value":"b"}])"), R"([1,"b"])");
}

TEST(Patch, MovesMembersAndElements)
{
    EXPECT_EQ(patched(R"({"from":{"a":1,"b":2},"to":{}})",
                      R"([{"op":"move","from":"/from/a","path":"/to/c"}])"),
              R"({"from":{"b":2},"to":{"c":1}})");
    EXPECT_EQ(patched("[1,2,3,4]", R"([{"op":"move","from":"/1","path":"/3"}])"), "[1,3,4,2]");
    EXPECT_EQ(patched("[1,2,3,4]", R"([{"op":"move","from":"/3","path":"/0"}])"), "[4,1,2,3]");
    EXPECT_EQ(patched(R"({"a":1,"b":2})", R"([{"op":"move","from":"/a","path":"/a"}])"),
              R"({"a":1,"b":2})");
    EXPECT_EQ(patched(R"({"a":{"b":1}})", R"([{"op":"move","from":"/a/b","path":"/a"}])"),
              R"({"a":1})");
}

TEST(Patch, CopiesDeeply)
{
    EXPECT_EQ(patched(R"({"a":{"b":[1]}})", R"([{"op":"copy","from":"/a","path":"/c"},)"
                                            R"({"op":"add","path":"/a/b/-","value":2},)"
                                            R"({"op":"copy","from":"/a","path":"/d"},)"
                                            R"({"op":"add","path":"/d/b/0","value":0}])"),
              R"({"a":{"b":[1,2]},"c":{"b":[1]},"d":{"b":[0,1,2]}})");
    EXPECT_EQ(patched(R"({"a":1})", R"([{"op":"copy","from":"","path":"/b"},)"
                                    R"({"op":"copy","from":"","path":"/b/c"}])"),
              R"({"a":1,"b":{"a":1,"c":{"a":1,"b":{"a":1}}}})");
}

TEST(Patch, TestsByValue)
{
    const std::string document = R"({"n":1.0,"s":"1","o":{"a":[1,2],"b":null}})";
    EXPECT_EQ(patched(document, R"([{"op":"test","path":"/n","value":1},)"
                                R"({"op":"test","path":"/o","value":{"b":null,"a":[1e0,2]}},)"
                                R"({"op":"test","path":"/o/b","value":null}])"),
              document);
}

TEST(Patch, TestsSeeWhatEarlierOperationsDid)
{
    EXPECT_EQ(patched(R"({"a":{"b":1}})",
                      R"([{"op":"add","path":"/a/c","value":[]},{"op":"remove","path":"/a/b"},)"
                      R"({"op":"test","path":"","value":{"a":{"c":[]}}},)"
                      R"({"op":"add","path":"/a/c/-","value":5}])"),
              R"({"a":{"c":[5]}})");
}

TEST(Patch, ReplacesTheWholeDocument)
{
    EXPECT_EQ(patched(R"({"a":1})", R"([{"op":"replace","path":"","value":[1]},)"
                                    R"({"op":"add","path":"/-","value":2}])"),
              "[1,2]");
    EXPECT_EQ(patched(R"({"a":{"b":1}})", R"([{"op":"move","from":"/a","path":""}])"),
              R"({"b":1})");
    EXPECT_EQ(patched("1", R"([{"op":"add","path":"","value":"x"}])"), R"("x")");
}

TEST(Patch, TakesTokensOnObjectsAsPlainNames)
{
    EXPECT_EQ(
        patched(R"({"0":1,"01":2,"-":3,"~1":4,"":5})",
                R"([{"op":"remove","path":"/0"},{"op":"remove","path":"/01"},)"
                R"({"op":"replace","path":"/-","value":6},{"op":"remove","path":"/~01"},)"
                R"({"op":"add","path":"/","value":7},{"op":"add","path":"/~1~0","value":8}])"),
        R"({"-":6,"":7,"/~":8})");
}

TEST(Patch, IgnoresUnknownMembers)
{
    EXPECT_EQ(patched("{}", R"([{"op":"add","path":"/a","value":1,"from":5,"note":"x"}])"),
              R"({"a":1})");
}

TEST(Patch, RemovesEveryMemberOfARepeatedName)
{
    EXPECT_EQ(patched(R"({"a":1,"b":2,"a":3})", R"([{"op":"remove","path":"/a"}])"), R"({"b":2})");
    EXPECT_EQ(patched(R"({"a":1,"a":3})", R"([{"op":"test","path":"/a","value":3}])"),
              R"({"a":1,"a":3})");
}

TEST(Patch, ChangesNothingWhenEmpty)
{
    EXPECT_TRUE(Patch().isEmpty());
    EXPECT_EQ(patched(R"({"a":1.0})", "[]"), R"({"a":1.0})");
    EXPECT_EQ(Patch().serialize(), "[]");
}

TEST(Patch, ResultNeedsNeitherTheDocumentNorThePatch)
{
    Document result;
    {
        const Document document = *Document::parse(R"({"a":"the document's own text"})");
        const Patch patch =
            *Patch::parse(R"([{"op":"add","path":"/b~1","value":"the patch's own text"}])");
        result = *patch.apply(document);
    }
    EXPECT_EQ(result.serialize(), R"({"a":"the document's own text","b/":"the patch's own text"})");
}

TEST(Patch, IsWrittenAsCanonicalOperations)
{
    const std::string text = R"([{"op":"add","path":"/a~1","value":1.0},{"op":"remove","path":""},)"
                             R"({"op":"move","from":"/a","path":"/b"},)"
                             R"({"op":"test","path":"/c","value":{"x":null}}])";
    const Patch patch = *Patch::parse(text);

    EXPECT_EQ(patch.serialize(), text);
    EXPECT_EQ(patch.operations().size(), 4U);
    EXPECT_EQ(patch.operations()[2].from.toString(), "/a");
    EXPECT_EQ(name(PatchOp::Replace), "replace");
}

TEST(Patch, RemovesTenThousandElementsOneByOne)
{
    std::string document = "[";
    std::string patch = "[";
    for (int i = 0; i < 10'000; ++i) {
        document += std::to_string(i) + ',';
        patch += R"({"op":"remove","path":"/0"},)";
    }
    document += "\"last\"]";
    patch.back() = ']';

    EXPECT_EQ(patched(document, patch), R"(["last"])");
}

TEST(Patch, FindsItsWayInALargeObject)
{
    std::string document = "{";
    std::string patch = "[";
    for (int i = 0; i < 20'000; ++i) {
        const std::string name = "name" + std::to_string(i);
        document += '"' + name + "\":0,";
        patch += R"({"op":"remove","path":"/)" + name + R"("},{"op":"add","path":"/)" + name +
                 R"(","value":1},)";
    }
    document += "\"last\":2}";
    patch += R"({"op":"remove","path":"/name7"},{"op":"test","path":"/name8","value":1}])";

    const auto result = Patch::parse(patch)->apply(*Document::parse(document));

    ASSERT_TRUE(result) << result.error().message;
    EXPECT_EQ(result->root().size(), 20'000U);
    EXPECT_FALSE(result->root()["name7"]);
    EXPECT_EQ(result->root()["name19999"].integer(), 1);
}

} // namespace
