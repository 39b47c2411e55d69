// SPDX-License-Identifier: GPL-3.0-or-later
// Changing and creating, and edits that outlive the platform and the console.
#include "SandboxFixture.h"

using editing::document;
using editing::pointer;
using models::ResourceController;
using namespace Qt::StringLiterals;

namespace {

class ResourceEditTest : public editing::SandboxFixture
{
protected:
    void SetUp() override
    {
        SandboxFixture::SetUp();
        load();
        id = firstId();
    }
    void describe(const QString &text)
    {
        ASSERT_TRUE(controller->draft().setValue(pointer("/description"), u"\"%1\""_s.arg(text)));
    }
    std::string descriptionOnServer()
    {
        return std::string(onServer(id).root()["description"].text());
    }

    QString id;
};

TEST_F(ResourceEditTest, AnEditIsSentAsAPatchAndReadAgain)
{
    open(id);
    EXPECT_FALSE(controller->whyNotSend().isEmpty()); // nothing is changed
    describe(u"sent"_s);
    EXPECT_EQ(controller->whyNotSend(), QString());
    const QSignalSpy changed(controller.get(), &ResourceController::changed);

    controller->send();
    EXPECT_TRUE(controller->isSaving());
    EXPECT_FALSE(controller->whyNotSend().isEmpty());
    waitUntilSaved();

    EXPECT_TRUE(failures.isEmpty());
    EXPECT_EQ(descriptionOnServer(), "sent");
    ASSERT_EQ(changed.size(), 1);
    EXPECT_EQ(changed.first().at(0).value<ResourceController::Change>(),
              ResourceController::Change::Updated);
    EXPECT_EQ(changed.first().at(1).toStringList(), QStringList{id});
    EXPECT_FALSE(controller->draft().isChanged());
    EXPECT_EQ(controller->table().documentOf(id).root()["description"].text(), "sent");
    EXPECT_EQ(drafts->count(u"test"_s), 0);
}

TEST_F(ResourceEditTest, ThePreviewIsWhatIsSentWithSecretsMasked)
{
    open(id);
    describe(u"seen"_s);
    ASSERT_TRUE(controller->draft().setValue(pointer("/credentials/password"), u"\"hunter2\""_s));

    const auto previews = controller->preview();

    ASSERT_EQ(previews.size(), 1);
    EXPECT_EQ(previews.first().method, u"PATCH"_s);
    EXPECT_TRUE(
        previews.first().url.startsWith(u"http://127.0.0.1:%1/provisioning/device/"_s.arg(port)));
    EXPECT_TRUE(previews.first().url.contains(domain));
    EXPECT_EQ(previews.first().contentType, u"application/json"_s);
    EXPECT_TRUE(previews.first().body.contains(u"seen"_s));
    EXPECT_FALSE(previews.first().body.contains(u"hunter2"_s));
    EXPECT_TRUE(previews.first().body.contains(u"masked"_s));
}

TEST_F(ResourceEditTest, InvalidMembersAreNotSent)
{
    open(id);
    ASSERT_TRUE(controller->draft().setValue(pointer("/macAddress"), u"\"zz\""_s));

    EXPECT_TRUE(controller->whyNotSend().startsWith(u"MAC address: "_s))
        << controller->whyNotSend().toStdString();
    EXPECT_FALSE(controller->whyNotSend().contains(u"[0-9A-Fa-f]"_s));
    controller->send();

    EXPECT_FALSE(controller->isSaving());
}

TEST_F(ResourceEditTest, StagedRowsAreMarkedAndKeptOnTheDisk)
{
    open(id);
    describe(u"staged"_s);
    waitFor([this] { return drafts->count(u"test"_s) == 1; });

    const int row = controller->table().rowOfId(id);
    EXPECT_TRUE(
        controller->table().index(row, 0).data(models::ResourceTableModel::StagedRole).toBool());

    controller->discard();
    waitFor([this] { return drafts->count(u"test"_s) == 0; });
    EXPECT_FALSE(
        controller->table().index(row, 0).data(models::ResourceTableModel::StagedRole).toBool());
}

TEST_F(ResourceEditTest, AnotherResourceMayBeOpenedAndTheEditIsStillThere)
{
    open(id);
    describe(u"half done"_s);
    open(controller->table().idAt(1));
    EXPECT_FALSE(controller->draft().isChanged());

    open(id);

    EXPECT_EQ(controller->draft().edited().root()["description"].text(), "half done");
    EXPECT_TRUE(controller->draft().isChanged());
}

TEST_F(ResourceEditTest, AfterACrashTheNextConsoleFindsTheEdit)
{
    open(id);
    describe(u"survives"_s);
    waitFor([this] { return drafts->count(u"test"_s) == 1; });

    restartConsole();
    load();
    open(id);

    EXPECT_EQ(controller->draft().edited().root()["description"].text(), "survives");
    EXPECT_EQ(controller->draft().changeCount(), 1);
}

TEST_F(ResourceEditTest, WhenThePlatformIsGoneTheEditStaysAndIsSentLater)
{
    open(id);
    describe(u"later"_s);
    stopSandbox();

    controller->send();
    waitUntilSaved();

    ASSERT_EQ(failures.size(), 1);
    EXPECT_EQ(failures.first().error.code, api::ApiError::Code::NotConnected);
    EXPECT_TRUE(failures.first().doing.contains(id));
    EXPECT_TRUE(controller->draft().isChanged());
    EXPECT_EQ(drafts->count(u"test"_s), 1);

    startSandbox();
    controller->send();
    waitUntilSaved();

    EXPECT_EQ(failures.size(), 1);
    EXPECT_EQ(descriptionOnServer(), "later");
    EXPECT_EQ(drafts->count(u"test"_s), 0);
}

TEST_F(ResourceEditTest, ASendCanBeCalledOffAndTheEditStays)
{
    open(id);
    describe(u"never"_s);
    sandbox->setFaults({.latencyMs = 5'000});

    controller->send();
    controller->cancelSend();
    waitUntilSaved();

    ASSERT_EQ(failures.size(), 1);
    EXPECT_EQ(failures.first().error.code, api::ApiError::Code::Cancelled);
    EXPECT_TRUE(controller->draft().isChanged());
}

TEST_F(ResourceEditTest, WhatIsEditedWhileARequestRunsIsKept)
{
    open(id);
    describe(u"first"_s);
    sandbox->setFaults({.latencyMs = 50});
    controller->send();

    ASSERT_TRUE(controller->draft().setValue(pointer("/deviceCLI"), u"\"+4681\""_s));
    waitUntilSaved();

    EXPECT_EQ(descriptionOnServer(), "first");
    EXPECT_EQ(controller->draft().changeCount(), 1);
    EXPECT_EQ(controller->draft().edited().root()["deviceCLI"].text(), "+4681");
    waitFor([this] { return drafts->count(u"test"_s) == 1; });
}

TEST_F(ResourceEditTest, TheAnswerOfASendDoesNotDisturbAnotherResource)
{
    open(id);
    describe(u"in the background"_s);
    sandbox->setFaults({.latencyMs = 50});
    controller->send();
    const QString other = controller->table().idAt(1);

    controller->open(other);
    waitUntilSaved();

    EXPECT_EQ(controller->draft().id(), other);
    EXPECT_EQ(descriptionOnServer(), "in the background");
    EXPECT_EQ(drafts->count(u"test"_s), 0);
}

TEST_F(ResourceEditTest, ANewDeviceIsCreatedUnderItsId)
{
    const QSignalSpy opened(controller.get(), &ResourceController::opened);
    const QSignalSpy changed(controller.get(), &ResourceController::changed);
    controller->openNew();
    ASSERT_EQ(opened.size(), 1);
    EXPECT_TRUE(controller->draft().isNew());
    EXPECT_FALSE(controller->whyNotSend().isEmpty()); // it needs an id
    ASSERT_TRUE(controller->draft().setText(
        u"{\"deviceId\":\"new/ 1\",\"deviceType\":\"alarmUnit\",\"authType\":\"disabled\"}"_s));
    ASSERT_EQ(controller->whyNotSend(), QString());
    EXPECT_EQ(controller->preview().first().method, u"PUT"_s);

    controller->send();
    waitUntilSaved();

    EXPECT_TRUE(failures.isEmpty());
    EXPECT_EQ(onServer(u"new/ 1"_s).root()["deviceType"].text(), "alarmUnit");
    ASSERT_EQ(changed.size(), 1);
    EXPECT_EQ(changed.first().at(0).value<ResourceController::Change>(),
              ResourceController::Change::Created);
    EXPECT_FALSE(controller->draft().isNew());
    EXPECT_EQ(controller->draft().id(), u"new/ 1"_s);
    EXPECT_GE(controller->table().rowOfId(u"new/ 1"_s), 0);
    EXPECT_EQ(drafts->newDrafts(u"test"_s, resourceKey).size(), 0);
}

TEST_F(ResourceEditTest, CreatingNeverOverwritesWhatIsThere)
{
    controller->openNew();
    ASSERT_TRUE(controller->draft().setText(u"{\"deviceId\":\"%1\"}"_s.arg(id)));
    EXPECT_TRUE(controller->whyNotSend().contains(id));

    // Nor when the list does not know it yet
    ASSERT_TRUE(controller->draft().setText(u"{\"deviceId\":\"taken\"}"_s));
    api::Request put = onItem(api::Method::Put, u"x"_s);
    put.path = api::expandPath(controller->resource().collectionPath, session->pathValues());
    put.body = R"({"deviceId":"taken","description":"a colleague's"})";
    ASSERT_TRUE(request(put));
    controller->send();
    waitUntilSaved();

    ASSERT_EQ(failures.size(), 1);
    EXPECT_EQ(failures.first().error.code, api::ApiError::Code::Conflict);
    EXPECT_EQ(onServer(u"taken"_s).root()["description"].text(), "a colleague's");
    EXPECT_TRUE(controller->draft().isNew());
}

TEST_F(ResourceEditTest, ADuplicateHasEverythingButTheId)
{
    controller->openDuplicate(id);

    EXPECT_TRUE(controller->draft().isNew());
    EXPECT_FALSE(controller->draft().edited().root()["deviceId"]);
    EXPECT_EQ(controller->draft().edited().root()["description"].text(),
              controller->table().documentOf(id).root()["description"].text());
    ASSERT_TRUE(controller->draft().setValue(pointer("/deviceId"), u"\"twin\""_s));

    controller->send();
    waitUntilSaved();

    EXPECT_TRUE(failures.isEmpty());
    EXPECT_TRUE(onServer(u"twin"_s));
    EXPECT_TRUE(onServer(id));
}

TEST_F(ResourceEditTest, ANewOneThatWasBegunIsThereAfterACrash)
{
    controller->openNew();
    ASSERT_TRUE(controller->draft().setValue(pointer("/deviceId"), u"\"begun\""_s));
    controller->openDuplicate(id); // does not take the place of the first
    waitFor([this] { return drafts->newDrafts(u"test"_s, resourceKey).size() == 1; });

    restartConsole();
    controller->openNew();

    EXPECT_EQ(controller->draft().edited().root()["deviceId"].text(), "begun");
    controller->discard();
    EXPECT_TRUE(controller->draft().isEmpty());
    EXPECT_EQ(drafts->newDrafts(u"test"_s, resourceKey).size(), 0);
}

TEST_F(ResourceEditTest, AnIdThatThePlatformMakesComesFromTheReply)
{
    useResource(u"provisioning/trunk"_s);
    load();
    controller->openNew();
    ASSERT_TRUE(controller->draft().setValue(pointer("/name"), u"\"Carrier\""_s));
    ASSERT_EQ(controller->whyNotSend(), QString());
    EXPECT_EQ(controller->preview().first().method, u"POST"_s);

    controller->send();
    waitUntilSaved();

    EXPECT_TRUE(failures.isEmpty());
    const QString made = controller->draft().id();
    ASSERT_FALSE(made.isEmpty());
    EXPECT_EQ(onServer(made).root()["name"].text(), "Carrier");
    EXPECT_EQ(controller->table().documentOf(made).root()["name"].text(), "Carrier");
}

TEST_F(ResourceEditTest, WithoutPatchTheWholeIsReplaced)
{
    api::ResourceType type = controller->resource();
    type.canPatch = false;
    controller = std::make_unique<ResourceController>(session.get(), type, drafts.get());
    load();
    open(id);
    describe(u"replaced"_s);
    EXPECT_EQ(controller->preview().first().method, u"PUT"_s);

    controller->send();
    waitUntilSaved();

    EXPECT_EQ(descriptionOnServer(), "replaced");

    type.canReplace = false;
    controller = std::make_unique<ResourceController>(session.get(), type, drafts.get());
    EXPECT_FALSE(controller->whyNotEdit().isEmpty());
}

} // namespace
