// SPDX-License-Identifier: GPL-3.0-or-later
// Someone else changes the resource meanwhile: nothing of theirs is overwritten, nothing of ours is
// lost.
#include "SandboxFixture.h"

using editing::pointer;
using models::ResourceController;
using namespace Qt::StringLiterals;

namespace {

class ResourceConflictTest : public editing::SandboxFixture
{
protected:
    void SetUp() override
    {
        SandboxFixture::SetUp();
        load();
        id = firstId();
        open(id);
        ASSERT_TRUE(controller->draft().setValue(pointer("/description"), u"\"mine\""_s));
    }
    void send()
    {
        controller->send();
        waitUntilSaved();
    }

    QString id;
};

TEST_F(ResourceConflictTest, ChangesOfOtherMembersAreTakenAlong)
{
    patchBehindOurBack(id, R"([{"op":"add","path":"/deviceCLI","value":"+4699"}])");

    send();

    EXPECT_TRUE(failures.isEmpty());
    const json::Document now = onServer(id);
    EXPECT_EQ(now.root()["description"].text(), "mine");
    EXPECT_EQ(now.root()["deviceCLI"].text(), "+4699");
    EXPECT_TRUE(json::equal(controller->draft().base().root(), now.root()));
    EXPECT_FALSE(controller->draft().isChanged()) << "theirs is not to be taken back";
}

TEST_F(ResourceConflictTest, TheSameMemberIsNotOverwritten)
{
    patchBehindOurBack(id, R"([{"op":"add","path":"/description","value":"theirs"}])");

    send();

    ASSERT_EQ(failures.size(), 1);
    EXPECT_EQ(failures.first().error.code, api::ApiError::Code::Conflict);
    EXPECT_TRUE(failures.first().error.meaning.contains(u"/description"_s));
    EXPECT_EQ(onServer(id).root()["description"].text(), "theirs");
    EXPECT_EQ(controller->draft().edited().root()["description"].text(), "mine");
    EXPECT_TRUE(controller->hasConflict());
    EXPECT_EQ(controller->conflictPointers(), QStringList{u"/description"_s});
    EXPECT_EQ(controller->theirs().root()["description"].text(), "theirs");
    EXPECT_FALSE(controller->whyNotSend().isEmpty());
}

TEST_F(ResourceConflictTest, KeepingOwnSendsOwn)
{
    patchBehindOurBack(id, R"([{"op":"add","path":"/description","value":"theirs"}])");
    send();

    controller->keepOwn();
    EXPECT_FALSE(controller->hasConflict());
    EXPECT_EQ(controller->draft().base().root()["description"].text(), "theirs");
    send();

    EXPECT_EQ(failures.size(), 1);
    EXPECT_EQ(onServer(id).root()["description"].text(), "mine");
}

TEST_F(ResourceConflictTest, TakingTheirsDropsTheEdits)
{
    patchBehindOurBack(id, R"([{"op":"add","path":"/description","value":"theirs"}])");
    send();

    controller->takeTheirs();

    EXPECT_FALSE(controller->draft().isChanged());
    EXPECT_EQ(controller->draft().edited().root()["description"].text(), "theirs");
    waitFor([this] { return drafts->count(u"test"_s) == 0; });
}

TEST_F(ResourceConflictTest, TheVerySameChangeIsNotSentTwice)
{
    patchBehindOurBack(id, R"([{"op":"add","path":"/description","value":"mine"}])");

    send();

    EXPECT_TRUE(failures.isEmpty());
    EXPECT_FALSE(controller->draft().isChanged());
}

TEST_F(ResourceConflictTest, AStoredDraftMeetsAnotherBaseWhenItIsOpened)
{
    waitFor([this] { return drafts->count(u"test"_s) == 1; });
    patchBehindOurBack(id, R"([{"op":"add","path":"/description","value":"theirs"}])");

    restartConsole();
    open(id);

    // Not in the table: shown from the store, then read
    ASSERT_EQ(failures.size(), 1);
    EXPECT_EQ(failures.first().error.code, api::ApiError::Code::Conflict);
    EXPECT_EQ(controller->draft().edited().root()["description"].text(), "mine");
    EXPECT_EQ(drafts->count(u"test"_s), 1);
}

TEST_F(ResourceConflictTest, WhatIsGoneIsSaidAndTheEditStays)
{
    deleteBehindOurBack(id);

    send();

    ASSERT_EQ(failures.size(), 1);
    EXPECT_EQ(failures.first().error.code, api::ApiError::Code::NotFound);
    EXPECT_TRUE(controller->draft().isChanged());
    EXPECT_EQ(drafts->count(u"test"_s), 1);
}

} // namespace
