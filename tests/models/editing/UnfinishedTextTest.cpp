// SPDX-License-Identifier: GPL-3.0-or-later
// A JSON text that is typed over some time: neither it nor what others do meanwhile is lost.
#include "SandboxFixture.h"

using editing::document;
using editing::pointer;
using models::ResourceDraft;
using models::TextOrigin;
using namespace Qt::StringLiterals;

namespace {

class TypedText : public testing::Test
{
protected:
    void SetUp() override
    {
        draft.setBase(u"1"_s, document(R"({"a":1,"b":1,"c":1})"), nullptr);
        origin = draft.textOrigin();
    }
    std::string edited() const { return draft.edited().serialize(); }

    ResourceDraft draft;
    TextOrigin origin;
};

TEST_F(TypedText, KeepsWhatOthersChangedWhileItWasTyped)
{
    // Given a text that was made before the resource was read again
    ASSERT_TRUE(draft.rebase(document(R"({"a":1,"b":2,"c":1})")));

    ASSERT_TRUE(draft.setText(uR"({"a":5,"b":1,"c":1})"_s, origin));

    EXPECT_EQ(edited(), R"({"a":5,"b":2,"c":1})");
    EXPECT_EQ(draft.changeCount(), 1);
}

TEST_F(TypedText, OfAMemberThatOthersChangedTooIsAConflict)
{
    QSignalSpy overtaken(&draft, &ResourceDraft::overtaken);
    ASSERT_TRUE(draft.rebase(document(R"({"a":9,"b":2,"c":1})")));

    ASSERT_TRUE(draft.setText(uR"({"a":5,"b":1,"c":1})"_s, origin));

    // Then the edit is one of the older state, and both sides are there to choose from
    ASSERT_EQ(overtaken.size(), 1);
    const auto newest = overtaken.first().first().value<json::Document>();
    EXPECT_EQ(draft.conflictsWith(newest), QStringList{u"/a"_s});
    EXPECT_EQ(edited(), R"({"a":5,"b":1,"c":1})");
    draft.rebaseKeepingOwn(newest);
    EXPECT_EQ(edited(), R"({"a":5,"b":2,"c":1})");
}

TEST_F(TypedText, KeepsTheEditsThatWereThereBefore)
{
    ASSERT_TRUE(draft.setValue(pointer("/c"), u"7"_s));
    origin = draft.textOrigin();
    ASSERT_TRUE(draft.rebase(document(R"({"a":1,"b":2,"c":1})")));

    ASSERT_TRUE(draft.setText(uR"({"a":5,"b":1,"c":7})"_s, origin));

    EXPECT_EQ(edited(), R"({"a":5,"b":2,"c":7})");
}

TEST_F(TypedText, ThatIsTakenAsItStandsKeepsItsOrderAndItsNumbers)
{
    ASSERT_TRUE(draft.setText(uR"({"c":1.0,"b":1,"a":1})"_s, origin));

    EXPECT_EQ(edited(), R"({"c":1.0,"b":1,"a":1})");
}

TEST_F(TypedText, IsKeptWhileItIsNotJson)
{
    const QSignalSpy changed(&draft, &ResourceDraft::unfinishedChanged);
    EXPECT_FALSE(draft.setText(u"{ oops"_s, origin));

    ASSERT_TRUE(draft.unfinished());
    EXPECT_EQ(draft.unfinished()->text, u"{ oops"_s);
    EXPECT_TRUE(draft.isTouched());
    EXPECT_FALSE(draft.isChanged());
    EXPECT_EQ(changed.size(), 1);

    // And until it is, or until it is thrown away
    ASSERT_TRUE(draft.setText(uR"({"a":1,"b":1})"_s, origin));
    EXPECT_FALSE(draft.unfinished());
    EXPECT_FALSE(draft.setText(u"{ oops"_s, origin));
    draft.discard();
    EXPECT_FALSE(draft.isTouched());
}

class UnfinishedTextTest : public editing::SandboxFixture
{
protected:
    void SetUp() override
    {
        SandboxFixture::SetUp();
        load();
        id = firstId();
        open(id);
    }
    void typeHalf()
    {
        models::ResourceDraft &draft = controller->draft();
        EXPECT_FALSE(draft.setText(u"{ half"_s, draft.textOrigin()));
    }

    QString id;
};

TEST_F(UnfinishedTextTest, ComesBackWithItsRow)
{
    typeHalf();
    open(controller->table().idAt(1));
    EXPECT_FALSE(controller->draft().unfinished());

    open(id);

    ASSERT_TRUE(controller->draft().unfinished());
    EXPECT_EQ(controller->draft().unfinished()->text, u"{ half"_s);
    EXPECT_TRUE(controller->restoredAt().isValid());
    EXPECT_FALSE(controller->whyNotSend().isEmpty());
}

TEST_F(UnfinishedTextTest, ComesBackAfterARestartAndMeetsWhatOthersDidMeanwhile)
{
    typeHalf();
    restartConsole();
    patchBehindOurBack(id, R"([{"op":"add","path":"/deviceCLI","value":"+4699"}])");
    open(id);

    models::ResourceDraft &draft = controller->draft();
    ASSERT_TRUE(draft.unfinished());
    const TextOrigin origin = draft.unfinished()->origin;
    // When the text is completed, as it would have been from the older state
    const std::string whole = R"({"description":"typed",)" + origin.edited.serialize().substr(1);
    const auto typed = json::Document::parse(whole);
    ASSERT_TRUE(typed);
    QString text = QString::fromStdString(whole);
    if (origin.edited.root()["description"]) {
        text = QString::fromStdString(origin.edited.serialize());
        text.replace(QString::fromStdString(origin.edited.root()["description"].serialize()),
                     u"\"typed\""_s);
    }
    ASSERT_TRUE(draft.setText(text, origin));

    EXPECT_TRUE(failures.isEmpty());
    EXPECT_EQ(draft.edited().root()["description"].text(), "typed");
    EXPECT_EQ(draft.edited().root()["deviceCLI"].text(), "+4699");
}

TEST_F(UnfinishedTextTest, OfANewOneComesBackToo)
{
    controller->openNew();
    EXPECT_FALSE(controller->restoredAt().isValid());
    typeHalf();
    open(id);

    controller->openNew();

    ASSERT_TRUE(controller->draft().unfinished());
    EXPECT_TRUE(controller->restoredAt().isValid());
    controller->discard();
    EXPECT_EQ(drafts->count(u"test"_s), 0);
}

TEST_F(UnfinishedTextTest, AConflictOfWhatWasTypedIsShownLikeAnyOther)
{
    models::ResourceDraft &draft = controller->draft();
    const TextOrigin origin = draft.textOrigin();
    const json::Document before = draft.edited();
    patchBehindOurBack(id, R"([{"op":"add","path":"/description","value":"theirs"}])");
    open(id);

    // When a text made before that says otherwise
    models::ResourceDraft mine;
    mine.setBase(id, before, nullptr);
    ASSERT_TRUE(mine.setValue(pointer("/description"), u"\"mine\""_s));
    ASSERT_TRUE(draft.setText(mine.text(), origin));

    EXPECT_TRUE(controller->hasConflict());
    EXPECT_EQ(controller->conflictPointers(), QStringList{u"/description"_s});
    EXPECT_FALSE(controller->whyNotSend().isEmpty());
    controller->takeTheirs();
    EXPECT_EQ(draft.edited().root()["description"].text(), "theirs");
}

TEST_F(UnfinishedTextTest, WhoHoldsSomethingTypedIsAskedForItFirst)
{
    // Given somebody who has the text in an editor
    QObject::connect(controller.get(), &models::ResourceController::leaving, controller.get(),
                     [this] {
                         if (controller->draft().id() == id)
                             typeHalf();
                     });
    controller->openNew();

    open(id);
    EXPECT_TRUE(controller->draft().unfinished());
}

TEST_F(UnfinishedTextTest, OfAFieldComesBackWithItsRowAndAfterARestart)
{
    controller->draft().setUnfinishedField(u"/volume"_s, u"abc"_s);
    EXPECT_FALSE(controller->whyNotSend().isEmpty());
    open(controller->table().idAt(1));
    EXPECT_TRUE(controller->draft().unfinishedFields().isEmpty());

    const models::UnfinishedFields typed{{u"/volume"_s, u"abc"_s}};
    open(id);
    EXPECT_EQ(controller->draft().unfinishedFields(), typed);
    restartConsole();
    open(id);
    EXPECT_EQ(controller->draft().unfinishedFields(), typed);
}

TEST_F(UnfinishedTextTest, WhatWasDiscardedCanBeBroughtBack)
{
    QSignalSpy discarded(controller.get(), &models::ResourceController::discarded);
    EXPECT_FALSE(controller->canUndoDiscard());
    models::ResourceDraft &draft = controller->draft();
    ASSERT_TRUE(draft.setValue(pointer("/description"), u"\"mine\""_s));
    draft.setUnfinishedField(u"/volume"_s, u"abc"_s);
    typeHalf();
    controller->discard();
    EXPECT_EQ(discarded.size(), 1);
    EXPECT_FALSE(draft.isTouched());

    // When another row was opened, and a colleague has changed something else
    open(controller->table().idAt(1));
    patchBehindOurBack(id, R"([{"op":"add","path":"/deviceCLI","value":"+4699"}])");
    ASSERT_TRUE(controller->canUndoDiscard());
    controller->undoDiscard();
    waitFor([&] { return draft.base().root()["deviceCLI"].text() == "+4699"; });
    // Then all of it is there, on top of that
    EXPECT_EQ(draft.id(), id);
    EXPECT_EQ(draft.edited().root()["description"].text(), "mine");
    EXPECT_EQ(draft.unfinishedFields().value(u"/volume"_s), u"abc"_s);
    ASSERT_TRUE(draft.unfinished());
    EXPECT_EQ(draft.unfinished()->text, u"{ half"_s);
    EXPECT_EQ(drafts->count(u"test"_s), 1);
    EXPECT_FALSE(controller->canUndoDiscard());
}

TEST_F(UnfinishedTextTest, BringingBackLosesNoNewerEdits)
{
    models::ResourceDraft &draft = controller->draft();
    ASSERT_TRUE(draft.setValue(pointer("/description"), u"\"first\""_s));
    controller->discard();
    ASSERT_TRUE(draft.setValue(pointer("/description"), u"\"second\""_s));
    EXPECT_FALSE(controller->canUndoDiscard());
    controller->undoDiscard();
    EXPECT_EQ(draft.edited().root()["description"].text(), "second");
}

TEST_F(UnfinishedTextTest, ADiscardedNewOneCanBeBroughtBack)
{
    controller->openNew();
    ASSERT_TRUE(controller->draft().setValue(pointer("/description"), u"\"new\""_s));
    controller->discard();
    EXPECT_TRUE(controller->draft().isEmpty());
    controller->undoDiscard();
    EXPECT_TRUE(controller->draft().isNew());
    EXPECT_EQ(controller->draft().edited().root()["description"].text(), "new");
}

} // namespace
