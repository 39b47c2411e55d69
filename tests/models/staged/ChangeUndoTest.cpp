// SPDX-License-Identifier: GPL-3.0-or-later
// Every change that went well is in the log, and can be taken back from there.
#include "models/ChangeUndo.h"

#include "models/ResourceRequests.h"
#include "tests/models/editing/SandboxFixture.h"

using editing::document;
using editing::pointer;
using models::ResourceController;
using models::UndoPlan;
using namespace Qt::StringLiterals;

namespace {

class ChangeUndo : public editing::SandboxFixture
{
protected:
    void SetUp() override
    {
        SandboxFixture::SetUp();
        session->setChangeLog(&log);
        useResource(resourceKey);
        load();
        id = firstId();
        open(id);
    }
    ~ChangeUndo() override { controller.reset(); }

    void change(const QString &description)
    {
        ASSERT_TRUE(
            controller->draft().setValue(pointer("/description"), u'"' + description + u'"'));
        send();
    }
    void send()
    {
        ASSERT_EQ(controller->whyNotSend(), QString());
        controller->send();
        waitUntilSaved();
    }
    void remove()
    {
        controller->remove({id});
        waitUntilSaved();
    }
    api::ChangeEntry logged(qint64 row)
    {
        std::optional<api::ChangeEntry> found;
        log.entry(row, &log, [&](const api::ChangeEntry &entry) { found = entry; });
        waitFor([&] { return found.has_value(); });
        return found.value_or(api::ChangeEntry());
    }
    UndoPlan plan(qint64 row)
    {
        std::optional<UndoPlan> made;
        const auto connection =
            QObject::connect(controller.get(), &ResourceController::undoPlanned, controller.get(),
                             [&](const UndoPlan &each) { made = each; });
        controller->planUndo(row);
        waitFor([&] { return made.has_value(); });
        QObject::disconnect(connection);
        return made.value_or(UndoPlan());
    }
    void stage(const UndoPlan &undo)
    {
        controller->stage(undo.draft);
        waitFor([this] { return session->queue().waiting() + session->queue().running() == 0; });
    }
    std::string description() { return std::string(onServer(id).root()["description"].text()); }

    api::ChangeLog log{QString()};
    QString id;
};

TEST_F(ChangeUndo, GivenAChange_WhenItWentWell_ThenTheLogHasItWhole)
{
    const json::Document before = controller->draft().base();
    change(u"mine"_s);
    const qint64 row = controller->lastChangeRow();
    ASSERT_NE(row, 0);
    const api::ChangeEntry entry = logged(row);
    EXPECT_EQ(entry.resource, resourceKey);
    EXPECT_EQ(entry.id, id);
    EXPECT_EQ(entry.profileId, u"test"_s);
    EXPECT_EQ(entry.kind, api::ChangeEntry::Kind::Updated);
    EXPECT_EQ(entry.method, "PATCH");
    EXPECT_FALSE(entry.requestId.isEmpty());
    EXPECT_TRUE(json::equal(entry.before.root(), before.root()));
    EXPECT_EQ(entry.after.root()["description"].text(), "mine");
    EXPECT_EQ(entry.pointers, QStringList{u"/description"_s});
}

TEST_F(ChangeUndo, GivenAChangeThatIsRefused_ThenTheLogHasNothing)
{
    deleteBehindOurBack(id);
    ASSERT_TRUE(controller->draft().setValue(pointer("/description"), u"\"mine\""_s));
    send();
    EXPECT_EQ(failures.size(), 1);
    EXPECT_EQ(controller->lastChangeRow(), 0);
}

TEST_F(ChangeUndo, GivenAChange_WhenItIsUndone_ThenTheInverseIsStagedAndSentLikeAnyOther)
{
    const std::string before = description();
    change(u"mine"_s);
    const UndoPlan undo = plan(controller->lastChangeRow());
    ASSERT_EQ(undo.way, UndoPlan::Way::Edit);
    EXPECT_EQ(description(), "mine") << "nothing is done by planning";
    stage(undo);
    EXPECT_EQ(description(), "mine") << "nor by staging";
    EXPECT_EQ(controller->draft().changeCount(), 1);
    send();
    EXPECT_EQ(description(), before);
    EXPECT_TRUE(failures.isEmpty());
}

TEST_F(ChangeUndo, GivenOthersChangedElsewhereSince_WhenUndone_ThenTheirsStays)
{
    const std::string before = description();
    change(u"mine"_s);
    const qint64 row = controller->lastChangeRow();
    patchBehindOurBack(id, R"([{"op":"add","path":"/deviceCLI","value":"+4699"}])");
    stage(plan(row));
    EXPECT_FALSE(controller->hasConflict());
    send();
    EXPECT_EQ(description(), before);
    EXPECT_EQ(onServer(id).root()["deviceCLI"].text(), "+4699");
}

TEST_F(ChangeUndo, GivenOthersChangedTheSameSince_WhenUndone_ThenItIsAConflictLikeAnyOther)
{
    change(u"mine"_s);
    const qint64 row = controller->lastChangeRow();
    patchBehindOurBack(id, R"([{"op":"add","path":"/description","value":"theirs"}])");
    stage(plan(row));
    ASSERT_TRUE(controller->hasConflict());
    EXPECT_EQ(controller->conflictPointers(), QStringList{u"/description"_s});
    controller->resolveConflict({u"/description"_s});
    EXPECT_FALSE(controller->hasConflict());
    EXPECT_FALSE(controller->draft().isChanged());
    EXPECT_EQ(description(), "theirs");
}

TEST_F(ChangeUndo, GivenOtherEditsOfTheResource_WhenUndone_ThenTheyAreNotMixed)
{
    change(u"mine"_s);
    const qint64 row = controller->lastChangeRow();
    ASSERT_TRUE(controller->draft().setValue(pointer("/description"), u"\"more\""_s));
    const UndoPlan undo = plan(row);
    EXPECT_EQ(undo.way, UndoPlan::Way::None);
    EXPECT_TRUE(undo.why.contains(u"staged"_s));
}

TEST_F(ChangeUndo, GivenACreation_WhenUndone_ThenItsDeletionIsAskedFor)
{
    controller->openDuplicate(id);
    ASSERT_TRUE(controller->draft().setValue(pointer("/deviceId"), u"\"+46700000001\""_s));
    send();
    ASSERT_NE(controller->lastChangeRow(), 0);
    const api::ChangeEntry entry = logged(controller->lastChangeRow());
    EXPECT_EQ(entry.kind, api::ChangeEntry::Kind::Created);
    EXPECT_FALSE(entry.before);
    EXPECT_EQ(entry.id, u"+46700000001"_s);
    const UndoPlan undo = plan(controller->lastChangeRow());
    EXPECT_EQ(undo.way, UndoPlan::Way::Delete);
    EXPECT_EQ(undo.id, u"+46700000001"_s);
}

TEST_F(ChangeUndo, GivenADeletion_WhenUndone_ThenTheOldOneIsStagedAsANewOne)
{
    const json::Document before = onServer(id);
    remove();
    ASSERT_NE(controller->lastChangeRow(), 0);
    const UndoPlan undo = plan(controller->lastChangeRow());
    ASSERT_EQ(undo.way, UndoPlan::Way::Create);
    stage(undo);
    EXPECT_TRUE(controller->draft().isNew());
    EXPECT_FALSE(onServer(id));
    send();
    const json::Document back = onServer(id);
    EXPECT_EQ(back.root()["deviceId"].text(), before.root()["deviceId"].text());
    EXPECT_EQ(back.root()["description"].text(), before.root()["description"].text());
}

TEST_F(ChangeUndo, GivenSomebodyElseDeletedItFirst_ThenTheLogDoesNotSayThatWeDid)
{
    deleteBehindOurBack(id);
    remove();
    EXPECT_EQ(controller->lastChangeRow(), 0);
}

TEST_F(ChangeUndo, GivenIdsOfThePlatform_WhenADeletionIsToBeUndone_ThenItSaysWhyNot)
{
    api::ResourceType type = controller->resource();
    type.idByPlatform = true;
    api::ChangeEntry entry;
    entry.row = 1;
    entry.id = u"17"_s;
    entry.kind = api::ChangeEntry::Kind::Deleted;
    entry.before = document(R"({"a":1})");
    const UndoPlan undo = undoOf(entry, type, models::Abilities(type, {}, {}), false);
    EXPECT_EQ(undo.way, UndoPlan::Way::None);
    EXPECT_TRUE(undo.why.contains(u"17"_s));
}

TEST_F(ChangeUndo, GivenPatchIsNotAllowed_ThenTheReviewSaysThatTheWholeIsReplacedAndWhy)
{
    const api::ResourceType &type = controller->resource();
    const models::Abilities whole(type, {},
                                  QList{api::Method::Get, api::Method::Put, api::Method::Delete});
    ASSERT_EQ(whole.change(), models::Abilities::Change::PutItem);
    EXPECT_TRUE(whole.whyWhole().contains(u"OPTIONS"_s));
    EXPECT_TRUE(models::Abilities(type, {}, {}).whyWhole().isEmpty());

    models::ResourceRequests requests(type, session->pathValues());
    requests.setAbilities(whole);
    ASSERT_TRUE(controller->draft().setValue(pointer("/description"), u"\"mine\""_s));
    const auto preview = requests.preview(controller->draft(), session->profile().baseUrl);
    EXPECT_EQ(preview.method, u"PUT"_s);
    EXPECT_EQ(preview.note, whole.whyWhole());
}

} // namespace
