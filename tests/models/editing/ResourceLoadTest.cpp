// SPDX-License-Identifier: GPL-3.0-or-later
// Reading: the list, one resource, late answers, and a platform that is not there.
#include "SandboxFixture.h"

using editing::document;
using editing::pointer;
using models::ResourceController;
using namespace Qt::StringLiterals;

namespace {

using ResourceLoadTest = editing::SandboxFixture;

TEST_F(ResourceLoadTest, TheListFillsTheTable)
{
    EXPECT_EQ(controller->state(), ResourceController::State::NotLoaded);

    controller->refresh();
    EXPECT_EQ(controller->state(), ResourceController::State::Loading);
    waitFor([this] { return !controller->isLoading(); });

    EXPECT_EQ(controller->state(), ResourceController::State::Ready);
    EXPECT_FALSE(controller->loadError());
    EXPECT_EQ(controller->table().totalCount(), deviceCount);
}

TEST_F(ResourceLoadTest, OpeningShowsTheTablesRowAtOnceAndThenWhatThePlatformHas)
{
    load();
    const QString id = firstId();
    patchBehindOurBack(id, R"([{"op":"add","path":"/description","value":"newer"}])");
    const QSignalSpy opened(controller.get(), &ResourceController::opened);

    controller->open(id);

    ASSERT_EQ(opened.size(), 1);
    EXPECT_EQ(controller->draft().id(), id);
    waitFor([this] { return controller->draft().base().root()["description"].text() == "newer"; });
    EXPECT_FALSE(controller->draft().isChanged());
    EXPECT_EQ(controller->table().documentOf(id).root()["description"].text(), "newer");
    EXPECT_TRUE(failures.isEmpty());
}

TEST_F(ResourceLoadTest, AResourceThatIsNotInTheTableIsReadFirst)
{
    load();
    const QString id = firstId();
    restartConsole();
    const QSignalSpy opened(controller.get(), &ResourceController::opened);

    controller->open(id);
    EXPECT_TRUE(controller->draft().isEmpty());
    waitFor([&opened] { return opened.size() == 1; });

    EXPECT_EQ(controller->draft().id(), id);
}

TEST_F(ResourceLoadTest, ARowThatIsGoneIsSaid)
{
    load();
    const QString id = firstId();
    deleteBehindOurBack(id);

    open(id);

    ASSERT_EQ(failures.size(), 1);
    EXPECT_EQ(failures.first().error.code, api::ApiError::Code::NotFound);
    EXPECT_TRUE(failures.first().error.what.contains(id));
}

TEST_F(ResourceLoadTest, TheAnswerForAResourceThatWasLeftFallsSilently)
{
    load();
    const QString first = controller->table().idAt(0);
    const QString second = controller->table().idAt(1);
    sandbox->setFaults({.latencyMs = 100});
    const QSignalSpy opened(controller.get(), &ResourceController::opened);

    controller->open(first);
    controller->open(second);
    waitFor([this] { return session->queue().waiting() + session->queue().running() == 0; });

    EXPECT_EQ(controller->draft().id(), second);
    EXPECT_EQ(opened.size(), 2);
    EXPECT_TRUE(failures.isEmpty());
}

TEST_F(ResourceLoadTest, AListThatWasCalledOffStaysAway)
{
    sandbox->setFaults({.latencyMs = 100});

    controller->refresh();
    controller->refresh();
    controller->cancelRefresh();
    EXPECT_FALSE(controller->isLoading());
    // By the time that a later request is answered, the others have ended, too
    (void)onServer(u"nobody"_s);

    EXPECT_EQ(controller->state(), ResourceController::State::NotLoaded);
    EXPECT_EQ(controller->table().totalCount(), 0);
    EXPECT_FALSE(controller->loadError());
}

TEST_F(ResourceLoadTest, WithoutAPlatformTheFirstLoadFails)
{
    stopSandbox();

    controller->refresh();
    waitFor([this] { return !controller->isLoading(); });

    EXPECT_EQ(controller->state(), ResourceController::State::Failed);
    ASSERT_TRUE(controller->loadError());
    EXPECT_EQ(controller->loadError()->code, api::ApiError::Code::NotConnected);
}

TEST_F(ResourceLoadTest, AFailedRefreshKeepsTheRows)
{
    load();
    stopSandbox();

    controller->refresh();
    EXPECT_EQ(controller->state(), ResourceController::State::Ready);
    EXPECT_TRUE(controller->isLoading());
    waitFor([this] { return !controller->isLoading(); });

    EXPECT_EQ(controller->state(), ResourceController::State::Ready);
    EXPECT_TRUE(controller->loadError());
    EXPECT_EQ(controller->table().totalCount(), deviceCount);
}

TEST_F(ResourceLoadTest, WithoutAKeyEverythingSaysWhy)
{
    ASSERT_TRUE(QFile::remove(folder.filePath(u"private.pem"_s)));
    restartConsole();

    EXPECT_FALSE(controller->whyNotCreate().isEmpty());
    EXPECT_FALSE(controller->whyNotDelete().isEmpty());
    controller->refresh();
    waitFor([this] { return !controller->isLoading(); });

    ASSERT_TRUE(controller->loadError());
    EXPECT_EQ(controller->loadError()->code, api::ApiError::Code::NoKey);
}

TEST_F(ResourceLoadTest, TheListWaitsForAKeyThatIsStillBeingRead)
{
    // Given a session that has just begun
    restartConsole(WaitForKey::No);
    ASSERT_EQ(session->keyState(), api::Session::KeyState::Reading);
    EXPECT_FALSE(controller->whyNotCreate().isEmpty());

    controller->refresh();
    EXPECT_EQ(controller->state(), ResourceController::State::Loading);
    waitFor([this] { return !controller->isLoading(); });

    EXPECT_EQ(controller->state(), ResourceController::State::Ready);
    EXPECT_FALSE(controller->loadError());
    EXPECT_EQ(controller->table().totalCount(), deviceCount);
}

TEST_F(ResourceLoadTest, TheListWaitsForThePassphraseInsteadOfFailing)
{
    // Given a profile whose key is encrypted
    encryptKey("correct horse");
    restartConsole(WaitForKey::No);
    controller->refresh();
    waitFor([this] { return controller->state() == ResourceController::State::Locked; });
    EXPECT_FALSE(controller->isLoading());
    EXPECT_FALSE(controller->loadError());
    EXPECT_FALSE(controller->whyNotCreate().isEmpty());

    // When it is unlocked
    session->unlock(u"correct horse"_s);
    waitFor([this] { return controller->state() == ResourceController::State::Ready; });

    // Then the list is there, without being asked for again
    EXPECT_EQ(controller->table().totalCount(), deviceCount);
    EXPECT_TRUE(controller->whyNotCreate().isEmpty());
}

TEST_F(ResourceLoadTest, AListThatWasCalledOffDoesNotLoadWhenTheKeyIsUnlocked)
{
    encryptKey("correct horse 2");
    restartConsole();
    controller->refresh();
    ASSERT_EQ(controller->state(), ResourceController::State::Locked);
    controller->cancelRefresh();
    EXPECT_EQ(controller->state(), ResourceController::State::NotLoaded);

    session->unlock(u"correct horse 2"_s);
    waitFor([this] { return session->keyState() == api::Session::KeyState::Ready; });

    EXPECT_FALSE(controller->isLoading());
    EXPECT_EQ(controller->state(), ResourceController::State::NotLoaded);
}

TEST_F(ResourceLoadTest, AControllerMayGoWhileRequestsRun)
{
    sandbox->setFaults({.latencyMs = 50});
    controller->refresh();
    controller->open(u"+46"_s);

    controller.reset();

    waitFor([this] { return session->queue().waiting() + session->queue().running() == 0; });
    EXPECT_TRUE(failures.isEmpty());
}

} // namespace
