// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ResourceDraft.h"

#include "EditingSupport.h"

#include <QSignalSpy>

using editing::document;
using editing::pointer;
using namespace Qt::StringLiterals;

namespace {

class ResourceDraftTest : public testing::Test
{
protected:
    void open(std::string_view text)
    {
        draft.setBase(u"1"_s, document(text), editing::unitSchema());
    }
    std::string edited() const { return draft.edited().serialize(); }

    models::ResourceDraft draft;
};

TEST_F(ResourceDraftTest, NothingIsOpenAtFirst)
{
    EXPECT_TRUE(draft.isEmpty());
    EXPECT_FALSE(draft.isChanged());
    EXPECT_FALSE(draft.setValue(pointer("/a"), u"1"_s));
    EXPECT_FALSE(draft.removeValue(pointer("/a")));
    EXPECT_FALSE(draft.setText(u"{}"_s));
    EXPECT_FALSE(draft.rebase(document("{}")));
    EXPECT_EQ(draft.text(), QString());
}

TEST_F(ResourceDraftTest, AnEditGivesThePatchThatWillBeSent)
{
    open(R"({"unitId":"1","authType":"disabled"})");

    ASSERT_TRUE(draft.setValue(pointer("/authType"), u"\"credentials\""_s));

    EXPECT_TRUE(draft.isChanged());
    EXPECT_EQ(draft.changeCount(), 1);
    EXPECT_EQ(draft.patch().serialize(),
              R"([{"op":"replace","path":"/authType","value":"credentials"}])");
    EXPECT_EQ(draft.base().serialize(), R"({"unitId":"1","authType":"disabled"})");
}

TEST_F(ResourceDraftTest, NumbersAndMemberOrderStayAsWritten)
{
    open(R"({"z":1.0,"a":12345678901234567890,"m":1e2})");

    ASSERT_TRUE(draft.setValue(pointer("/n"), u"1.50"_s));

    EXPECT_EQ(edited(), R"({"z":1.0,"a":12345678901234567890,"m":1e2,"n":1.50})");
}

TEST_F(ResourceDraftTest, MissingAndNullParentsBecomeObjects)
{
    open(R"({"b":null})");

    ASSERT_TRUE(draft.setValue(pointer("/a/b/c"), u"true"_s));
    ASSERT_TRUE(draft.setValue(pointer("/b/x"), u"1"_s));

    EXPECT_EQ(edited(), R"({"b":{"x":1},"a":{"b":{"c":true}}})");
}

TEST_F(ResourceDraftTest, AMemberOfATextCanNotBeSet)
{
    open(R"({"a":"text"})");

    const auto set = draft.setValue(pointer("/a/b"), u"1"_s);

    ASSERT_FALSE(set);
    EXPECT_FALSE(set.error().isEmpty());
    EXPECT_EQ(edited(), R"({"a":"text"})");
}

TEST_F(ResourceDraftTest, WhatIsNotJsonIsRefusedInWords)
{
    open("{}");

    for (const auto &text : {u""_s, u"tru"_s, u"01"_s, u"{\"a\":1,\"a\":2}"_s, u"1 2"_s}) {
        const auto set = draft.setValue(pointer("/a"), text);
        ASSERT_FALSE(set) << text.toStdString();
        EXPECT_FALSE(set.error().isEmpty());
    }
    EXPECT_FALSE(draft.isChanged());
}

TEST_F(ResourceDraftTest, ArraysAreReplacedAndAppendedTo)
{
    open(R"({"l":[1,2]})");

    ASSERT_TRUE(draft.setValue(pointer("/l/0"), u"9"_s));
    ASSERT_TRUE(draft.setValue(pointer("/l/-"), u"3"_s));
    ASSERT_TRUE(draft.removeValue(pointer("/l/1")));

    EXPECT_EQ(edited(), R"({"l":[9,3]})");
}

TEST_F(ResourceDraftTest, RemovingWhatIsNotThereChangesNothing)
{
    open(R"({"a":1})");
    const QSignalSpy changed(&draft, &models::ResourceDraft::changed);

    EXPECT_TRUE(draft.removeValue(pointer("/b/c")));
    EXPECT_FALSE(draft.removeValue({}));

    EXPECT_EQ(changed.size(), 0);
}

TEST_F(ResourceDraftTest, SettingTheSameValueIsNoChange)
{
    open(R"({"a":{"x":1,"y":2}})");
    const QSignalSpy changed(&draft, &models::ResourceDraft::changed);

    ASSERT_TRUE(draft.setValue(pointer("/a"), u"{\"y\":2,\"x\":1}"_s));
    ASSERT_TRUE(draft.setText(draft.text()));

    EXPECT_EQ(changed.size(), 0);
    ASSERT_TRUE(draft.setValue(pointer("/a/x"), u"1.0"_s)); // another spelling is a change
    EXPECT_EQ(changed.size(), 1);
}

TEST_F(ResourceDraftTest, WholeTextIsTakenWhenItIsAnObject)
{
    open(R"({"a":1,"b":2})");

    ASSERT_TRUE(draft.setText(u"{ \"a\": 1.0 }"_s));

    EXPECT_EQ(edited(), R"({"a":1.0})");
    EXPECT_EQ(draft.changeCount(), 2);
}

TEST_F(ResourceDraftTest, BadTextSaysWhereAndLeavesTheEdits)
{
    open(R"({"a":1})");
    ASSERT_TRUE(draft.setValue(pointer("/a"), u"2"_s));

    const auto broken = draft.setText(u"{\n  \"a\": oops\n}"_s);
    const auto list = draft.setText(u"[1]"_s);
    const auto twice = draft.setText(u"{\"a\":1,\"a\":2}"_s);

    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().line, 2U);
    EXPECT_FALSE(broken.error().message.empty());
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().line, 1U);
    EXPECT_FALSE(twice);
    EXPECT_EQ(edited(), R"({"a":2})");
}

TEST_F(ResourceDraftTest, HugeAndDeepTextIsAParseError)
{
    open("{}");
    const QString deep = u"{\"a\":"_s + QString(100'000, u'[') + QString(100'000, u']') + u"}"_s;
    const QString huge =
        u"{\"a\":\""_s + QString(models::ResourceDraft::maximumTextBytes, u'x') + u"\"}"_s;

    EXPECT_FALSE(draft.setText(deep));
    EXPECT_FALSE(draft.setText(huge));
    EXPECT_FALSE(draft.isChanged());
}

TEST_F(ResourceDraftTest, DiscardGoesBackToTheBase)
{
    open(R"({"a":1})");
    ASSERT_TRUE(draft.setText(u"{\"b\":2}"_s));

    draft.discard();

    EXPECT_FALSE(draft.isChanged());
    EXPECT_EQ(edited(), R"({"a":1})");
}

TEST_F(ResourceDraftTest, WhatWasAcceptedIsTheNewBase)
{
    open(R"({"a":1})");
    ASSERT_TRUE(draft.setValue(pointer("/a"), u"2"_s));

    draft.accept(document(R"({"a":2,"stamp":"now"})"));

    EXPECT_FALSE(draft.isChanged());
    EXPECT_EQ(draft.base().serialize(), R"({"a":2,"stamp":"now"})");
}

TEST_F(ResourceDraftTest, EditsMoveOntoANewBase)
{
    open(R"({"a":1,"b":1})");
    ASSERT_TRUE(draft.setValue(pointer("/a"), u"2"_s));

    EXPECT_TRUE(draft.rebase(document(R"({"a":1,"b":7})")));

    EXPECT_EQ(edited(), R"({"a":2,"b":7})");
    EXPECT_EQ(draft.patch().serialize(), R"([{"op":"replace","path":"/a","value":2}])");
}

TEST_F(ResourceDraftTest, EditsThatOthersMadeDifferentlyStayWhereTheyAre)
{
    open(R"({"a":1,"b":1})");
    ASSERT_TRUE(draft.setValue(pointer("/a"), u"2"_s));
    const QSignalSpy changed(&draft, &models::ResourceDraft::changed);
    const json::Document theirs = document(R"({"a":3,"b":7})");

    EXPECT_FALSE(draft.rebase(theirs));

    EXPECT_EQ(changed.size(), 0);
    EXPECT_EQ(draft.base().serialize(), R"({"a":1,"b":1})");
    EXPECT_EQ(draft.conflictsWith(theirs), QStringList{u"/a"_s});

    draft.rebaseKeepingOwn(theirs);
    EXPECT_EQ(edited(), R"({"a":2,"b":7})");
    EXPECT_EQ(draft.changeCount(), 1);
}

TEST_F(ResourceDraftTest, ViolationsThatWereThereBeforeDoNotCount)
{
    // Given a resource of the platform that breaks our idea of it
    open(R"({"unitId":"not a number","mode":"dusk"})");
    EXPECT_TRUE(draft.violations().isEmpty());

    // When something else is edited badly
    ASSERT_TRUE(draft.setValue(pointer("/authorized"), u"{\"proxy\":{\"port\":0}}"_s));

    // Then only that is found
    ASSERT_EQ(draft.violations().size(), 1);
    EXPECT_EQ(draft.violations().first().pointer, u"/authorized/proxy/port"_s);
}

TEST_F(ResourceDraftTest, OfANewResourceEverythingCounts)
{
    draft.setBase({}, document("{}"), editing::unitSchema(), true);

    ASSERT_EQ(draft.violations().size(), 1);
    EXPECT_EQ(draft.violations().first().pointer, u"/unitId"_s);
}

TEST_F(ResourceDraftTest, AStoredDraftComesBackWithOneReset)
{
    const QSignalSpy reset(&draft, &models::ResourceDraft::reset);
    const QSignalSpy changed(&draft, &models::ResourceDraft::changed);

    draft.restore(u"7"_s, document(R"({"a":1})"), document(R"({"a":2})"), nullptr);

    EXPECT_EQ(reset.size(), 1);
    EXPECT_EQ(changed.size(), 0);
    EXPECT_EQ(draft.changeCount(), 1);
    EXPECT_TRUE(draft.violations().isEmpty());
}

} // namespace
