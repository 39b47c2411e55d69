// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ThreeWayMerge.h"

#include "app/json/Compare.h"
#include "app/json/Equality.h"
#include "models/ResourceDraft.h"
#include "models/SchemaTools.h"
#include "tests/models/editing/EditingSupport.h"
#include "tests/support/ModelWatch.h"

#include <QSignalSpy>

#include <random>

using editing::document;
using models::ThreeWayMerge;
using namespace Qt::StringLiterals;

namespace {

using Kind = ThreeWayMerge::Kind;
using Side = ThreeWayMerge::Side;

void fill(ThreeWayMerge &merge, const std::string &base, const std::string &mine,
          const std::string &theirs)
{
    merge.setDocuments(document(base), document(mine), document(theirs), editing::unitSchema());
}

/// An object with a few members of a few names, two levels deep: small enough to collide often.
std::string randomObject(std::mt19937 &dice, int depth)
{
    std::string text = "{";
    for (const char *name : {"a", "b", "c", "d"}) {
        const unsigned kind = dice() % 7;
        if (kind == 0)
            continue;
        text += std::string(text.size() > 1 ? "," : "") + '"' + name + "\":";
        if (kind == 1 && depth > 0)
            text += randomObject(dice, depth - 1);
        else if (kind == 2)
            text += "[" + std::to_string(dice() % 3) + "," + std::to_string(dice() % 2) + "]";
        else
            text += std::to_string(dice() % 3);
    }
    return text + "}";
}

bool same(const json::Document &a, const json::Document &b)
{
    return json::equal(a.root(), b.root());
}

TEST(ThreeWayMergeTest, GivenChangesOfDifferentMembers_ThenNothingIsAskedAndBothAreApplied)
{
    ThreeWayMerge merge;
    ModelWatch watch(&merge);
    fill(merge, R"({"a":1,"b":{"x":1,"y":1},"c":1})", R"({"a":2,"b":{"x":2,"y":1},"c":1})",
         R"({"a":1,"b":{"x":1,"y":2}})");
    EXPECT_EQ(merge.collisions(), 0);
    EXPECT_EQ(merge.mergedByItself(), 4);
    EXPECT_EQ(merge.result().serialize(), R"({"a":2,"b":{"x":2,"y":2}})");
    for (int row = 0; row < merge.rowCount(); ++row) {
        merge.choose(row, Side::Theirs); // nothing to choose
        EXPECT_FALSE(merge.index(row, ThreeWayMerge::Mine).data(Qt::CheckStateRole).isValid());
    }
    EXPECT_EQ(merge.result().serialize(), R"({"a":2,"b":{"x":2,"y":2}})");
}

TEST(ThreeWayMergeTest, GivenCollisions_ThenTheyComeFirstAndEachIsChosenByItself)
{
    ThreeWayMerge merge;
    ModelWatch watch(&merge);
    fill(merge, R"({"z":0,"a":1,"b":1})", R"({"z":1,"a":2,"b":2})", R"({"z":0,"a":3,"b":3,"n":1})");
    ASSERT_EQ(merge.rowCount(), 4);
    EXPECT_EQ(merge.collisions(), 2);
    EXPECT_EQ(merge.pointerAt(0), u"/a"_s);
    EXPECT_EQ(merge.kindAt(1), Kind::Collision);
    EXPECT_EQ(merge.kindAt(2), Kind::OnlyMine);
    EXPECT_EQ(merge.kindAt(3), Kind::OnlyTheirs);
    EXPECT_EQ(merge.sideAt(0), Side::Mine) << "what was typed is the start";

    QSignalSpy chosen(&merge, &ThreeWayMerge::chosen);
    EXPECT_TRUE(
        merge.setData(merge.index(0, ThreeWayMerge::Theirs), Qt::Checked, Qt::CheckStateRole));
    EXPECT_EQ(chosen.count(), 1);
    EXPECT_EQ(merge.index(0, ThreeWayMerge::Mine).data(Qt::CheckStateRole).toInt(), Qt::Unchecked);
    EXPECT_EQ(merge.takesTheirs(), QSet<QString>{u"/a"_s});
    EXPECT_TRUE(same(merge.result(), document(R"({"z":1,"a":3,"b":2,"n":1})")));

    EXPECT_TRUE(
        merge.setData(merge.index(0, ThreeWayMerge::Theirs), Qt::Unchecked, Qt::CheckStateRole));
    EXPECT_EQ(merge.sideAt(0), Side::Mine);
}

TEST(ThreeWayMergeTest, GivenArraysThatBothChanged_ThenTheyAreOneMember)
{
    ThreeWayMerge merge;
    fill(merge, R"({"l":[1,2]})", R"({"l":[0,1,2]})", R"({"l":[1,2,3]})");
    ASSERT_EQ(merge.rowCount(), 1);
    EXPECT_EQ(merge.pointerAt(0), u"/l"_s);
    merge.chooseAll(Side::Theirs);
    EXPECT_EQ(merge.result().serialize(), R"({"l":[1,2,3]})");
}

TEST(ThreeWayMergeTest, GivenAMemberThatOneSideRemoved_ThenTheRemovalCanBeChosen)
{
    ThreeWayMerge merge;
    fill(merge, R"({"a":1,"b":1})", R"({"a":2,"b":1})", R"({"b":1})");
    EXPECT_EQ(merge.fullText(0, ThreeWayMerge::Theirs), u"nothing"_s);
    EXPECT_TRUE(same(merge.result(), document(R"({"a":2,"b":1})")));
    merge.chooseAll(Side::Theirs);
    EXPECT_EQ(merge.result().serialize(), R"({"b":1})");
}

TEST(ThreeWayMergeTest, GivenSecrets_ThenNoneIsShown)
{
    ThreeWayMerge merge;
    fill(merge, R"({"password":"one"})", R"({"password":"two"})", R"({"password":"three"})");
    ASSERT_EQ(merge.collisions(), 1);
    for (int column = 0; column < merge.columnCount(); ++column) {
        for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole}) {
            const QString text = merge.index(0, column).data(role).toString();
            for (const QString &secret : {u"one"_s, u"two"_s, u"three"_s})
                EXPECT_FALSE(text.contains(u'"' + secret)) << text.toStdString();
        }
    }
    EXPECT_EQ(merge.result().serialize(), R"({"password":"two"})");
}

TEST(ThreeWayMergeTest, GivenTheResourceIsReadOnceMore_ThenChoicesThatStillCollideStay)
{
    ThreeWayMerge merge;
    fill(merge, R"({"a":1,"b":1})", R"({"a":2,"b":2})", R"({"a":3,"b":3})");
    merge.chooseAll(Side::Theirs);
    merge.setTheirs(document(R"({"a":4,"b":1})"));
    EXPECT_EQ(merge.collisions(), 1);
    EXPECT_EQ(merge.takesTheirs(), QSet<QString>{u"/a"_s});
    EXPECT_TRUE(same(merge.result(), document(R"({"a":4,"b":2})")));
}

TEST(ThreeWayMergeTest, GivenAnyThreeDocuments_ThenAllMineIsRebaseKeepingOwn)
{
    std::mt19937 dice(20261127); // NOLINT: the same every time
    for (int i = 0; i < 2000; ++i) {
        const auto base = document(randomObject(dice, 2));
        const auto mine = document(randomObject(dice, 2));
        const auto theirs = document(randomObject(dice, 2));
        ThreeWayMerge merge;
        merge.setDocuments(base, mine, theirs, nullptr);
        models::ResourceDraft draft;
        draft.restore(u"1"_s, base, mine, nullptr);
        EXPECT_EQ(merge.collisions(), draft.conflictsWith(theirs).size());
        draft.rebaseKeepingOwn(theirs);
        EXPECT_TRUE(same(merge.result(), draft.edited())) << i;
    }
}

TEST(ThreeWayMergeTest, GivenAnyThreeDocuments_ThenAllTheirsIsTheirsWithOwnChangesThatDoNotCollide)
{
    std::mt19937 dice(7); // NOLINT: the same every time
    for (int i = 0; i < 2000; ++i) {
        const auto base = document(randomObject(dice, 2));
        const auto mine = document(randomObject(dice, 2));
        const auto theirs = document(randomObject(dice, 2));
        ThreeWayMerge merge;
        merge.setDocuments(base, mine, theirs, nullptr);
        merge.chooseAll(Side::Theirs);
        const json::Document result = merge.result();
        for (int row = 0; row < merge.rowCount(); ++row) {
            const auto pointer = editing::pointer(merge.pointerAt(row).toStdString());
            const json::Document &wanted = merge.kindAt(row) == Kind::OnlyMine ? mine : theirs;
            EXPECT_TRUE(
                json::sameAsWritten(pointer.resolve(result.root()), pointer.resolve(wanted.root())))
                << i << ' ' << merge.pointerAt(row).toStdString();
        }
        models::ResourceDraft draft;
        draft.restore(u"1"_s, base, mine, nullptr);
        draft.rebaseTaking(theirs, merge.takesTheirs());
        EXPECT_TRUE(same(result, draft.edited())) << i;
        EXPECT_TRUE(same(draft.base(), theirs));
    }
}

TEST(ThreeWayMergeTest, GivenDisjointChanges_ThenBothPatchesHoldInTheResult)
{
    std::mt19937 dice(42); // NOLINT: the same every time
    int disjoint = 0;
    for (int i = 0; i < 3000; ++i) {
        const auto base = document(randomObject(dice, 1));
        const auto mine = document(randomObject(dice, 1));
        const auto theirs = document(randomObject(dice, 1));
        ThreeWayMerge merge;
        merge.setDocuments(base, mine, theirs, nullptr);
        if (merge.collisions() > 0)
            continue;
        ++disjoint;
        for (int row = 0; row < merge.rowCount(); ++row) {
            const auto pointer = editing::pointer(merge.pointerAt(row).toStdString());
            const json::Document &wanted = merge.kindAt(row) == Kind::OnlyTheirs ? theirs : mine;
            EXPECT_TRUE(json::sameAsWritten(pointer.resolve(merge.result().root()),
                                            pointer.resolve(wanted.root())));
        }
    }
    EXPECT_GT(disjoint, 20) << "the dice must make some that do not collide";
}

} // namespace
