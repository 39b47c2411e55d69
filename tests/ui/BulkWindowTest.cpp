// SPDX-License-Identifier: GPL-3.0-or-later
// "Change many" from the page of a resource type, with a sandbox that misbehaves, and after a stop
// in the middle.
#include "tests/ui/support/SandboxWindow.h"
#include "ui/bulk/BulkDialog.h"
#include "ui/resource/ResourcePage.h"

#include <QAbstractItemModel>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace {

const QString patch = uR"([{"op":"add","path":"/description","value":"of ${deviceId}"}])"_s;

class BulkWindowTest : public SandboxWindow
{
protected:
    void SetUp() override
    {
        SandboxWindow::SetUp();
        ASSERT_NO_FATAL_FAILURE(prepareSandbox());
        ASSERT_NO_FATAL_FAILURE(open());
    }
    ui::BulkDialog *changeMany()
    {
        for (QAction *action : window().currentPage()->commands()) {
            if (action->text() == u"Change many..."_s)
                action->trigger();
        }
        return drive::dialog<ui::BulkDialog>(&window());
    }
    void begin(ui::BulkDialog *dialog, int atOnce)
    {
        drive::retype(drive::named<QPlainTextEdit>(dialog, u"JSON Patch as text"_s), patch);
        QAbstractButton *next = drive::button(dialog, u"Preview"_s);
        ASSERT_TRUE(drive::until([&] { return next->isEnabled(); }));
        drive::click(next);
        ASSERT_TRUE(drive::until([&] { return dialog->change().toSend() > 0; }));
        drive::named<QSpinBox>(dialog, u"Requests at once"_s)->setValue(atOnce);
        drive::click(drive::button(
            dialog, u"Change "_s + models::BulkChange::subject(dialog->change().type(),
                                                               dialog->change().toSend())));
    }
    static bool isOver(ui::BulkDialog *dialog)
    {
        return dialog->change().run().state() == models::BulkRun::State::Finished;
    }
};

TEST_F(BulkWindowTest, AllOfTheFilterAreChangedAndTheTableShowsIt)
{
    ui::BulkDialog *dialog = changeMany();
    ASSERT_NE(dialog, nullptr);
    ASSERT_NO_FATAL_FAILURE(begin(dialog, 8));
    ASSERT_TRUE(drive::until([&] { return isOver(dialog); }));
    EXPECT_EQ(dialog->change().run().counts().done, dialog->change().run().size());
    const models::ResourceTableModel &rows = window().currentPage()->controller().table();
    EXPECT_TRUE(drive::until([&] {
        return rows.documentAt(0).root()["description"].text() ==
               "of " + rows.idAt(0).toStdString();
    }));
}

TEST_F(BulkWindowTest, ThePreviewSpeaksOfWhatIsThereNow)
{
    const models::ResourceTableModel &rows = window().currentPage()->controller().table();
    const QString id = rows.idAt(0);
    const json::Document seen = rows.documentAt(0);
    QJsonObject theirs =
        QJsonDocument::fromJson(QByteArray::fromStdString(seen.serialize())).object();
    theirs[u"description"_s] = u"theirs"_s;
    put(u"/provisioning/device/"_s + workspace().session()->profile().domain, theirs);
    ui::BulkDialog *dialog = changeMany();
    ASSERT_NE(dialog, nullptr);
    drive::retype(drive::named<QPlainTextEdit>(dialog, u"JSON Patch as text"_s),
                  uR"([{"op":"add","path":"/description","value":"${description}, checked"}])"_s);
    QAbstractButton *next = drive::button(dialog, u"Preview"_s);
    ASSERT_TRUE(drive::until([&] { return next->isEnabled(); }));
    drive::click(next);
    ASSERT_TRUE(drive::until([&] { return dialog->change().toSend() > 0; }));
    const models::BulkPreview &preview = dialog->change().preview();
    bool found = false;
    for (const json::Value row : preview.snapshot().rows) {
        if (row["deviceId"].text() == id.toStdString()) {
            found = true;
            EXPECT_EQ(row["description"].text(), "theirs");
        }
    }
    EXPECT_TRUE(found);
}

TEST_F(BulkWindowTest, FaultsAreLivedWith)
{
    setFaults({{u"tooManyRequests"_s, 0.2},
               {u"retryAfterSeconds"_s, 0},
               {u"serverErrors"_s, 0.15},
               {u"dropped"_s, 0.1}});
    ui::BulkDialog *dialog = changeMany();
    ASSERT_NE(dialog, nullptr);
    dialog->change().run().setBackOff(1);
    ASSERT_NO_FATAL_FAILURE(begin(dialog, 4));
    models::BulkRun &run = dialog->change().run();
    // A lot of bad luck stops it; then a person lets it go on.
    const auto settled = [&] {
        if (run.state() == models::BulkRun::State::Paused)
            run.goOn();
        return !dialog->change().isBusy() && run.state() != models::BulkRun::State::Paused &&
               run.state() != models::BulkRun::State::Idle;
    };
    ASSERT_TRUE(drive::until(settled));
    setFaults({});
    for (int tries = 0; tries < 5 && run.counts().done < run.size(); ++tries) {
        run.checkUnknown();
        ASSERT_TRUE(drive::until(settled));
        run.retryFailed();
        ASSERT_TRUE(drive::until(settled));
    }
    EXPECT_EQ(run.counts().done, run.size());
}

TEST_F(BulkWindowTest, WhatWasStoppedAndClosedIsOfferedAtOnce)
{
    setFaults({{u"latencyMs"_s, 50}});
    ui::BulkDialog *dialog = changeMany();
    ASSERT_NE(dialog, nullptr);
    ASSERT_NO_FATAL_FAILURE(begin(dialog, 1));
    ASSERT_TRUE(drive::until([&] { return dialog->change().run().counts().done >= 2; }));
    drive::click(drive::button(dialog, u"Stop"_s));
    ASSERT_TRUE(drive::until([&] { return !dialog->change().isBusy(); }));
    drive::click(drive::button(dialog, u"Close"_s));
    ASSERT_TRUE(drive::until([&] { return drive::says(&window(), u"it stopped at"_s); }));
    // Shown by the layout, a moment after the sentence.
    ASSERT_TRUE(drive::until([&] { return drive::button(&window(), u"Look at it"_s) != nullptr; }));
    drive::click(drive::button(&window(), u"Look at it"_s));
    dialog = drive::dialog<ui::BulkDialog>(&window());
    ASSERT_NE(dialog, nullptr);
    EXPECT_TRUE(drive::until(
        [&] { return dialog->change().run().state() == models::BulkRun::State::Stopped; }));
}

TEST_F(BulkWindowTest, WhatStoppedHalfwayIsOfferedAtTheNextStart)
{
    setFaults({{u"latencyMs"_s, 50}});
    ui::BulkDialog *dialog = changeMany();
    ASSERT_NE(dialog, nullptr);
    ASSERT_NO_FATAL_FAILURE(begin(dialog, 1));
    ASSERT_TRUE(drive::until([&] { return dialog->change().run().counts().done >= 2; }));
    const int total = dialog->change().run().size();
    dialog->change().cancel();
    ASSERT_TRUE(drive::until([&] { return !dialog->change().isBusy(); }));
    ASSERT_LT(dialog->change().run().counts().done, total);

    close();
    ASSERT_NO_FATAL_FAILURE(open());
    ASSERT_TRUE(drive::until([&] { return drive::says(&window(), u"it stopped at"_s); }));
    // Shown by the layout, a moment after the sentence.
    ASSERT_TRUE(drive::until([&] { return drive::button(&window(), u"Look at it"_s) != nullptr; }));
    drive::click(drive::button(&window(), u"Look at it"_s));
    dialog = drive::dialog<ui::BulkDialog>(&window());
    ASSERT_NE(dialog, nullptr);
    ASSERT_TRUE(drive::until(
        [&] { return dialog->change().run().state() == models::BulkRun::State::Stopped; }));
    drive::click(drive::button(dialog, u"Go on"_s));
    ASSERT_TRUE(drive::until([&] { return isOver(dialog); }));
    models::BulkRun &run = dialog->change().run();
    if (run.counts().failed > 0) { // one was cut off before it arrived
        run.retryFailed();
        ASSERT_TRUE(drive::until([&] { return isOver(dialog); }));
    }
    EXPECT_EQ(run.counts().done, total);
}

} // namespace
