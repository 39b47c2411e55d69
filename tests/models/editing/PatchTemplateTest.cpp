// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PatchTemplate.h"

#include "EditingSupport.h"

using editing::document;
using models::PatchTemplate;
using namespace Qt::StringLiterals;

namespace {

PatchTemplate parsed(const QString &text)
{
    const auto result = PatchTemplate::parse(text);
    EXPECT_TRUE(result) << (result ? QString() : result.error()).toStdString();
    return result.value_or(PatchTemplate());
}

/// The expanded patch as text, or the sentence.
std::string expanded(const QString &text, std::string_view resource)
{
    const auto patch = parsed(text).expand(document(resource).root());
    return patch ? patch->serialize() : patch.error().toStdString();
}

QString replacing(const QString &value, const QString &path = u"/a"_s)
{
    return u"[{\"op\":\"replace\",\"path\":\"%1\",\"value\":%2}]"_s.arg(path, value);
}

TEST(PatchTemplate, APlaceholderInsideTextIsTheMemberOfThatName)
{
    EXPECT_EQ(expanded(replacing(u"\"sip:${deviceId}@${n}.${on}\""_s),
                       R"({"deviceId":"+46 \"1\"","n":1.0,"on":true})"),
              R"([{"op":"replace","path":"/a","value":"sip:+46 \"1\"@1.0.true"}])");
}

TEST(PatchTemplate, APlaceholderThatIsTheWholeValueTakesThePropertyAsItIs)
{
    EXPECT_EQ(expanded(replacing(u"[\"${n}\",{\"o\":\"${o}\"},\"${t}\"]"_s),
                       R"({"n":1.50,"o":{"x":null},"t":"5"})"),
              R"([{"op":"replace","path":"/a","value":[1.50,{"o":{"x":null}},"5"]}])");
}

TEST(PatchTemplate, AJsonPointerReachesNestedProperties)
{
    EXPECT_EQ(expanded(replacing(u"\"${/a~1b/1}\""_s), R"({"a/b":[1,2]})"),
              R"([{"op":"replace","path":"/a","value":2}])");
}

TEST(PatchTemplate, InAPathTheTextIsEscapedAndStaysText)
{
    EXPECT_EQ(expanded(u"[{\"op\":\"move\",\"from\":\"/x/${n}\",\"path\":\"/y/${k}/z\"}]"_s,
                       R"({"n":7,"k":"a/b~"})"),
              R"([{"op":"move","from":"/x/7","path":"/y/a~1b~0/z"}])");
}

TEST(PatchTemplate, ADoubledDollarIsALiteralOne)
{
    EXPECT_EQ(expanded(replacing(u"\"$${a} $ {} ${a}$\""_s), R"({"a":"1"})"),
              R"([{"op":"replace","path":"/a","value":"${a} $ {} 1$"}])");
    EXPECT_EQ(expanded(replacing(u"\"%1\""_s.arg(PatchTemplate::escaped(u"${a}"_s))), "{}"),
              R"([{"op":"replace","path":"/a","value":"${a}"}])");
}

TEST(PatchTemplate, NamesComeOnceEachInOrderOfAppearance)
{
    EXPECT_EQ(parsed(replacing(u"[\"${b}${/a}\",\"${b}\",\"$${c}\"]"_s)).names(),
              (QStringList{u"b"_s, u"/a"_s}));
    EXPECT_TRUE(parsed(replacing(u"1"_s)).names().isEmpty());
    EXPECT_EQ(parsed(replacing(u"1"_s)).operationCount(), 1);
}

TEST(PatchTemplate, WhatAResourceDoesNotHaveIsASentence)
{
    EXPECT_EQ(expanded(replacing(u"\"${missing}\""_s), "{}"),
              "Operation 1: the resource has no ${missing}.");
    EXPECT_EQ(expanded(replacing(u"\"a ${o}\""_s), R"({"o":{}})"),
              "Operation 1: ${o} is an object here and can't stand inside other text.");
    EXPECT_EQ(expanded(replacing(u"1"_s, u"/${o}"_s), R"({"o":null})"),
              "Operation 1: ${o} is null here and can't stand inside other text.");
}

TEST(PatchTemplate, WhatIsNoPatchIsRefusedWhenItIsParsed)
{
    const auto refused = [](const QString &text) {
        const auto result = PatchTemplate::parse(text);
        return result ? QString() : result.error();
    };
    EXPECT_TRUE(refused(u"[{"_s).contains(u"line 1"_s));
    EXPECT_TRUE(refused(u"{}"_s).contains(u"array"_s));
    EXPECT_TRUE(refused(u"[1]"_s).contains(u"operation 0"_s));
    EXPECT_TRUE(refused(u"[{\"op\":\"add\",\"path\":\"/a\"}]"_s).contains(u"value"_s));
    EXPECT_TRUE(refused(u"[{\"op\":\"remove\",\"path\":\"${a}\"}]"_s).contains(u"\"/\""_s));
    EXPECT_TRUE(refused(replacing(u"\"${a\""_s)).contains(u"no “}”"_s));
    EXPECT_TRUE(refused(replacing(u"\"${}\""_s)).contains(u"no name"_s));
    EXPECT_TRUE(refused(replacing(u"\"${/~2}\""_s)).contains(u"not a JSON Pointer"_s));
}

} // namespace
