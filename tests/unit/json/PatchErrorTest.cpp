// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Patch.h"

#include <gmock/gmock.h>

using namespace json;
using testing::HasSubstr;
using Code = PatchError::Code;

namespace {

PatchError errorOf(std::string_view document, std::string_view patch)
{
    const auto parsed = Patch::parse(patch);
    if (!parsed)
        return parsed.error();
    const Document before = *Document::parse(document);
    const auto after = parsed->apply(before);
    EXPECT_EQ(before.serialize(), document);
    EXPECT_FALSE(after) << after->serialize();
    return after ? PatchError{} : after.error();
}

void expectError(const PatchError &error, Code code, int operation, std::string_view pointer,
                 std::string_view message)
{
    EXPECT_EQ(error.code, code) << error.message;
    EXPECT_EQ(error.operation, operation) << error.message;
    EXPECT_EQ(error.pointer, pointer) << error.message;
    EXPECT_THAT(error.message, HasSubstr(message));
}

TEST(PatchError, PatchThatIsNoArrayOfObjects)
{
    expectError(errorOf("1", "[1,\n?]"), Code::NotAnArray, -1, "", "line 2, column 1");
    expectError(errorOf("1", "{}"), Code::NotAnArray, -1, "", "array of objects");
    expectError(errorOf("1", R"([{"op":"test","path":"","value":1},2])"), Code::NotAnArray, 1, "",
                "operation 1: a patch is an array of objects");
    EXPECT_FALSE(Patch::fromDocument(Document()));
}

TEST(PatchError, OperationThatIsNotComplete)
{
    const auto error = [](std::string_view operation) {
        return errorOf("{}", '[' + std::string(operation) + ']');
    };

    expectError(error(R"({"path":"/a"})"), Code::BadOperation, 0, "", "\"op\" is missing");
    expectError(error(R"({"op":"spam","path":"/a"})"), Code::BadOperation, 0, "",
                "no operation \"spam\"");
    expectError(error(R"({"op":"Add","path":"/a","value":1})"), Code::BadOperation, 0, "", "Add");
    expectError(error(R"({"op":1,"path":"/a"})"), Code::BadOperation, 0, "", "no operation 1");
    expectError(error(R"({"op":"remove"})"), Code::BadOperation, 0, "", "\"path\" is missing");
    expectError(error(R"({"op":"remove","path":null})"), Code::BadOperation, 0, "",
                "\"path\" is not a string");
    expectError(error(R"({"op":"move","path":"/a"})"), Code::BadOperation, 0, "",
                "\"from\" is missing");
    expectError(error(R"({"op":"copy","path":"/a","from":1})"), Code::BadOperation, 0, "",
                "\"from\" is not a string");
    for (const char *op : {"add", "replace", "test"}) {
        expectError(error(R"({"path":"/a","op":")" + std::string(op) + "\"}"), Code::BadOperation,
                    0, "/a", "\"value\" is missing");
    }
    expectError(error(R"({"op":"add","path":"/a","value":1,"\u006fp":"remove"})"),
                Code::BadOperation, 0, "", "\"op\" occurs twice");
}

TEST(PatchError, PathThatIsNoPointer)
{
    expectError(errorOf("{}", R"([{"op":"remove","path":"a"}])"), Code::BadPointer, 0, "a",
                "starts with");
    expectError(errorOf("{}", R"([{"op":"remove","path":"/~"}])"), Code::BadPointer, 0, "/~",
                "in \"path\" is not a JSON Pointer");
    expectError(errorOf("{}", R"([{"op":"move","path":"/a","from":"/~2"}])"), Code::BadPointer, 0,
                "/~2", "in \"from\"");
}

TEST(PatchError, PathThatLeadsNowhere)
{
    expectError(errorOf(R"({"a":{"c":1}})", R"([{"op":"test","path":"/a/c","value":1},)"
                                            R"({"op":"replace","path":"/a/b","value":1}])"),
                Code::PathNotFound, 1, "/a/b",
                R"(operation 1 (replace /a/b): there is no member "b" in the object at /a)");
    expectError(errorOf("{}", R"([{"op":"remove","path":"/x~1y"}])"), Code::PathNotFound, 0,
                "/x~1y", R"(there is no member "x/y" in the object at the root)");
    expectError(errorOf("{}", R"([{"op":"add","path":"/a/b","value":1}])"), Code::PathNotFound, 0,
                "/a/b", "no member \"a\"");
    expectError(errorOf(R"({"a":5})", R"([{"op":"add","path":"/a/b","value":1}])"),
                Code::PathNotFound, 0, "/a/b", "the number at /a holds no other values");
    expectError(errorOf(R"([null])", R"([{"op":"test","path":"/0/x/y","value":1}])"),
                Code::PathNotFound, 0, "/0/x/y", "the null value at /0");
    expectError(errorOf("{}", R"([{"op":"test","path":"/a","value":null}])"), Code::PathNotFound, 0,
                "/a", "no member");
}

TEST(PatchError, FromThatLeadsNowhere)
{
    expectError(errorOf("{}", R"([{"op":"move","from":"/a","path":"/b"}])"), Code::FromNotFound, 0,
                "/a", R"(operation 0 (move /a to /b): there is no member "a")");
    expectError(errorOf(R"({"a":1})", R"([{"op":"copy","from":"/a/b","path":"/c"}])"),
                Code::FromNotFound, 0, "/a/b", "the number at /a");
    expectError(errorOf("[1]", R"([{"op":"copy","from":"/1","path":"/0"}])"), Code::BadIndex, 0,
                "/1", "beyond the end");
    expectError(errorOf(R"({"a":1})", R"([{"op":"move","from":"/a","path":"/x/y"}])"),
                Code::PathNotFound, 0, "/x/y", "no member \"x\"");
}

TEST(PatchError, IndexThatIsNone)
{
    const auto error = [](std::string_view op, std::string_view path) {
        return errorOf(
            R"({"a":[1,2]})",
            std::string(R"([{"value":1,"op":")").append(op).append(R"(","path":")").append(path) +
                "\"}]");
    };

    expectError(error("add", "/a/3"), Code::BadIndex, 0, "/a/3",
                "index 3 is beyond the end of the array at /a, whose length is 2");
    expectError(error("replace", "/a/2"), Code::BadIndex, 0, "/a/2", "beyond the end");
    expectError(error("remove", "/a/-"), Code::BadIndex, 0, "/a/-", "nothing yet");
    expectError(error("add", "/a/-/b"), Code::BadIndex, 0, "/a/-/b", "nothing yet");
    expectError(error("test", "/a/99999999999999999999999"), Code::BadIndex, 0,
                "/a/99999999999999999999999", "beyond the end");
    for (const char *index : {"01", "-1", "+1", "1e0", "", "x", "00"}) {
        expectError(error("add", std::string("/a/") + index), Code::BadIndex, 0,
                    std::string("/a/") + index, "is not an index of the array at /a");
    }
}

TEST(PatchError, MoveIntoItself)
{
    const std::string document = R"({"a":{"b":1},"ab":{}})";
    expectError(errorOf(document, R"([{"op":"move","from":"/a","path":"/a/b"}])"), Code::IntoItself,
                0, "/a/b", "part of itself");
    expectError(errorOf(document, R"([{"op":"move","from":"","path":"/c"}])"), Code::IntoItself, 0,
                "/c", "part of itself");
    EXPECT_TRUE(Patch::parse(R"([{"op":"move","from":"/a","path":"/ab/a"}])")
                    ->apply(*Document::parse(document)));
}

TEST(PatchError, RemovalOfTheRoot)
{
    expectError(errorOf("{}", R"([{"op":"remove","path":""}])"), Code::RemovesRoot, 0, "",
                R"(operation 0 (remove ""): the whole document can't be removed)");
}

TEST(PatchError, TestThatFails)
{
    expectError(errorOf(R"({"a":"x"})", R"([{"op":"test","path":"/a","value":"y"}])"),
                Code::TestFailed, 0, "/a", R"(found "x" instead of "y")");
    expectError(
        errorOf("9007199254740993", R"([{"op":"test","path":"","value":9007199254740992}])"),
        Code::TestFailed, 0, "", "9007199254740993");
    expectError(
        errorOf("[1,2,3,4,5,6,7,8,9,10,11,12,13]", R"([{"op":"test","path":"","value":{}}])"),
        Code::TestFailed, 0, "", "an array with 13 elements instead of {}");
}

TEST(PatchError, LastOperationOfManyLeavesNothingBehind)
{
    expectError(errorOf(R"({"a":[1,2,3]})",
                        R"([{"op":"remove","path":"/a/0"},{"op":"add","path":"/b","value":1},)"
                        R"({"op":"move","from":"/b","path":"/a/0"},)"
                        R"({"op":"copy","from":"/a","path":"/c"},)"
                        R"({"op":"test","path":"/c/0","value":2}])"),
                Code::TestFailed, 4, "/c/0", "found 1 instead of 2");
}

TEST(PatchError, CopiesWithoutEnd)
{
    std::string patch = "[";
    for (int i = 0; i < 100; ++i)
        patch += R"({"op":"copy","from":"","path":"/-"},)";
    patch.back() = ']';

    const PatchError error = errorOf("[[]]", patch);

    EXPECT_EQ(error.code, Code::TooLarge) << error.message;
}

TEST(PatchError, NestingWithoutEnd)
{
    std::string patch = "[";
    for (int i = 0; i < 20; ++i)
        patch +=
            R"({"op":"copy","from":"/a","path":"/b"},{"op":"move","from":"/b","path":"/a/a"},)";
    patch.back() = ']';
    std::string deep(600, '[');
    deep += std::string(600, ']');
    const std::string put = R"([{"op":"add","path":"/0","value":)" + deep + R"(},)" +
                            R"({"op":"copy","from":"","path":"/0)";
    std::string down;
    for (int i = 0; i < 500; ++i)
        down += "/0";

    EXPECT_TRUE(Patch::parse(patch)->apply(*Document::parse(R"({"a":{}})")));
    expectError(errorOf("[]", put + down + "\"}]"), Code::TooLarge, 1, "/0" + down,
                "nested more than 1000 levels");
}

TEST(PatchError, MessagesStayShort)
{
    const std::string name(100'000, 'x');

    const PatchError error = errorOf("{}", R"([{"op":"remove","path":"/)" + name + "\"}]");

    EXPECT_EQ(error.pointer, '/' + name);
    EXPECT_LT(error.message.size(), 400U);
}

} // namespace
