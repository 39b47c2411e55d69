// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compare/TenantDiff.h"

#include "models/DraftStore.h"
#include "models/compare/TenantDiffModel.h"
#include "tests/models/table/TableSamples.h"
#include "tests/support/ModelFixture.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using models::Tenant;
using models::TenantChange;
using models::TenantDiff;
using Kind = models::TenantChange::Kind;

namespace {

Tenant tenant(const std::string &rows, const QString &key = u"provisioning/device"_s)
{
    models::TenantPart part{
        .key = key, .idProperty = u"deviceId"_s, .document = samples::parse(rows)};
    for (const json::Value row : part.document.root().elements())
        part.rows.push_back(row);
    return {.domain = u"d"_s, .at = {}, .parts = {part}};
}

api::ResourceType deviceType()
{
    api::ResourceType type = samples::deviceType();
    type.itemPath = u"/device/{domain}/{deviceId}"_s;
    type.createMethod = api::Method::Put;
    type.canPatch = type.canDelete = true;
    return type;
}

std::shared_ptr<const TenantDiff> between(const std::string &left, const std::string &right,
                                          const api::ResourceType &type = deviceType())
{
    return TenantDiff::between(tenant(left), tenant(right), {type});
}

const std::string before = R"([{"deviceId":"1","description":"a","lines":1},
    {"deviceId":"2","description":"b"},{"deviceId":"3"},
    {"deviceId":"4","password":"hunter2","description":"p"}])";
const std::string after = R"([{"deviceId":"5","description":"new"},
    {"lines":1,"deviceId":"1","description":"a"},
    {"deviceId":"2","description":"c","authorized":{"domain":"x"}},
    {"deviceId":"4","description":"q"}])";

} // namespace

TEST(TenantDiff, TellsResourcesApartByTheirId)
{
    const auto diff = between(before, after);
    ASSERT_EQ(diff->changes.size(), 4U);
    EXPECT_EQ(diff->equal, 1) << "the order of members does not count";
    EXPECT_EQ(diff->changes[0].id, "2");
    EXPECT_EQ(diff->changes[0].members, u"description, authorized"_s);
    EXPECT_EQ(diff->changes[1].kind, Kind::OnlyLeft);
    EXPECT_EQ(diff->changes[2].members, u"description"_s) << "secrets are not compared";
    EXPECT_EQ(diff->changes[3].kind, Kind::OnlyRight);
    EXPECT_EQ(diff->changes[3].id, "5");
}

TEST(TenantDiff, OfATenantWithItselfIsEmpty)
{
    EXPECT_TRUE(between(before, before)->changes.empty());
    EXPECT_TRUE(between("[]", "[]")->changes.empty());
}

TEST(TenantDiff, NamesTypesThatOnlyOneSideHas)
{
    const auto diff =
        TenantDiff::between(tenant("[]"), tenant("[]", u"other/type"_s), {samples::deviceType()});
    EXPECT_EQ(diff->missing, QStringList({u"provisioning/device"_s, u"other/type"_s}));
}

TEST(TenantStaging, MakesDraftsThatTurnTheLeftIntoTheRight)
{
    const auto diff = between(before, after);
    models::DraftStore drafts{QString()};
    const auto done = models::TenantStaging::stage(*diff, {0, 1, 2, 3}, drafts, u"p"_s);
    EXPECT_EQ(done.staged, 3);
    EXPECT_EQ(done.created, 1);
    EXPECT_EQ(done.left, 1) << "nothing is deleted so";
    const auto four = drafts.draft(u"p"_s, u"provisioning/device"_s, u"4"_s);
    ASSERT_TRUE(four);
    EXPECT_EQ(four->edited.serialize(),
              R"({"deviceId":"4","password":"hunter2","description":"q"})")
        << "the secret that the other side did not show stays";
    const auto created = drafts.newDrafts(u"p"_s, u"provisioning/device"_s);
    ASSERT_EQ(created.size(), 1);
    EXPECT_EQ(created.first().edited.serialize(), R"({"deviceId":"5","description":"new"})");
}

TEST(TenantStaging, StagesNothingThatCannotBeSent)
{
    const auto diff = between(before, after, samples::deviceType());
    models::DraftStore drafts{QString()};
    const auto done = models::TenantStaging::stage(*diff, {0, 1, 2, 3}, drafts, u"p"_s);
    EXPECT_EQ(done.staged, 0);
    EXPECT_EQ(done.fixed, 4);
}

TEST(TenantStaging, LeavesAStagedEditAlone)
{
    const auto diff = between(before, after);
    models::DraftStore drafts{QString()};
    models::TenantStaging::stage(*diff, {0}, drafts, u"p"_s);
    const auto again = models::TenantStaging::stage(*diff, {0}, drafts, u"p"_s);
    EXPECT_EQ(again.staged, 0);
    EXPECT_EQ(again.refused, 1);
}

namespace {

ModelHandle makeModel()
{
    auto model = std::make_shared<models::TenantDiffModel>();
    ModelHandle handle;
    handle.model = model;
    handle.fill = [model] { model->setDiff(between(before, after)); };
    handle.clear = [model] { model->setDiff(nullptr); };
    return handle;
}

} // namespace

INSTANTIATE_TEST_SUITE_P(TenantDiff, AnyModel, testing::Values(MakeModel(makeModel)));
