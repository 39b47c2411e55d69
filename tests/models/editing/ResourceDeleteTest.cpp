// SPDX-License-Identifier: GPL-3.0-or-later
#include "SandboxFixture.h"

using editing::pointer;
using models::ResourceController;
using namespace Qt::StringLiterals;

namespace {

class ResourceDeleteTest : public editing::SandboxFixture
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

TEST_F(ResourceDeleteTest, SeveralAreDeletedWithProgress)
{
    const QStringList some = all.first(7);
    const QSignalSpy progress(controller.get(), &ResourceController::removeProgress);
    const QSignalSpy changed(controller.get(), &ResourceController::changed);

    controller->remove(some);
    EXPECT_TRUE(controller->isDeleting());
    waitUntilSaved();

    EXPECT_TRUE(failures.isEmpty());
    ASSERT_EQ(changed.size(), 1);
    EXPECT_EQ(changed.first().at(0).value<ResourceController::Change>(),
              ResourceController::Change::Deleted);
    const QStringList gone = changed.first().at(1).toStringList();
    EXPECT_EQ(QSet<QString>(gone.begin(), gone.end()), QSet<QString>(some.begin(), some.end()));
    EXPECT_EQ(progress.size(), 7);
    EXPECT_EQ(progress.last(), (QVariantList{7, 7}));
    EXPECT_EQ(controller->table().totalCount(), deviceCount - 7);
    EXPECT_FALSE(onServer(some.first()));
    EXPECT_TRUE(onServer(all.last()));
}

TEST_F(ResourceDeleteTest, OneThatIsGoneAlreadyCountsAsDeleted)
{
    deleteBehindOurBack(all.first());

    controller->remove({all.first()});
    waitUntilSaved();

    EXPECT_TRUE(failures.isEmpty());
    EXPECT_EQ(controller->table().totalCount(), deviceCount - 1);
}

TEST_F(ResourceDeleteTest, TheRestCanBeCalledOff)
{
    sandbox->setFaults({.latencyMs = 50});
    controller->remove(all);

    controller->cancelRemaining();
    waitUntilSaved();

    // Those on their way came to their end, the others are untouched
    sandbox->setFaults({});
    EXPECT_TRUE(failures.isEmpty());
    EXPECT_GT(controller->table().totalCount(), 0);
    EXPECT_LT(controller->table().totalCount(), deviceCount);
    EXPECT_TRUE(onServer(all.last()));
}

TEST_F(ResourceDeleteTest, WhatFailsIsToldOnceWithItsCount)
{
    stopSandbox();

    controller->remove(all);
    waitUntilSaved();

    ASSERT_EQ(failures.size(), 1);
    EXPECT_EQ(failures.first().error.code, api::ApiError::Code::NotConnected);
    EXPECT_TRUE(failures.first().error.what.contains(QString::number(deviceCount)));
    EXPECT_FALSE(failures.first().error.evidence.isEmpty());
    EXPECT_EQ(controller->table().totalCount(), deviceCount);
}

TEST_F(ResourceDeleteTest, TheOpenOneIsClosedAndItsDraftForgotten)
{
    open(all.first());
    ASSERT_TRUE(controller->draft().setValue(pointer("/description"), u"\"x\""_s));
    waitFor([this] { return drafts->count(u"test"_s) == 1; });

    controller->remove({all.first()});
    waitUntilSaved();

    EXPECT_TRUE(controller->draft().isEmpty());
    EXPECT_EQ(drafts->count(u"test"_s), 0);
}

TEST_F(ResourceDeleteTest, NothingIsSentWhereDeletingIsNotKnown)
{
    api::ResourceType type = controller->resource();
    type.canDelete = false;
    controller = std::make_unique<ResourceController>(session.get(), type, drafts.get());

    EXPECT_FALSE(controller->whyNotDelete().isEmpty());
    controller->remove(all);

    EXPECT_FALSE(controller->isSaving());
    EXPECT_TRUE(onServer(all.first()));
}

} // namespace
