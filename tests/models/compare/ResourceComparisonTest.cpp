// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compare/ResourceComparison.h"

#include "app/api/ChangeLog.h"
#include "tests/models/editing/SandboxFixture.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using models::ResourceComparison;

namespace {

class ResourceComparisonTest : public editing::SandboxFixture
{
protected:
    api::ChangeLog log{QString()};
};

} // namespace

TEST_F(ResourceComparisonTest, OfTwoStagesTheFirstLikeTheSecondWithItsOwnId)
{
    load();
    const QString first = firstId();
    const QString second = controller->table().idAt(1);
    ResourceComparison comparison(controller.get(), {first, second});
    EXPECT_FALSE(comparison.hasEarlierStates());
    EXPECT_GT(comparison.model().rowCount(), 1);
    comparison.stage();
    const models::ResourceDraft &draft = controller->draft();
    EXPECT_EQ(draft.id(), first);
    EXPECT_EQ(draft.edited().root()["deviceId"].text(), first.toStdString());
    EXPECT_EQ(draft.edited().root()["description"].text(),
              controller->table().documentOf(second).root()["description"].text());
    comparison.swap();
    EXPECT_EQ(comparison.firstTitle(), second);
}

TEST_F(ResourceComparisonTest, WithWhatItWasGoesBackToIt)
{
    session->setChangeLog(&log);
    load();
    const QString id = firstId();
    const json::Document before = controller->table().documentOf(id);
    api::ChangeEntry entry;
    entry.profileId = session->profile().id;
    entry.resource = resourceKey;
    entry.id = id;
    entry.method = "PATCH";
    entry.before = before;
    entry.after = before;
    log.record(entry);
    patchBehindOurBack(id, R"([{"op":"add","path":"/description","value":"since"}])");
    load();
    ResourceComparison comparison(controller.get(), {id});
    EXPECT_TRUE(comparison.hasEarlierStates());
    waitFor([&] { return !comparison.isLoading(); });
    ASSERT_EQ(comparison.earlierStates().size(), 1);
    EXPECT_EQ(comparison.chosen(), 0);
    ASSERT_EQ(comparison.model().rowCount(), 1);
    comparison.stage();
    EXPECT_EQ(controller->draft().edited().serialize(), before.serialize());
}

TEST_F(ResourceComparisonTest, SaysThatThereIsNothingToCompareWith)
{
    session->setChangeLog(&log);
    load();
    ResourceComparison comparison(controller.get(), {firstId()});
    waitFor([&] { return !comparison.isLoading(); });
    EXPECT_TRUE(comparison.earlierStates().isEmpty());
    EXPECT_FALSE(comparison.whyNotStage().isEmpty());
}
