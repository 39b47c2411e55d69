// SPDX-License-Identifier: GPL-3.0-or-later
// "Change many" as a person does it, on a type that no C++ knows; production asks for the number.
#include "ui/bulk/BulkDialog.h"

#include "tests/models/bulk/BulkFixture.h"
#include "tests/models/bulk/BulkShop.h"
#include "tests/ui/support/Drive.h"
#include "ui/bulk/BulkNumberDialog.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableView>
#include <QTcpSocket>

#include <utility>

using namespace Qt::StringLiterals;
using models::Abilities;
using models::BulkChange;

namespace {

const QString setNote = uR"([{"op":"replace","path":"/note","value":"new"}])"_s;

class BulkDialogTest : public BulkFixture
{
protected:
    void SetUp() override
    {
        ui::Theme::install(*qApp);
        ASSERT_NO_FATAL_FAILURE(BulkFixture::SetUp());
        hook = [this](QTcpSocket *peer, const RawRequest &request, const QString &) {
            targets << QString::fromUtf8(request.target());
            const QByteArray answer =
                answers.isEmpty() ? httpReply(200, R"({"success":true})") : answers.takeFirst();
            if (stalls)
                unanswered << peer;
            else
                peer->write(answer);
            return true;
        };
    }
    void TearDown() override
    {
        dialog.reset();
        BulkFixture::TearDown();
    }
    void openDialog(int rows, int selected = 0, const models::Allowed &item = {})
    {
        std::string all = "[";
        std::string some = "[";
        for (int i = 0; i < rows; ++i) {
            const std::string row = (i ? "," : "") + std::string(R"({"thingId":"t)") +
                                    std::to_string(i) + R"(","note":")" +
                                    (i % 4 == 3 ? std::string("new") : old) + "\"}";
            all += row;
            if (i < selected)
                some += row;
        }
        auto change =
            std::make_unique<BulkChange>(session.get(), bulkShop::thing(),
                                         Abilities(bulkShop::thing(), {}, item), journal.get());
        change->run().setBackOff(1);
        change->setRows(bulkShop::rows(some + "]"), bulkShop::rows(all + "]"));
        dialog = std::make_unique<ui::BulkDialog>(std::move(change), nullptr);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        drive::show(dialog.get());
    }
    void typePatch(const QString &text)
    {
        auto *editor = drive::named<QPlainTextEdit>(dialog.get(), u"JSON Patch as text"_s);
        ASSERT_NE(editor, nullptr);
        drive::retype(editor, text);
    }
    void preview(const QString &text = setNote)
    {
        ASSERT_NO_FATAL_FAILURE(typePatch(text));
        QAbstractButton *next = drive::button(dialog.get(), u"Preview"_s);
        ASSERT_TRUE(drive::until([&] { return next->isEnabled(); }));
        drive::click(next);
        ASSERT_TRUE(drive::until([&] { return !dialog->change().preview().isRunning(); }));
    }
    void send(const QString &verb)
    {
        QAbstractButton *button = drive::button(dialog.get(), verb);
        ASSERT_NE(button, nullptr) << verb.toStdString();
        drive::click(button);
    }
    void answerAll()
    {
        for (const QPointer<QTcpSocket> &peer : std::exchange(unanswered, {})) {
            if (peer)
                peer->write(httpReply(200, R"({"success":true})"));
        }
    }
    bool isOver() const
    {
        return dialog->change().run().state() == models::BulkRun::State::Finished;
    }
    QTableView *results() const
    {
        return drive::named<QTableView>(dialog.get(), u"Result of each"_s);
    }

    std::string old = "old"; // what is to be changed
    bool stalls = false;
    QList<QPointer<QTcpSocket>> unanswered; // while it stalls
    QList<QByteArray> answers;
    QStringList targets;
    std::unique_ptr<ui::BulkDialog> dialog;
};

TEST_F(BulkDialogTest, FromThePatchToTheResults)
{
    ASSERT_NO_FATAL_FAILURE(openDialog(8));
    ASSERT_NO_FATAL_FAILURE(preview());
    EXPECT_TRUE(drive::says(dialog.get(), u"6 things will be changed; 2 are left out."_s));
    auto *table = drive::named<QTableView>(dialog.get(), u"What would become of each"_s);
    ASSERT_NE(table, nullptr);
    EXPECT_EQ(table->model()->rowCount(), 8);
    drive::click(drive::button(dialog.get(), u"Stays the same 2"_s));
    EXPECT_EQ(table->model()->rowCount(), 2);

    ASSERT_NO_FATAL_FAILURE(send(u"Change 6 things"_s));
    ASSERT_TRUE(drive::until([&] { return isOver(); }));
    EXPECT_EQ(targets.size(), 6);
    EXPECT_TRUE(
        drive::until([&] { return drive::says(dialog.get(), u"Done: 6 things changed"_s); }));
    ASSERT_NE(results(), nullptr);
    EXPECT_EQ(drive::cell(results(), 0, u"Result"_s), u"done");
}

TEST_F(BulkDialogTest, TheSelectedOnesOrAllOfTheFilter)
{
    ASSERT_NO_FATAL_FAILURE(openDialog(8, 3));
    ASSERT_NO_FATAL_FAILURE(preview());
    EXPECT_TRUE(drive::says(dialog.get(), u"3 things will be changed."_s));
    drive::click(drive::button(dialog.get(), u"Back"_s));
    const QList<QRadioButton *> scopes = drive::seen<QRadioButton>(dialog.get());
    ASSERT_EQ(scopes.size(), 2);
    scopes.last()->click();
    drive::click(drive::button(dialog.get(), u"Preview"_s));
    EXPECT_TRUE(drive::until(
        [&] { return drive::says(dialog.get(), u"6 things will be changed; 2 are left out."_s); }));
}

TEST_F(BulkDialogTest, AFirstRowThatIsNotShownWholeCanBeChanged)
{
    old = std::string(30'000, 'x'); // a line of the sample that its editor cuts
    ASSERT_NO_FATAL_FAILURE(openDialog(4));
    ASSERT_NO_FATAL_FAILURE(preview());
    EXPECT_EQ(dialog->change().toSend(), 3);
}

TEST_F(BulkDialogTest, AWrongPatchSaysWhyAndGoesNowhere)
{
    ASSERT_NO_FATAL_FAILURE(openDialog(3));
    ASSERT_NO_FATAL_FAILURE(typePatch(u"[{\"op\":\"tset\"}]"_s));
    ASSERT_TRUE(drive::until([&] { return !dialog->change().patchProblem().isEmpty(); }));
    EXPECT_TRUE(drive::says(dialog.get(), dialog->change().patchProblem()));
    EXPECT_FALSE(drive::button(dialog.get(), u"Preview"_s)->isEnabled());
}

TEST_F(BulkDialogTest, WhatFailedIsSentAgain)
{
    answers = {httpReply(200, "{}"), httpReply(409, R"({"message":"in a call"})")};
    ASSERT_NO_FATAL_FAILURE(openDialog(3));
    ASSERT_NO_FATAL_FAILURE(preview());
    drive::named<QSpinBox>(dialog.get(), u"Requests at once"_s)->setValue(1);
    ASSERT_NO_FATAL_FAILURE(send(u"Change 3 things"_s));
    ASSERT_TRUE(drive::until([&] { return isOver(); }));
    EXPECT_TRUE(drive::until([&] { return drive::says(dialog.get(), u"1 failed"_s); }));
    drive::click(drive::button(dialog.get(), u"Failed 1"_s));
    ASSERT_EQ(results()->model()->rowCount(), 1);
    EXPECT_TRUE(drive::cell(results(), 0, u"Message"_s).contains(u"in a call"));
    drive::click(drive::button(dialog.get(), u"Retry the failed"_s));
    ASSERT_TRUE(drive::until([&] { return dialog->change().run().counts().done == 3; }));
    EXPECT_EQ(targets.size(), 4);
}

TEST_F(BulkDialogTest, PausedNothingLeavesUntilItGoesOn)
{
    stalls = true;
    ASSERT_NO_FATAL_FAILURE(openDialog(8));
    ASSERT_NO_FATAL_FAILURE(preview());
    drive::named<QSpinBox>(dialog.get(), u"Requests at once"_s)->setValue(2);
    ASSERT_NO_FATAL_FAILURE(send(u"Change 6 things"_s));
    ASSERT_TRUE(drive::until([&] { return targets.size() == 2; }));
    drive::click(drive::button(dialog.get(), u"Pause"_s));
    ASSERT_TRUE(drive::until([&] {
        answerAll(); // what was on its way comes to its end
        return dialog->change().run().state() == models::BulkRun::State::Paused;
    }));
    EXPECT_LT(targets.size(), 6);
    EXPECT_EQ(dialog->change().run().counts().done, targets.size());
    EXPECT_TRUE(drive::until([&] { return drive::says(dialog.get(), u"Paused: "_s); }));
    EXPECT_TRUE(drive::button(dialog.get(), u"Go on"_s)->hasFocus());

    stalls = false;
    drive::click(drive::button(dialog.get(), u"Go on"_s));
    ASSERT_TRUE(drive::until([&] { return isOver(); }));
    EXPECT_EQ(targets.size(), 6);
    EXPECT_EQ(dialog->change().run().counts().done, 6);
}

TEST_F(BulkDialogTest, StoppedItGoesOnWithTheRest)
{
    stalls = true;
    ASSERT_NO_FATAL_FAILURE(openDialog(8));
    ASSERT_NO_FATAL_FAILURE(preview());
    drive::named<QSpinBox>(dialog.get(), u"Requests at once"_s)->setValue(2);
    ASSERT_NO_FATAL_FAILURE(send(u"Change 6 things"_s));
    ASSERT_TRUE(drive::until([&] { return targets.size() == 2; }));
    drive::click(drive::button(dialog.get(), u"Stop"_s));
    ASSERT_TRUE(drive::until(
        [&] { return dialog->change().run().state() == models::BulkRun::State::Stopped; }));
    EXPECT_EQ(targets.size(), 2);
    EXPECT_EQ(dialog->change().run().counts().unknown, 2);

    stalls = false;
    drive::click(drive::button(dialog.get(), u"Go on"_s));
    ASSERT_TRUE(drive::until([&] { return dialog->change().run().counts().done >= 4; }));
}

TEST_F(BulkDialogTest, WherePatchIsRefusedItSaysThatPutDoesIt)
{
    ASSERT_NO_FATAL_FAILURE(openDialog(3, 0, QList{api::Method::Get, api::Method::Put}));
    EXPECT_TRUE(drive::says(dialog.get(), u"PUT"_s));
}

TEST_F(BulkDialogTest, ProductionWantsTheNumber)
{
    api::Profile profile = session->profile();
    profile.safety = api::SafetyLevel::Production;
    session = std::make_unique<api::Session>(profile, catalogue, nullptr);
    session->waitForKey();
    ASSERT_NO_FATAL_FAILURE(openDialog(8));
    ASSERT_NO_FATAL_FAILURE(preview());
    ASSERT_NO_FATAL_FAILURE(send(u"Change 6 things"_s));
    auto *question = drive::dialog<ui::BulkNumberDialog>(dialog.get());
    ASSERT_NE(question, nullptr);
    QAbstractButton *go = drive::button(question, u"Change 6 things"_s);
    ASSERT_NE(go, nullptr);
    EXPECT_FALSE(go->isEnabled());
    drive::retype(drive::seen<QLineEdit>(question).first(), u"6"_s);
    EXPECT_TRUE(targets.isEmpty());
    drive::click(go);
    ASSERT_TRUE(drive::until([&] { return isOver(); }));
    EXPECT_EQ(targets.size(), 6);
}

} // namespace
