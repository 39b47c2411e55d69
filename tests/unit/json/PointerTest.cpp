// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Pointer.h"

#include "app/json/Document.h"

#include <gmock/gmock.h>

using namespace json;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

std::string found(const Document &document, std::string_view pointer)
{
    const auto parsed = Pointer::parse(pointer);
    if (!parsed)
        return "not a pointer: " + parsed.error();
    const Value value = parsed->resolve(document.root());
    return value ? value.serialize() : "nothing";
}

TEST(Pointer, FindsEveryExampleOfRfc6901Section5)
{
    const Document document =
        *Document::parse(R"({"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,)"
                         R"("k\"l":6," ":7,"m~n":8})");

    EXPECT_EQ(found(document, ""), document.serialize());
    EXPECT_EQ(found(document, "/foo"), R"(["bar","baz"])");
    EXPECT_EQ(found(document, "/foo/0"), R"("bar")");
    EXPECT_EQ(found(document, "/"), "0");
    EXPECT_EQ(found(document, "/a~1b"), "1");
    EXPECT_EQ(found(document, "/c%d"), "2");
    EXPECT_EQ(found(document, "/e^f"), "3");
    EXPECT_EQ(found(document, "/g|h"), "4");
    EXPECT_EQ(found(document, "/i\\j"), "5");
    EXPECT_EQ(found(document, "/k\"l"), "6");
    EXPECT_EQ(found(document, "/ "), "7");
    EXPECT_EQ(found(document, "/m~0n"), "8");
}

TEST(Pointer, FindsNothingWhereNothingIs)
{
    const Document document = *Document::parse(R"({"list":[1,2],"text":"x","none":null})");

    EXPECT_EQ(found(document, "/list/2"), "nothing");
    EXPECT_EQ(found(document, "/list/-"), "nothing");
    EXPECT_EQ(found(document, "/list/01"), "nothing");
    EXPECT_EQ(found(document, "/list/+1"), "nothing");
    EXPECT_EQ(found(document, "/list/"), "nothing");
    EXPECT_EQ(found(document, "/list/99999999999999999999"), "nothing");
    EXPECT_EQ(found(document, "/text/0"), "nothing");
    EXPECT_EQ(found(document, "/other/deeper"), "nothing");
    EXPECT_EQ(found(document, "/none"), "null");
}

TEST(Pointer, UnescapesEachTildeOnce)
{
    EXPECT_THAT(Pointer::parse("/~01/~10/~0~1")->tokens(), ElementsAre("~1", "/0", "~/"));
}

TEST(Pointer, SaysWhatIsWrong)
{
    EXPECT_THAT(Pointer::parse("a/b").error(), HasSubstr("starts with"));
    EXPECT_THAT(Pointer::parse("/a/~").error(), HasSubstr("position 4"));
    EXPECT_THAT(Pointer::parse("/~2").error(), HasSubstr("position 2"));
    EXPECT_THAT(Pointer::parse("#/a").error(), HasSubstr("starts with"));
}

TEST(Pointer, IsWrittenAsItWasRead)
{
    for (const char *text : {"", "/", "//", "/a~1b/~0/~01", "/0/-/ö"})
        EXPECT_EQ(Pointer::parse(text)->toString(), text);
}

TEST(Pointer, KnowsItsFamily)
{
    const Pointer pointer = *Pointer::parse("/a/b");

    EXPECT_EQ(pointer.parent().toString(), "/a");
    EXPECT_EQ(pointer.child("c/d").toString(), "/a/b/c~1d");
    EXPECT_TRUE(Pointer().parent().isRoot());
    EXPECT_TRUE(pointer.isBelow(Pointer()));
    EXPECT_TRUE(pointer.isBelow(*Pointer::parse("/a")));
    EXPECT_FALSE(pointer.isBelow(pointer));
    EXPECT_FALSE(Pointer::parse("/ab")->isBelow(*Pointer::parse("/a")));
    EXPECT_FALSE(Pointer().isBelow(Pointer()));
}

TEST(ArrayIndex, IsDigitsWithoutLeadingZeroOrSign)
{
    EXPECT_EQ(arrayIndex("0"), 0U);
    EXPECT_EQ(arrayIndex("10"), 10U);
    for (const char *token : {"", "-", "-1", "+1", "00", "01", "1e0", " 1", "1 ", "0x1", "٣"})
        EXPECT_EQ(arrayIndex(token), std::nullopt) << token;
}

} // namespace
