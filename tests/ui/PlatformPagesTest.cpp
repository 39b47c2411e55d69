// SPDX-License-Identifier: GPL-3.0-or-later
// What a page offers because the catalogue or the platform says so: methods, commands, links,
// files.
#include "models/DraftStore.h"
#include "tests/models/platform/TestPlatform.h"
#include "tests/support/Sounds.h"
#include "tests/ui/support/Drive.h"
#include "ui/action/ActionPanel.h"
#include "ui/action/ActionsPage.h"
#include "ui/files/PlayerBar.h"
#include "ui/resource/DetailPanel.h"
#include "ui/resource/ResourcePage.h"
#include "ui/resource/ReviewDialog.h"
#include "ui/resource/RowFiles.h"
#include "ui/resource/TrafficFilter.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Question.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;
using api::Method;
using testing::ElementsAre;

namespace {

class PlatformPages : public TestPlatform
{
protected:
    void SetUp() override
    {
        TestPlatform::SetUp();
        ASSERT_NO_FATAL_FAILURE(start([this](QTcpSocket *peer, const RawRequest &request) {
            if (request.method() == "OPTIONS") {
                peer->write(httpReply(200, "{}", "Allow: " + allowed + "\r\n"));
                return;
            }
            for (const auto &[end, reply] : replies) {
                if (request.target().endsWith(end))
                    return void(peer->write(reply));
            }
            peer->write(httpReply(200, R"({"success":true})"));
        }));
        reply("/call", R"({"success":true,"calls":[
            {"callId":"c1","startedAt":"2026-11-22T10:00:00Z","from":"+46701740605",
             "kind":"alarm","state":"answered","replyId":"r1"},
            {"callId":"c2","startedAt":"2026-11-21T10:00:00Z","from":"+46812345678",
             "kind":"voice","state":"ended","replyId":"r2"}]})");
        reply("/recording", R"({"success":true,"recordings":[
            {"recordingId":"x1","callId":"c1","format":"wav","state":"stored"},
            {"recordingId":"x2","callId":"c2","format":"wav","state":"stored"}]})");
        reply("/prompt", R"({"success":true,"prompts":[{"filename":"a.wav"}]})");
        drafts = std::make_unique<models::DraftStore>(folder.filePath(u"drafts"_s));
    }
    void TearDown() override
    {
        page.reset();
        actions.reset();
    }
    void reply(const QByteArray &end, const QByteArray &body, int status = 200)
    {
        replies.prepend({end, httpReply(status, body)});
    }
    void open(const QString &key)
    {
        page = std::make_unique<ui::ResourcePage>(session.get(), type(key), drafts.get(), nullptr);
        page->resize(1100, 600);
        ASSERT_NO_FATAL_FAILURE(drive::show(page.get()));
        ASSERT_TRUE(drive::until([this] { return !page->controller().isLoading(); }));
        ASSERT_NO_FATAL_FAILURE(settle());
        QObject::connect(page.get(), &ui::Page::said, page.get(),
                         [this](const QString &sentence) { said = sentence; });
    }
    void useProfile(api::SafetyLevel safety)
    {
        api::Profile profile = session->profile();
        profile.safety = safety;
        session = std::make_unique<api::Session>(profile, catalogue, nullptr);
        session->waitForKey();
    }
    QAction *command(const QString &start)
    {
        for (QAction *action : page->commands()) {
            if (action->text().startsWith(start))
                return action;
        }
        return nullptr;
    }
    QTableView *table() const { return drive::named<QTableView>(page.get(), tableName()); }
    QString tableName() const { return page->controller().resource().plural; }
    ui::ActionPanel *panel() const { return page->findChild<ui::ActionPanel *>(); }
    QByteArray lastBody() const { return server->requests().last().body; }

    QByteArray allowed = "GET,PUT,POST,PATCH,DELETE";
    QList<std::pair<QByteArray, QByteArray>> replies;
    std::unique_ptr<models::DraftStore> drafts;
    std::unique_ptr<ui::ResourcePage> page;
    std::unique_ptr<ui::ActionsPage> actions;
    QString said;
};

TEST_F(PlatformPages, WhatThePlatformDoesNotAllowIsDisabledAndSaysSo)
{
    allowed = "GET,OPTIONS";
    ASSERT_NO_FATAL_FAILURE(open(u"line/recording"_s));
    drive::clickRow(table(), 0);
    QAction *remove = command(u"Delete"_s);
    ASSERT_TRUE(remove);
    ASSERT_TRUE(drive::until([&] {
        return remove->toolTip().contains(u"The platform does not allow DELETE here"_s);
    })) << remove->toolTip().toStdString();
    EXPECT_FALSE(remove->isEnabled());

    // When a person knows better
    command(u"Offer all"_s)->trigger();
    EXPECT_TRUE(remove->isEnabled());
    command(u"Offer all"_s)->trigger();
    EXPECT_FALSE(remove->isEnabled());

    // And when it is asked again, and says something else
    allowed = "GET,DELETE";
    command(u"Ask the platform"_s)->trigger();
    EXPECT_TRUE(drive::until([&] { return remove->isEnabled(); }));
    EXPECT_EQ(said, u"The platform has said what it allows here"_s);
}

TEST_F(PlatformPages, WhatCanOnlyBeReadHasNothingToSend)
{
    ASSERT_NO_FATAL_FAILURE(open(u"line/call"_s));
    ASSERT_FALSE(page->controller().canEverSend());
    drive::clickRow(table(), 0);
    ASSERT_EQ(page->controller().draft().id(), u"c1"_s);
    auto *detail = page->findChild<ui::DetailPanel *>();
    EXPECT_TRUE(drive::says(detail, u"c1"_s));
    EXPECT_FALSE(drive::says(detail, u"No changes"_s));
    EXPECT_TRUE(detail->commands().isEmpty());
    for (const QPushButton *button : drive::seen<QPushButton>(detail))
        EXPECT_NE(button->text(), u"Send"_s);
    const auto *tabs = detail->findChild<QTabWidget *>();
    for (int tab = 0; tab < tabs->count(); ++tab)
        EXPECT_EQ(tabs->isTabVisible(tab), tabs->tabText(tab) != u"Patch"_s);
}

TEST_F(PlatformPages, ACommandIsFilledInFromItsRowAndSent)
{
    ASSERT_NO_FATAL_FAILURE(open(u"line/call"_s));
    drive::clickRow(table(), 1);
    QAction *tell = command(u"Tell the unit"_s);
    ASSERT_TRUE(tell);
    ASSERT_TRUE(drive::until([&] {
        return tell->toolTip().contains(u"answered"_s) || tell->toolTip().contains(u"alarm"_s);
    }));
    EXPECT_FALSE(tell->isEnabled()) << "an ordinary call takes no such command";
    drive::clickRow(table(), 0);
    ASSERT_TRUE(drive::until([&] { return tell->isEnabled(); }));

    tell->trigger();
    ASSERT_TRUE(panel()->isVisible());
    panel()->form()->set(u"command"_s, u"openDoor1"_s);
    QAbstractButton *send = drive::button(panel(), u"Open door 1 at +46701740605"_s);
    ASSERT_TRUE(send && send->isEnabled());
    drive::click(send);
    ASSERT_TRUE(drive::until([&] { return said.contains(u"has taken it"_s); }));
    EXPECT_EQ(lastBody(), R"({"replyId":"r1","ref":{"callId":"c1"},"command":"openDoor1"})");
    EXPECT_TRUE(drive::says(panel(), u"has taken it: Open door 1 at +46701740605"_s));

    drive::press(page.get(), Qt::Key_Escape);
    EXPECT_FALSE(panel()->isVisible());
}

TEST_F(PlatformPages, WithoutARowForItTheListShowsThoseThatAre)
{
    ASSERT_NO_FATAL_FAILURE(open(u"line/call"_s));
    page->startCommand(operation(Method::Post, u"/line/{domain}/tell"_s), u"command"_s,
                       u"openDoor1"_s);
    // There is one alarm call, so it is meant
    ASSERT_TRUE(drive::until([&] { return table()->model()->rowCount() == 1; }));
    ASSERT_TRUE(drive::until(
        [&] { return panel()->form()->draft().edited().root()["replyId"].text() == "r1"; }));
    EXPECT_EQ(panel()->form()->draft().edited().root()["command"].text(), "openDoor1");
}

TEST_F(PlatformPages, WhatDestroysAsksFirst)
{
    ASSERT_NO_FATAL_FAILURE(open(u"line/call"_s));
    drive::clickRow(table(), 1);
    QAction *hangUp = command(u"Hang up"_s);
    ASSERT_TRUE(drive::until([&] { return hangUp->isEnabled(); }));
    hangUp->trigger();
    const qsizetype before = server->count();
    drive::click(drive::button(panel(), u"Hang up at +46812345678"_s));
    auto *question = drive::dialog<ui::Question>(page.get());
    ASSERT_TRUE(question);
    drive::click(drive::button(question, u"Leave it"_s));
    EXPECT_EQ(server->count(), before);

    drive::click(drive::button(panel(), u"Hang up at +46812345678"_s));
    question = drive::dialog<ui::Question>(page.get());
    ASSERT_TRUE(question);
    EXPECT_TRUE(drive::says(question, u"Hang up at +46812345678"_s));
    drive::click(drive::button(question, u"Hang up at +46812345678"_s));
    ASSERT_TRUE(drive::until([&] { return said.contains(u"has taken it"_s); }));
    EXPECT_EQ(lastBody(), R"({"method":"HANGUP","replyId":"r2"})");
}

TEST_F(PlatformPages, AValueThatCantBeUndoneAsksFirst)
{
    ASSERT_NO_FATAL_FAILURE(open(u"line/call"_s));
    page->startCommand(operation(Method::Post, u"/line/{domain}/tell"_s), u"command"_s,
                       u"openDoor2"_s);
    ASSERT_TRUE(drive::until([&] { return panel()->form()->whyNotSend().isEmpty(); }));
    drive::click(drive::button(panel(), u"Open door 2 at +46701740605"_s));
    auto *question = drive::dialog<ui::Question>(page.get());
    ASSERT_TRUE(question);
    drive::click(drive::button(question, u"Open door 2 at +46701740605"_s));
    EXPECT_TRUE(drive::until([&] { return said.contains(u"has taken it"_s); }));
}

TEST_F(PlatformPages, WhileACommandIsOnItsWayAnotherWaits)
{
    server->setScript([](QTcpSocket *, const RawRequest &) {}); // no answer comes
    actions = std::make_unique<ui::ActionsPage>(session.get());
    actions->resize(1100, 600);
    ASSERT_NO_FATAL_FAILURE(drive::show(actions.get()));
    QObject::connect(actions.get(), &ui::Page::said, actions.get(),
                     [this](const QString &sentence) { said = sentence; });
    auto *list = drive::named<QTableView>(actions.get(), u"Commands"_s);
    const int door = drive::rowWith(list, u"Command"_s, u"Tell the unit: Open door 1"_s);
    drive::clickRow(list, door);
    auto *form = actions->findChild<ui::ActionPanel *>();
    form->form()->set(u"replyId"_s, u"r1"_s);
    drive::click(drive::button(form, u"Open door 1"_s));
    ASSERT_TRUE(form->form()->isSending());
    drive::clickRow(list, drive::rowWith(list, u"Command"_s, u"Hang up"_s));
    EXPECT_TRUE(said.contains(u"Open door 1 is on its way"_s)) << said.toStdString();
    EXPECT_TRUE(form->form()->isSending());
    EXPECT_EQ(list->selectionModel()->selectedRows().value(0).row(), door);
    drive::click(drive::button(form, u"Cancel"_s));
    EXPECT_TRUE(drive::until([&] { return !form->form()->isSending(); }));
}

TEST_F(PlatformPages, InProductionACommandIsReviewed)
{
    ASSERT_NO_FATAL_FAILURE(useProfile(api::SafetyLevel::Production));
    ASSERT_NO_FATAL_FAILURE(open(u"line/call"_s));
    page->startCommand(operation(Method::Post, u"/line/{domain}/tell"_s), u"command"_s,
                       u"volumeUp"_s);
    ASSERT_TRUE(drive::until([&] { return panel()->form()->whyNotSend().isEmpty(); }));
    drive::click(drive::button(panel(), u"Volume up at +46701740605"_s));
    auto *review = drive::dialog<ui::ReviewDialog>(page.get());
    ASSERT_TRUE(review);
    drive::click(drive::button(review, u"Volume up at +46701740605"_s));
    EXPECT_TRUE(drive::until([&] { return said.contains(u"has taken it"_s); }));
}

TEST_F(PlatformPages, AnAssumedPathThatIsNotThereOffersToChangeIt)
{
    reply("/call", R"({"message":"Missing Authentication Token"})", 403);
    ASSERT_NO_FATAL_FAILURE(open(u"line/call"_s));
    QSignalSpy edit(page.get(), &ui::Page::editPathWanted);
    QSignalSpy import(page.get(), &ui::Page::importWanted);
    ASSERT_TRUE(drive::says(page.get(), u"assumed"_s));
    ASSERT_TRUE(drive::until([this] { return drive::button(page.get(), u"Import..."_s); }));
    drive::click(drive::button(page.get(), u"Change the path..."_s));
    ASSERT_EQ(edit.size(), 1);
    EXPECT_EQ(edit.first().at(1), u"/line/{domain}/call"_s);
    drive::click(drive::button(page.get(), u"Import..."_s));
    EXPECT_EQ(import.size(), 1);
}

TEST_F(PlatformPages, ALinkLeadsToTheRowsOfAnother)
{
    ASSERT_NO_FATAL_FAILURE(open(u"line/call"_s));
    QString key;
    QList<QPair<QString, QString>> values;
    QObject::connect(page.get(), &ui::Page::pageWanted, page.get(),
                     [&](const QString &k, const QList<QPair<QString, QString>> &v) {
                         key = k;
                         values = v;
                     });
    drive::clickRow(table(), 0);
    QAction *link = command(u"Show: Recordings"_s);
    ASSERT_TRUE(drive::until([&] { return link->isEnabled(); }));
    link->trigger();
    EXPECT_EQ(key, u"line/recording"_s);

    ASSERT_NO_FATAL_FAILURE(open(key));
    page->showMatching(values);
    EXPECT_EQ(table()->model()->rowCount(), 1);
    EXPECT_EQ(page->controller().draft().id(), u"x1"_s) << "the only one is opened";
    drive::click(drive::button(page.get(), u"Show others too than callId: c1"_s));
    EXPECT_EQ(table()->model()->rowCount(), 2);
}

TEST_F(PlatformPages, ARecordingIsFetchedWithTheTokenAndPlayedHere)
{
    reply("/x1/file", sounds::wav());
    ASSERT_NO_FATAL_FAILURE(open(u"line/recording"_s));
    drive::clickRow(table(), 0);
    QAction *play = command(u"Play"_s);
    ASSERT_TRUE(drive::until([&] { return play->isEnabled(); }));
    play->trigger();
    auto *player = page->findChild<ui::PlayerBar *>();
    ASSERT_TRUE(drive::until([&] { return player->duration() > 0; }));
    EXPECT_NEAR(double(player->duration()), 1000, 100);
    EXPECT_TRUE(server->requests().last().header("Authorization").startsWith("Bearer "));
    player->stop();
    EXPECT_FALSE(player->isVisible());
}

TEST_F(PlatformPages, ARecordingThatGoesOnHasNoFileYetAndSaysSo)
{
    reply("/recording", R"({"success":true,"recordings":[
        {"recordingId":"x1","callId":"c1","format":"wav","state":"recording"}]})");
    ASSERT_NO_FATAL_FAILURE(open(u"line/recording"_s));
    drive::clickRow(table(), 0);
    for (const QString &what : {u"Play"_s, u"Download"_s}) {
        QAction *action = command(what);
        ASSERT_TRUE(drive::until([&] { return action->toolTip().contains(u"stored"_s); }));
        EXPECT_FALSE(action->isEnabled());
        EXPECT_TRUE(action->toolTip().contains(u"here it is recording"_s));
    }
}

TEST_F(PlatformPages, AFileThatIsGoneDoesNotBlameThePath)
{
    reply("/x1/file", R"({"success":false,"message":"Nothing of it is stored."})", 404);
    ASSERT_NO_FATAL_FAILURE(open(u"line/recording"_s));
    drive::clickRow(table(), 0);
    QAction *play = command(u"Play"_s);
    ASSERT_TRUE(drive::until([&] { return play->isEnabled(); }));
    play->trigger();
    ASSERT_TRUE(drive::until([&] { return drive::says(page.get(), u"could not be fetched"_s); }));
    ASSERT_TRUE(drive::until([&] { return drive::says(page.get(), u"404"_s); }));
    EXPECT_FALSE(drive::says(page.get(), u"no public page describes it"_s));
    EXPECT_EQ(drive::button(page.get(), u"Change the path..."_s), nullptr);
}

TEST_F(PlatformPages, WhatIsNoSoundIsNotGivenToThePlayer)
{
    reply("/x1/file", "#EXTM3U\nhttp://127.0.0.1:9/elsewhere\n");
    ASSERT_NO_FATAL_FAILURE(open(u"line/recording"_s));
    drive::clickRow(table(), 0);
    ASSERT_TRUE(drive::until([&] { return command(u"Play"_s)->isEnabled(); }));
    command(u"Play"_s)->trigger();
    EXPECT_TRUE(drive::until(
        [&] { return drive::says(page.get(), u"This is no WAV, MP3 or Ogg sound"_s); }));
}

TEST_F(PlatformPages, APageThatIsMadeAgainHasItsFilterAndSelection)
{
    ASSERT_NO_FATAL_FAILURE(open(u"line/call"_s));
    drive::retype(drive::named<QLineEdit>(page.get(), u"Filter by number"_s), u"+46"_s);
    drive::retype(drive::named<QLineEdit>(page.get(), u"Filter"_s), u"c1"_s);
    ASSERT_TRUE(drive::until([&] { return table() && table()->model()->rowCount() == 1; }));
    drive::clickRow(table(), 0);
    const ui::ResourcePage::Opened opened = page->closeOpened();
    // When
    ASSERT_NO_FATAL_FAILURE(open(u"line/call"_s));
    page->reopen(opened);
    // Then
    EXPECT_EQ(drive::named<QLineEdit>(page.get(), u"Filter"_s)->text(), u"c1"_s);
    EXPECT_EQ(drive::named<QLineEdit>(page.get(), u"Filter by number"_s)->text(), u"+46"_s);
    EXPECT_EQ(table()->model()->rowCount(), 1);
    EXPECT_EQ(table()->selectionModel()->selectedRows().size(), 1);
    EXPECT_EQ(page->controller().draft().id(), u"c1"_s);
}

TEST_F(PlatformPages, TheLastHourMovesWithTheClock)
{
    ui::TrafficFilter filter(type(u"line/call"_s));
    ASSERT_NO_FATAL_FAILURE(drive::show(&filter));
    QSignalSpy changed(&filter, &ui::TrafficFilter::timePassed);
    auto *clock = filter.findChild<QTimer *>();
    ASSERT_TRUE(clock);
    auto *time = filter.findChild<QComboBox *>();
    ASSERT_TRUE(time);
    EXPECT_FALSE(clock->isActive()) << "any time stays any time";
    time->setCurrentText(u"Last hour"_s);
    EXPECT_TRUE(clock->isActive());
    ASSERT_TRUE(QMetaObject::invokeMethod(clock, "timeout"));
    EXPECT_EQ(changed.size(), 1);
    time->setCurrentText(u"Between..."_s);
    EXPECT_FALSE(clock->isActive());
}

TEST_F(PlatformPages, AFileIsSentAndAsksBeforeItReplacesOne)
{
    ASSERT_NO_FATAL_FAILURE(open(u"line/prompt"_s));
    QFile file(folder.filePath(u"b.wav"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(sounds::wav());
    file.close();
    auto *files = page->findChild<ui::RowFiles *>();
    ASSERT_TRUE(files);
    files->sendFileAs(file.fileName(), u"b.wav"_s);
    ASSERT_TRUE(drive::until([&] { return said.contains(u"b.wav was sent"_s); }));

    files->sendFileAs(file.fileName(), u"a.wav"_s);
    auto *question = drive::dialog<ui::Question>(page.get());
    ASSERT_TRUE(question);
    drive::click(drive::button(question, u"Replace a.wav"_s));
    ASSERT_TRUE(drive::until([&] { return said.contains(u"a.wav was sent"_s); }));
    const auto put = std::ranges::find_if(server->requests(), [](const RawRequest &request) {
        return request.method() == "PUT" && request.target().endsWith("/a.wav");
    });
    ASSERT_NE(put, server->requests().end());
    EXPECT_EQ(put->body, sounds::wav());
    EXPECT_EQ(put->header("Content-Type"), "audio/wav");
}

TEST_F(PlatformPages, EveryCommandIsOnOnePageAndFoundByWhatItDoes)
{
    actions = std::make_unique<ui::ActionsPage>(session.get());
    actions->resize(1100, 600);
    ASSERT_NO_FATAL_FAILURE(drive::show(actions.get()));
    auto *text = drive::named<QLineEdit>(actions.get(), u"Find a command"_s);
    ASSERT_TRUE(text);
    drive::retype(text, u"unlocks door"_s);
    auto *list = drive::named<QTableView>(actions.get(), u"Commands"_s);
    const int row = drive::rowWith(list, u"Command"_s, u"Tell the unit: Open door 1"_s);
    ASSERT_GE(row, 0);
    drive::clickRow(list, row);
    auto *form = actions->findChild<ui::ActionPanel *>();
    ASSERT_TRUE(form->isVisible());
    EXPECT_EQ(form->form()->draft().edited().root()["command"].text(), "openDoor1");

    // One that AWS wants signed is explained, and can't be sent
    drive::retype(text, u"Answer"_s);
    EXPECT_EQ(form->form()->draft().edited().root()["command"].text(), "openDoor1")
        << "a filter put another form in the place of the one that is filled in";
    drive::clickRow(list, 0);
    EXPECT_TRUE(drive::says(form, u"Signature V4"_s));
    EXPECT_FALSE(drive::button(form, u"Answer"_s)->isEnabled());
}

TEST_F(PlatformPages, ACommandLeadsToTheRowsThatItIsFor)
{
    actions = std::make_unique<ui::ActionsPage>(session.get());
    actions->resize(1100, 600);
    ASSERT_NO_FATAL_FAILURE(drive::show(actions.get()));
    std::optional<models::ActionEntry> wanted;
    QObject::connect(actions.get(), &ui::ActionsPage::onRowsWanted, actions.get(),
                     [&](const models::ActionEntry &entry) { wanted = entry; });
    auto *list = drive::named<QTableView>(actions.get(), u"Commands"_s);
    drive::clickRow(list, drive::rowWith(list, u"Command"_s, u"Tell the unit: Open door 1"_s));
    drive::click(drive::button(actions.get(), u"Choose in the list: Calls"_s));
    ASSERT_TRUE(wanted);
    EXPECT_EQ(wanted->value, u"openDoor1"_s);
    drive::clickRow(list, drive::rowWith(list, u"Command"_s, u"Answer"_s));
    EXPECT_EQ(drive::button(actions.get(), u"Choose in the list: Calls"_s), nullptr)
        << "it is for no rows";
}

} // namespace
