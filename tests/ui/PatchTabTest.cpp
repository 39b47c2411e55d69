// SPDX-License-Identifier: GPL-3.0-or-later
// The patch editor in the window: three views of one change set, always in step.
#include "models/ResourceTableModel.h"
#include "tests/ui/support/SandboxWindow.h"
#include "ui/patch/OperationsTable.h"
#include "ui/resource/DeleteDialog.h"
#include "ui/resource/JsonEditor.h"
#include "ui/resource/ResourcePage.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>

using json::PatchOp;
using models::PatchEntry;
using namespace Qt::StringLiterals;

namespace {

class PatchTab : public SandboxWindow
{
protected:
    void SetUp() override
    {
        SandboxWindow::SetUp();
        ASSERT_NO_FATAL_FAILURE(prepareSandbox());
        ASSERT_NO_FATAL_FAILURE(open());
        ASSERT_NO_FATAL_FAILURE(openDevice(1));
    }

    models::ResourceDraft &draft()
    {
        auto *page = qobject_cast<ui::ResourcePage *>(window().currentPage());
        return page->controller().draft();
    }
    QLineEdit *description()
    {
        for (QLineEdit *line : drive::seen<QLineEdit>(detail())) {
            if (drive::nameOf(line).startsWith(u"Description"_s))
                return line;
        }
        return nullptr;
    }
    std::string_view now() { return draft().edited().root()["description"].text(); }
};

TEST_F(PatchTab, EachViewHasACommandWhileSomethingIsOpen)
{
    auto *page = qobject_cast<ui::ResourcePage *>(window().currentPage());
    auto *tabs = detail()->findChild<QTabWidget *>();
    const auto command = [page](const QString &text) -> QAction * {
        for (QAction *action : page->commands()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    };
    for (const auto &[text, tab] :
         {std::pair(u"Edit as JSON Patch"_s, u"Patch"_s), std::pair(u"Edit as JSON"_s, u"JSON"_s),
          std::pair(u"Edit in the form"_s, u"Details"_s)}) {
        ASSERT_NE(command(text), nullptr) << text.toStdString();
        command(text)->trigger();
        EXPECT_EQ(tabs->tabText(tabs->currentIndex()), tab);
    }
    page->controller().close();
    EXPECT_FALSE(command(u"Edit as JSON Patch"_s)->isEnabled());
}

TEST_F(PatchTab, DeleteTakesOutTheOperationAndNotTheDevice)
{
    ASSERT_NO_FATAL_FAILURE(drive::retype(description(), u"typed"_s));
    ASSERT_NO_FATAL_FAILURE(openTab(u"Patch"_s));
    auto *table = drive::named<ui::OperationsTable>(detail(), u"Patch operations"_s);
    ASSERT_NE(table, nullptr);
    ASSERT_EQ(table->model()->rowCount(), 1);
    table->setFocus();
    table->selectRow(0);
    drive::press(&window(), Qt::Key_Delete);
    EXPECT_EQ(table->model()->rowCount(), 0);
    EXPECT_TRUE(drive::seen<ui::DeleteDialog>(&window()).isEmpty());
}

TEST_F(PatchTab, UndoGoesBackThroughFormJsonAndOperations)
{
    const std::string before(now());
    ASSERT_NO_FATAL_FAILURE(drive::retype(description(), u"typed"_s));
    ASSERT_EQ(now(), "typed");
    draft().setOperations(
        draft().operations() +
        QList{PatchEntry{.kind = PatchOp::Copy, .path = u"/comment"_s, .from = u"/description"_s}});
    ASSERT_FALSE(draft().fault());

    // In the Patch tab, with the focus in the list
    ASSERT_NO_FATAL_FAILURE(openTab(u"Patch"_s));
    auto *table = drive::named<QTableView>(detail(), u"Patch operations"_s);
    ASSERT_NE(table, nullptr);
    ASSERT_EQ(table->model()->rowCount(), 2);
    table->setFocus();
    drive::press(&window(), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(table->model()->rowCount(), 1);
    drive::press(&window(), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(now(), before);
    drive::press(&window(), Qt::Key_Y, Qt::ControlModifier);
    drive::press(&window(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(draft().operations().size(), 2);
}

TEST_F(PatchTab, AFaultBlocksSendingAndHoldsTheFormUntilItIsMended)
{
    draft().setOperations({{.kind = PatchOp::Remove, .path = u"/neverThere"_s}});

    EXPECT_TRUE(drive::says(detail(), u"Operation 1 (remove /neverThere)"_s));
    EXPECT_FALSE(drive::button(detail(), u"Send"_s)->isEnabled());
    EXPECT_TRUE(description()->isReadOnly() || !description()->isEnabled());
    drive::click(drive::button(detail(), u"Discard"_s));
    EXPECT_FALSE(draft().isTouched());
    EXPECT_FALSE(description()->isReadOnly());
}

TEST_F(PatchTab, OnlyTestsAreNotSentAndItSaysWhy)
{
    draft().setOperations(
        {{.kind = PatchOp::Test,
          .path = u"/description"_s,
          .value = QString::fromStdString(draft().base().root()["description"].serialize())}});
    EXPECT_TRUE(drive::says(detail(), u"only test operations"_s));
    EXPECT_FALSE(drive::button(detail(), u"Send"_s)->isEnabled());
}

TEST_F(PatchTab, OwnOperationsAreSentAsTheyAreListed)
{
    draft().setOperations(
        {{.kind = PatchOp::Test,
          .path = u"/description"_s,
          .value = QString::fromStdString(draft().base().root()["description"].serialize())},
         {.kind = PatchOp::Replace, .path = u"/description"_s, .value = u"\"sent\""_s}});
    ASSERT_FALSE(draft().fault());
    drive::press(&window(), Qt::Key_Return, Qt::ControlModifier);
    EXPECT_TRUE(drive::until([&] { return drive::says(detail(), u"No changes"_s); }));
    EXPECT_EQ(now(), "sent");
    EXPECT_FALSE(draft().hasOwnOperations());
}

TEST_F(PatchTab, OwnOperationsAreThereAgainWhenTheResourceIs)
{
    draft().setOperations(
        {{.kind = PatchOp::Copy, .path = u"/comment"_s, .from = u"/description"_s}});
    const QList<PatchEntry> operations = draft().operations();
    ASSERT_NO_FATAL_FAILURE(openDevice(2));
    EXPECT_FALSE(draft().isTouched());
    ASSERT_NO_FATAL_FAILURE(openDevice(1));
    EXPECT_EQ(draft().operations(), operations);
    EXPECT_TRUE(drive::says(detail(), u"were restored"_s));
}

TEST_F(PatchTab, BeforeAndAfterStandBesideEachOtherWithChangedLinesMarked)
{
    ASSERT_NO_FATAL_FAILURE(drive::retype(description(), u"after"_s));
    ASSERT_NO_FATAL_FAILURE(openTab(u"JSON"_s));
    EXPECT_EQ(drive::named<QPlainTextEdit>(detail(), u"JSON as it was"_s), nullptr);
    drive::click(drive::button(detail(), u"Before and after"_s));
    auto *before = drive::named<QPlainTextEdit>(detail(), u"JSON as it was"_s);
    ASSERT_NE(before, nullptr);
    EXPECT_TRUE(drive::until([&] { return !before->toPlainText().isEmpty(); }));
    EXPECT_FALSE(before->toPlainText().contains(u"\"after\""_s));
    EXPECT_TRUE(
        drive::until([&] { return drive::says(detail(), u"Changed lines: 1 before, 1 after"_s); }));
}

} // namespace
