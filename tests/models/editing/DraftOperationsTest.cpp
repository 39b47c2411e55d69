// SPDX-License-Identifier: GPL-3.0-or-later
// Operations that a person writes, beside those that follow from form and document.
#include "EditingSupport.h"
#include "models/DraftStore.h"
#include "models/ResourceDraft.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using editing::document;
using editing::pointer;
using json::PatchOp;
using models::PatchEntry;
using namespace Qt::StringLiterals;

namespace {

PatchEntry entry(PatchOp kind, const QString &path, const QString &value = {},
                 const QString &from = {})
{
    return {.kind = kind, .path = path, .from = from, .value = value};
}

class DraftOperationsTest : public testing::Test
{
protected:
    DraftOperationsTest() { open(R"({"unitId":"1","volume":1,"mode":"day","numbers":[1,2]})"); }

    void open(std::string_view text)
    {
        draft.setBase(u"1"_s, document(text), editing::unitSchema());
    }
    std::string edited() const { return draft.edited().serialize(); }
    std::string patch() const { return draft.patch().serialize(); }
    void add(const PatchEntry &own) { draft.setOperations(draft.operations() + QList{own}); }

    models::ResourceDraft draft;
};

TEST_F(DraftOperationsTest, EditingTheDocumentYieldsDerivedOperations)
{
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"2"_s));

    ASSERT_EQ(draft.operations().size(), 1);
    EXPECT_TRUE(draft.operations().first().derived);
    EXPECT_EQ(draft.operations().first().value, u"2"_s);
    EXPECT_FALSE(draft.hasOwnOperations());
}

TEST_F(DraftOperationsTest, EditingOperationsYieldsTheDocument)
{
    add(entry(PatchOp::Move, u"/description"_s, {}, u"/mode"_s));
    add(entry(PatchOp::Copy, u"/numbers/0"_s, {}, u"/volume"_s));

    EXPECT_EQ(edited(), R"({"unitId":"1","volume":1,"numbers":[1,1,2],"description":"day"})");
    EXPECT_EQ(patch(), R"([{"op":"move","from":"/mode","path":"/description"},)"
                       R"({"op":"copy","from":"/volume","path":"/numbers/0"}])");
    EXPECT_TRUE(draft.isChanged());
    EXPECT_EQ(draft.changeCount(), 2);
}

TEST_F(DraftOperationsTest, LaterEditsOfTheDocumentAreAppendedAndFoldIntoOne)
{
    add(entry(PatchOp::Move, u"/description"_s, {}, u"/mode"_s));
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"2"_s));
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"3"_s));

    EXPECT_EQ(patch(), R"([{"op":"move","from":"/mode","path":"/description"},)"
                       R"({"op":"replace","path":"/volume","value":3}])");
    EXPECT_FALSE(draft.operations().at(0).derived);
    EXPECT_TRUE(draft.operations().at(1).derived);

    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"1"_s));
    EXPECT_EQ(draft.operations().size(), 1) << "back to what the move left: nothing is derived";
}

TEST_F(DraftOperationsTest, ATestInFrontLeavesTheDerivedOnesFollowing)
{
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"2"_s));
    draft.setOperations(QList{entry(PatchOp::Test, u"/volume"_s, u"1"_s)} + draft.operations());
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"5"_s));

    EXPECT_EQ(patch(), R"([{"op":"test","path":"/volume","value":1},)"
                       R"({"op":"replace","path":"/volume","value":5}])");
    EXPECT_EQ(draft.changeCount(), 1);
}

TEST_F(DraftOperationsTest, OnlyTestsChangeNothing)
{
    add(entry(PatchOp::Test, u"/volume"_s, u"1"_s));

    EXPECT_FALSE(draft.isChanged());
    EXPECT_TRUE(draft.hasOnlyTests());
    EXPECT_TRUE(draft.isTouched()) << "it would be lost";
}

TEST_F(DraftOperationsTest, DisabledOperationsAreListedAndNotSent)
{
    add(entry(PatchOp::Replace, u"/volume"_s, u"2"_s));
    add(entry(PatchOp::Remove, u"/mode"_s));
    QList<PatchEntry> entries = draft.operations();
    entries[0].enabled = false;
    draft.setOperations(entries);

    EXPECT_EQ(patch(), R"([{"op":"remove","path":"/mode"}])");
    EXPECT_EQ(edited(), R"({"unitId":"1","volume":1,"numbers":[1,2]})");
    EXPECT_EQ(draft.operations().size(), 2);
}

TEST_F(DraftOperationsTest, AnOperationThatFailsLeavesTheDocumentAndSaysWhich)
{
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"2"_s));
    const std::string before = edited();
    add(entry(PatchOp::Replace, u"/missing"_s, u"1"_s));

    ASSERT_TRUE(draft.fault());
    EXPECT_EQ(draft.fault()->row, 1);
    EXPECT_EQ(draft.fault()->pointer, u"/missing"_s);
    EXPECT_TRUE(draft.fault()->sentence().startsWith(u"Operation 2 (replace /missing): there is"_s))
        << draft.fault()->sentence().toStdString();
    EXPECT_EQ(edited(), before);
    EXPECT_TRUE(draft.patch().isEmpty()) << "nothing can be sent";
    EXPECT_FALSE(draft.setValue(pointer("/volume"), u"3"_s));
    EXPECT_FALSE(draft.setText(u"{}"_s));

    QList<PatchEntry> entries = draft.operations();
    entries[1].path = u"/mode"_s;
    entries[1].value = u"\"night\""_s;
    draft.setOperations(entries);
    EXPECT_FALSE(draft.fault());
    EXPECT_EQ(edited(), R"({"unitId":"1","volume":2,"mode":"night","numbers":[1,2]})");
}

TEST_F(DraftOperationsTest, HalfTypedOperationsAreFaultsOfTheirRow)
{
    for (const PatchEntry &wrong :
         {entry(PatchOp::Add, u"mode"_s, u"1"_s), entry(PatchOp::Add, u"/mode"_s, u"day"_s),
          entry(PatchOp::Add, u"/mode"_s, u""_s), entry(PatchOp::Move, u"/mode"_s, {}, u"x"_s),
          entry(PatchOp::Remove, u"/numbers/02"_s), entry(PatchOp::Replace, u""_s, u"[]"_s)}) {
        draft.setOperations({entry(PatchOp::Test, u"/volume"_s, u"1"_s), wrong});
        ASSERT_TRUE(draft.fault()) << wrong.path.toStdString();
        EXPECT_EQ(draft.fault()->row, 1) << draft.fault()->sentence().toStdString();
    }
}

TEST_F(DraftOperationsTest, UndoAndRedoGoThroughAllViews)
{
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"2"_s));
    add(entry(PatchOp::Remove, u"/mode"_s));
    ASSERT_TRUE(draft.setText(u"{\"unitId\":\"1\",\"volume\":2}"_s));
    const std::string last = patch();

    draft.undo();
    EXPECT_EQ(edited(), R"({"unitId":"1","volume":2,"numbers":[1,2]})");
    draft.undo();
    EXPECT_EQ(edited(), R"({"unitId":"1","volume":2,"mode":"day","numbers":[1,2]})");
    EXPECT_FALSE(draft.hasOwnOperations());
    draft.undo();
    EXPECT_FALSE(draft.isTouched());
    EXPECT_FALSE(draft.canUndo());
    for (int i = 0; i < 3; ++i)
        draft.redo();
    EXPECT_EQ(patch(), last);
    EXPECT_FALSE(draft.canRedo());
}

TEST_F(DraftOperationsTest, TypingInOneFieldIsOneStep)
{
    for (const QString &typed : {u"\"n\""_s, u"\"ni\""_s, u"\"nig\""_s})
        ASSERT_TRUE(draft.setValue(pointer("/mode"), typed));
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"2"_s));
    draft.undo();
    EXPECT_TRUE(draft.edited().root()["mode"].text() == "nig");
    draft.undo();
    EXPECT_FALSE(draft.isChanged());

    ASSERT_TRUE(draft.setValue(pointer("/mode"), u"\"x\""_s));
    draft.endStep();
    ASSERT_TRUE(draft.setValue(pointer("/mode"), u"\"y\""_s));
    draft.undo();
    EXPECT_EQ(draft.edited().root()["mode"].text(), "x");
}

TEST_F(DraftOperationsTest, TypingThatComesBackToWhereItBeganIsNoStep)
{
    ASSERT_TRUE(draft.setValue(pointer("/mode"), u"\"x\""_s));
    ASSERT_TRUE(draft.setValue(pointer("/mode"), u"\"day\""_s));

    EXPECT_FALSE(draft.canUndo());
}

TEST_F(DraftOperationsTest, DiscardingCanBeUndoneAndSendingCannot)
{
    add(entry(PatchOp::Remove, u"/mode"_s));
    draft.discard();
    EXPECT_FALSE(draft.isTouched());
    draft.undo();
    EXPECT_EQ(patch(), R"([{"op":"remove","path":"/mode"}])");

    draft.accept(document(R"({"unitId":"1"})"));
    EXPECT_FALSE(draft.isTouched());
    EXPECT_FALSE(draft.canUndo());
}

TEST_F(DraftOperationsTest, OwnOperationsAreDoneAgainOnANewBase)
{
    add(entry(PatchOp::Copy, u"/description"_s, {}, u"/volume"_s));
    ASSERT_TRUE(draft.setValue(pointer("/mode"), u"\"night\""_s));

    ASSERT_TRUE(draft.rebase(document(R"({"unitId":"1","volume":7,"mode":"day","numbers":[3]})")));

    EXPECT_EQ(edited(),
              R"({"unitId":"1","volume":7,"mode":"night","numbers":[3],"description":7})");
    EXPECT_EQ(draft.operations().size(), 2);
    EXPECT_FALSE(draft.canUndo()) << "going back would take out what others did";
}

TEST_F(DraftOperationsTest, ATestThatOthersBrokeIsAConflict)
{
    ASSERT_TRUE(draft.setValue(pointer("/mode"), u"\"night\""_s));
    draft.setOperations(QList{entry(PatchOp::Test, u"/volume"_s, u"1"_s)} + draft.operations());
    const auto theirs = document(R"({"unitId":"1","volume":7,"mode":"day","numbers":[1,2]})");

    EXPECT_FALSE(draft.rebase(theirs));
    EXPECT_EQ(draft.conflictsWith(theirs), QStringList{u"/volume"_s});

    draft.rebaseKeepingOwn(theirs);
    ASSERT_TRUE(draft.fault());
    EXPECT_EQ(draft.fault()->row, 0);
    EXPECT_EQ(draft.fault()->cause, u"found 7 instead of 1"_s);
    EXPECT_EQ(draft.edited().root()["mode"].text(), "night");

    draft.setOperations(draft.operations().sliced(1));
    EXPECT_EQ(patch(), R"([{"op":"replace","path":"/mode","value":"night"}])");
}

TEST_F(DraftOperationsTest, TakingTheirsOfAMemberTakesOutTheOwnOperationsOnIt)
{
    draft.setOperations({entry(PatchOp::Test, u"/volume"_s, u"1"_s),
                         entry(PatchOp::Replace, u"/volume"_s, u"2"_s),
                         entry(PatchOp::Remove, u"/mode"_s)});
    ASSERT_TRUE(draft.setValue(pointer("/description"), u"\"x\""_s));
    const auto theirs = document(R"({"unitId":"1","volume":7,"mode":"day","numbers":[1,2]})");
    ASSERT_EQ(draft.conflictsWith(theirs), QStringList{u"/volume"_s});

    draft.rebaseTaking(theirs, {u"/volume"_s});
    EXPECT_FALSE(draft.fault());
    EXPECT_EQ(patch(), R"([{"op":"remove","path":"/mode"},)"
                       R"({"op":"add","path":"/description","value":"x"}])");
    EXPECT_EQ(edited(), R"({"unitId":"1","volume":7,"numbers":[1,2],"description":"x"})");
}

TEST_F(DraftOperationsTest, WhatOthersChangedInTheSamePlaceIsAConflict)
{
    add(entry(PatchOp::Remove, u"/numbers/0"_s));
    const auto theirs = document(R"({"unitId":"1","volume":1,"mode":"day","numbers":[0,1,2]})");

    EXPECT_EQ(draft.conflictsWith(theirs), QStringList{u"/numbers"_s});
    EXPECT_FALSE(draft.rebase(theirs));
}

TEST_F(DraftOperationsTest, TextReplacesTheOperationsThatChangedAndKeepsTheOthers)
{
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"2"_s));
    PatchEntry off = entry(PatchOp::Remove, u"/mode"_s);
    off.enabled = false;
    draft.setOperations(
        {entry(PatchOp::Test, u"/volume"_s, u"1"_s), off, draft.operations().first()});

    ASSERT_TRUE(draft.setPatchText(u"[{\"op\":\"test\",\"path\":\"/volume\",\"value\":1},"
                                   "{\"op\":\"replace\",\"path\":\"/volume\",\"value\":9}]"_s));

    ASSERT_EQ(draft.operations().size(), 3);
    EXPECT_FALSE(draft.operations().at(1).enabled);
    EXPECT_EQ(draft.operations().at(2).value, u"9"_s);
    EXPECT_FALSE(draft.operations().at(2).derived);
}

TEST_F(DraftOperationsTest, ATextThatIsNoPatchIsKeptUnfinishedWithLineAndOperation)
{
    QSignalSpy unfinished(&draft, &models::ResourceDraft::unfinishedChanged);
    const QString text = u"[\n {\"op\":\"remove\",\"path\":\"/mode\"},\n {\"op\":\"add\"}\n]"_s;
    const auto taken = draft.setPatchText(text);

    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().line, 3);
    EXPECT_EQ(taken.error().operation, 1);
    EXPECT_TRUE(taken.error().sentence.startsWith(u"Operation 2: the member"_s))
        << taken.error().sentence.toStdString();
    EXPECT_EQ(draft.unfinishedPatch(), text);
    EXPECT_EQ(unfinished.count(), 1);
    EXPECT_TRUE(draft.isTouched());
    EXPECT_FALSE(draft.isChanged());

    const auto broken = draft.setPatchText(u"[\n {\"op\":\"remove\"},\n {\"op\"\n]"_s);
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().operation, 1);
    EXPECT_EQ(broken.error().line, 4);

    ASSERT_TRUE(draft.setPatchText(u"[]"_s));
    EXPECT_FALSE(draft.unfinishedPatch());
}

TEST_F(DraftOperationsTest, ATemplateIsFilledFromTheBaseAndKeptAsWritten)
{
    draft.setTemplate(true);
    add(entry(PatchOp::Add, u"/description"_s, u"\"unit ${unitId}\""_s));
    EXPECT_EQ(draft.edited().root()["description"].text(), "unit 1");
    EXPECT_TRUE(draft.patchText().contains(u"${unitId}"_s));

    ASSERT_TRUE(draft.setValue(pointer("/mode"), u"\"${x}\""_s));
    EXPECT_TRUE(draft.patchText().contains(u"$${x}"_s)) << "typed as a value, it is one";
    EXPECT_EQ(draft.edited().root()["mode"].text(), "${x}");

    add(entry(PatchOp::Add, u"/description"_s, u"\"${nothing}\""_s));
    ASSERT_TRUE(draft.fault());
    EXPECT_EQ(draft.fault()->row, 2);
    EXPECT_TRUE(draft.fault()->cause.contains(u"${nothing}"_s));
}

TEST_F(DraftOperationsTest, ADraftOnTheDiskBringsItsOperationsBack)
{
    const QTemporaryDir folder;
    add(entry(PatchOp::Move, u"/description"_s, {}, u"/mode"_s));
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"2"_s));
    add(entry(PatchOp::Replace, u"/half"_s, u"\"ty"_s));
    ASSERT_FALSE(draft.setPatchText(u"[{"_s));
    {
        models::DraftStore store(folder.path());
        store.save({.profileId = u"p"_s,
                    .resource = u"r"_s,
                    .id = u"1"_s,
                    .base = draft.base(),
                    .edited = draft.edited(),
                    .savedAt = {},
                    .operations = draft.stagedOperations()});
        ASSERT_TRUE(store.flush());
    }
    models::DraftStore store(folder.path());
    const auto stored = store.draft(u"p"_s, u"r"_s, u"1"_s);
    ASSERT_TRUE(stored);
    models::ResourceDraft again;
    again.restore(u"1"_s, stored->base, stored->edited, draft.schema(), false, {}, {},
                  stored->operations);

    EXPECT_EQ(again.operations(), draft.operations());
    EXPECT_EQ(again.fault(), draft.fault());
    EXPECT_EQ(again.unfinishedPatch(), u"[{"_s);
    EXPECT_EQ(again.edited().serialize(), edited());
    again.setOperations(again.operations().first(2));
    EXPECT_EQ(again.patch().serialize(), R"([{"op":"move","from":"/mode","path":"/description"},)"
                                         R"({"op":"replace","path":"/volume","value":2}])");
}

TEST_F(DraftOperationsTest, ACopyOfADraftHasItsOperations)
{
    add(entry(PatchOp::Test, u"/volume"_s, u"1"_s));
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"2"_s));
    models::ResourceDraft copy;
    copy.restore(draft);

    EXPECT_EQ(copy.patch().serialize(), patch());
}

} // namespace
