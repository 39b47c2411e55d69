// SPDX-License-Identifier: GPL-3.0-or-later
// Which commands there are, what finds them, and which rows they are for.
#include "models/Actions.h"

#include "TestPlatform.h"
#include "models/ActionListModel.h"

#include <QAbstractItemModelTester>

using namespace Qt::StringLiterals;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class ActionsTest : public TestPlatform
{
protected:
    const models::ActionEntry *entryFor(const QList<models::ActionEntry> &entries,
                                        const QString &value)
    {
        for (const models::ActionEntry &entry : entries) {
            if (entry.value == value)
                return &entry;
        }
        return nullptr;
    }
};

TEST_F(ActionsTest, NamesAreSpoken)
{
    EXPECT_EQ(models::spokenName(u"releaseDoorLock1"_s), u"Release door lock 1"_s);
    EXPECT_EQ(models::spokenName(u"CANCELRECORDING"_s), u"CANCELRECORDING"_s);
    EXPECT_EQ(models::spokenName(u"placeIVRCall"_s), u"Place IVR call"_s);
    EXPECT_EQ(models::spokenName(u"volume_up"_s), u"Volume up"_s);
    EXPECT_EQ(models::spokenName({}), QString());
}

TEST_F(ActionsTest, EachValueOfACommandIsAnEntryThatItsWordsFind)
{
    const auto entries = models::actionEntries(*catalogue);
    const models::ActionEntry *door = entryFor(entries, u"openDoor1"_s);
    ASSERT_TRUE(door);
    EXPECT_EQ(door->title, u"Open door 1"_s);
    EXPECT_EQ(door->member, u"command"_s);
    EXPECT_THAT(door->keywords.toStdString(), HasSubstr("unlocks"));
    EXPECT_FALSE(door->keywords.contains(u'2')) << "who types 2 means the other door";
    // And another value is not found by what is said of this one
    const models::ActionEntry *louder = entryFor(entries, u"volumeUp"_s);
    ASSERT_TRUE(louder);
    EXPECT_FALSE(louder->keywords.contains(u"unlocks"_s));
    EXPECT_FALSE(entryFor(entries, u"PCMA"_s)) << "what can't be sent has no entries of its values";
}

TEST_F(ActionsTest, RowsAreOfferedTheirCommandsWhereTheyFit)
{
    const auto offered = models::actionsOn(*catalogue, u"line/call"_s);
    ASSERT_EQ(offered.size(), 2);
    EXPECT_EQ(models::titleOf(offered.first()), u"Tell the unit"_s);
    const json::Document live = document(R"({"kind":"alarm","state":"answered"})");
    EXPECT_EQ(models::whyNotOn(offered.first(), live.root()), u""_s);
    const json::Document over = document(R"({"kind":"alarm","state":"ended"})");
    EXPECT_EQ(models::whyNotOn(offered.first(), over.root()),
              u"Only where state is answered; here it is ended."_s);
    const json::Document bare = document("{}");
    EXPECT_EQ(models::whyNotOn(offered.first(), bare.root()),
              u"Only where kind is alarm; here it is not set."_s);
    EXPECT_TRUE(models::actionsOn(*catalogue, u"line/other"_s).isEmpty());
}

TEST_F(ActionsTest, WhatIsSignedByAwsIsShownAndExplained)
{
    models::ActionListModel model(*catalogue);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    const int row = model.rowOf(u"/line/{domain}/answer"_s, {});
    ASSERT_GE(row, 0);
    EXPECT_EQ(model.index(row, models::ActionListModel::Authorisation).data(),
              u"sigv4: not callable"_s);
    EXPECT_TRUE(models::whyNotCallable(model.entry(row).operation).contains(u"Signature V4"_s));
    const int door = model.rowOf(u"/line/{domain}/tell"_s, u"openDoor1"_s);
    ASSERT_GE(door, 0);
    EXPECT_EQ(model.index(door, 0).data(), u"Tell the unit: Open door 1"_s);
    EXPECT_TRUE(model.index(door, 0)
                    .data(models::ActionListModel::SearchRole)
                    .toString()
                    .contains(u"unlocks"_s));
}

} // namespace
