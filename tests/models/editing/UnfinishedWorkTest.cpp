// SPDX-License-Identifier: GPL-3.0-or-later
// What is on its way when somebody wants to leave: it is said, and can be stopped.
#include "SandboxFixture.h"

using editing::pointer;
using models::ResourceController;
using namespace Qt::StringLiterals;

namespace {

class UnfinishedWork : public editing::SandboxFixture
{
protected:
    void SetUp() override
    {
        SandboxFixture::SetUp();
        load();
        for (int row = 0; row < deviceCount; ++row)
            all.append(controller->table().idAt(row));
    }

    QStringList all;
};

TEST_F(UnfinishedWork, NothingIsInTheWayOfAPageAtRest)
{
    EXPECT_TRUE(controller->workInProgress().isEmpty());
}

TEST_F(UnfinishedWork, DeletionsAreCountedAndWhatIsCalledOffIsTold)
{
    sandbox->setFaults({.latencyMs = 50});
    QSignalSpy stopped(controller.get(), &ResourceController::removalStopped);
    controller->remove(all);
    EXPECT_TRUE(controller->workInProgress().contains(QString::number(deviceCount)))
        << controller->workInProgress().toStdString();

    controller->stopWork();
    waitUntilSaved();

    EXPECT_TRUE(controller->workInProgress().isEmpty());
    ASSERT_EQ(stopped.size(), 1);
    EXPECT_EQ(stopped.first().first().toInt(), controller->table().totalCount());
    EXPECT_GT(controller->table().totalCount(), 0);
}

TEST_F(UnfinishedWork, AnEditThatIsStoppedOnItsWayStaysADraft)
{
    open(all.first());
    ASSERT_TRUE(controller->draft().setValue(pointer("/description"), u"\"mine\""_s));
    sandbox->setFaults({.latencyMs = 60'000});
    controller->send();
    EXPECT_TRUE(controller->workInProgress().contains(all.first()));

    controller->stopWork();
    waitUntilSaved();

    EXPECT_TRUE(controller->workInProgress().isEmpty());
    sandbox->setFaults({});
    restartConsole();
    open(all.first());
    EXPECT_EQ(controller->draft().edited().root()["description"].text(), "mine");
}

TEST_F(UnfinishedWork, AWaitThatThePlatformAsksForIsSaid)
{
    sandbox->setFaults({.tooManyRequests = 1, .retryAfterSeconds = 1});
    QSignalSpy waiting(controller.get(), &ResourceController::waiting);

    controller->remove(all.first(6));
    waitFor([&] { return !waiting.isEmpty(); });
    sandbox->setFaults({});

    EXPECT_GE(waiting.first().at(0).toInt(), 900);
    EXPECT_TRUE(waiting.first().at(1).toString().contains(u"429"_s))
        << waiting.first().at(1).toString().toStdString();
    waitUntilSaved();
    EXPECT_TRUE(failures.isEmpty());
    EXPECT_EQ(controller->table().totalCount(), deviceCount - 6);

    // So is that of a list
    waiting.clear();
    sandbox->setFaults({.tooManyRequests = 1, .retryAfterSeconds = 1});
    controller->refresh();
    waitFor([&] { return !waiting.isEmpty(); });
    sandbox->setFaults({});
    waitFor([this] { return !controller->isLoading(); });
}

} // namespace
