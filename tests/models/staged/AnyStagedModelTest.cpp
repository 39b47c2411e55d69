// SPDX-License-Identifier: GPL-3.0-or-later
// The shared promises of item models, for those of the Changes page.
#include "models/ChangeLogModel.h"
#include "models/StagedModel.h"
#include "models/ThreeWayMerge.h"
#include "tests/models/editing/EditingSupport.h"
#include "tests/support/ModelFixture.h"

#include <QTest>

using editing::document;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

std::shared_ptr<const api::Catalogue> catalogue()
{
    static const auto shipped =
        std::make_shared<const api::Catalogue>(api::Catalogue::shipped().value());
    return shipped;
}

models::StoredDraft draft(const QString &id)
{
    return {.profileId = u"p"_s,
            .resource = u"provisioning/device"_s,
            .id = id,
            .base = document(R"({"a":1})"),
            .edited = document(R"({"a":2})"),
            .savedAt = {}};
}

ModelHandle makeStaged()
{
    auto store = std::make_shared<models::DraftStore>(QString());
    auto model = std::make_shared<models::StagedModel>(store.get(), u"p"_s, catalogue());
    ModelHandle handle;
    handle.owner = store;
    handle.model = model;
    handle.fill = [store] {
        for (const QString &id : {u"1"_s, u"2"_s, u"3"_s})
            store->save(draft(id));
    };
    handle.clear = [store] { store->removeProfile(u"p"_s); };
    return handle;
}

ModelHandle makeLog()
{
    auto log = std::make_shared<api::ChangeLog>(QString());
    auto model = std::make_shared<models::ChangeLogModel>(log.get(), catalogue());
    const auto waitFor = [model](int rows) {
        ASSERT_TRUE(QTest::qWaitFor([&] { return model->rowCount() == rows; }, patience));
    };
    const auto record = [log](const QString &id) {
        api::ChangeEntry entry;
        entry.id = id;
        entry.resource = u"provisioning/device"_s;
        entry.before = document(R"({"a":1})");
        entry.after = document(R"({"a":2})");
        log->record(entry);
    };
    ModelHandle handle;
    handle.owner = log;
    handle.model = model;
    handle.fill = [=] {
        for (const QString &id : {u"1"_s, u"2"_s, u"3"_s})
            record(id);
        waitFor(3);
    };
    handle.clear = [=] {
        log->clear();
        waitFor(0);
    };
    handle.insertFirst = [=] {
        record(u"4"_s);
        waitFor(4);
    };
    return handle;
}

ModelHandle makeMerge()
{
    auto model = std::make_shared<models::ThreeWayMerge>();
    ModelHandle handle;
    handle.model = model;
    handle.fill = [model] {
        model->setDocuments(document(R"({"a":1,"b":1})"), document(R"({"a":2,"b":1,"c":1})"),
                            document(R"({"a":3,"b":2})"), nullptr);
    };
    handle.clear = [model] { model->setDocuments({}, {}, {}, nullptr); };
    return handle;
}

INSTANTIATE_TEST_SUITE_P(Staged, AnyModel, testing::Values(MakeModel(makeStaged)));
INSTANTIATE_TEST_SUITE_P(Log, AnyModel, testing::Values(MakeModel(makeLog)));
INSTANTIATE_TEST_SUITE_P(Merge, AnyModel, testing::Values(MakeModel(makeMerge)));

TEST(StagedModel, GivenDraftsOfSeveralTypes_WhenListed_ThenTheNewestComesFirstAndAllAreChecked)
{
    models::DraftStore store({});
    models::StagedModel model(&store, u"p"_s, catalogue());
    store.save(draft(u"1"_s));
    models::StoredDraft fresh = draft(u"new:x"_s);
    fresh.resource = u"provisioning/trunk"_s;
    fresh.isNew = true;
    QTest::qWait(2); // times have milliseconds
    store.save(fresh);
    models::StoredDraft others = draft(u"3"_s);
    others.profileId = u"other"_s;
    store.save(others);

    ASSERT_EQ(model.rowCount(), 2);
    EXPECT_TRUE(model.draftAt(0).isNew);
    EXPECT_EQ(model.index(1, models::StagedModel::Changes).data().toString(), u"/a"_s);
    EXPECT_EQ(model.checked().size(), 2);
}

TEST(StagedModel, GivenARowThatIsUnchecked_WhenOtherDraftsCome_ThenItStaysUnchecked)
{
    models::DraftStore store({});
    models::StagedModel model(&store, u"p"_s, catalogue());
    store.save(draft(u"1"_s));
    model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole);
    store.save(draft(u"2"_s));
    ASSERT_EQ(model.checked().size(), 1);
    EXPECT_EQ(model.checked().first().id, u"2"_s);
    model.setAllChecked(true);
    EXPECT_EQ(model.checked().size(), 2);
}

TEST(StagedModel, GivenAStagedPassword_WhenListed_ThenItIsNotShown)
{
    models::DraftStore store({});
    models::StagedModel model(&store, u"p"_s, catalogue());
    models::StoredDraft secret = draft(u"1"_s);
    secret.edited = document(R"({"a":1,"password":"hunter2"})");
    store.save(secret);
    for (int column = 0; column < model.columnCount(); ++column)
        EXPECT_FALSE(model.index(0, column).data().toString().contains(u"hunter2"_s));
}

TEST(ChangeLogModel, GivenAQuery_WhenNewChangesCome_ThenOnlyThoseThatMatchJoin)
{
    api::ChangeLog log({});
    models::ChangeLogModel model(&log, catalogue());
    model.setQuery({.id = u"2"_s});
    for (const QString &id : {u"1"_s, u"2"_s}) {
        api::ChangeEntry entry;
        entry.id = id;
        entry.kind = api::ChangeEntry::Kind::Created;
        log.record(entry);
    }
    ASSERT_TRUE(QTest::qWaitFor([&] { return model.rowCount() == 1; }, patience));
    EXPECT_EQ(model.entryAt(0).id, u"2"_s);
    EXPECT_EQ(model.index(0, models::ChangeLogModel::What).data().toString(), u"created"_s);
}

} // namespace
