// SPDX-License-Identifier: GPL-3.0-or-later
// A person imports a CSV file, mends a cell, sends it, and compares.
#include "models/ResourceName.h"
#include "tests/models/csv/CsvSamples.h"
#include "tests/ui/support/SandboxWindow.h"
#include "ui/compare/CompareResourcesDialog.h"
#include "ui/compare/TenantCompareDialog.h"
#include "ui/csv/CsvRowsProxy.h"
#include "ui/csv/ImportDialog.h"
#include "ui/csv/SendRowsDialog.h"
#include "ui/resource/DeleteDialog.h"
#include "ui/resource/ResourcePage.h"
#include "ui/widgets/Label.h"

#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QToolButton>

using namespace Qt::StringLiterals;
using models::CsvRowsModel;

namespace {

class CsvImportUi : public SandboxWindow
{
protected:
    QString write(const QByteArray &bytes)
    {
        const QString path = folder() + u"/devices.csv"_s;
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return path;
    }
    void drop(const QString &path)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(window().currentPage(), &enter);
        ASSERT_TRUE(enter.isAccepted());
        QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(window().currentPage(), &event);
    }
    QAction *action(const QString &text)
    {
        for (QAction *each : window().currentPage()->commands()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }
    /// The one button that goes on.
    void press(QWidget *dialog, const QString &text)
    {
        QAbstractButton *button = nullptr;
        ASSERT_TRUE(drive::until([&] {
            button = drive::button(dialog, text);
            return button && button->isEnabled();
        })) << text.toStdString();
        drive::click(button);
    }
    QString firstId() { return window().currentPage()->controller().table().idAt(0); }
};

} // namespace

TEST_F(CsvImportUi, AFileIsDroppedCheckedMendedAndSent)
{
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_NO_FATAL_FAILURE(open());
    const QString id = firstId();
    ASSERT_NO_FATAL_FAILURE(
        drop(write("Device ID;description;authType;authorized.domain\n" + id.toUtf8() +
                   ";moved;;\n'+46999;new one;disabled;\n;nameless;disabled;\n")));
    auto *dialog = drive::dialog<ui::ImportDialog>(&window());
    ASSERT_NE(dialog, nullptr);
    ASSERT_TRUE(drive::until([&] { return drive::says(dialog, u"3 rows, 4 columns."_s); }));
    ASSERT_NO_FATAL_FAILURE(press(dialog, u"Choose columns"_s));
    ASSERT_NO_FATAL_FAILURE(press(dialog, u"Check 3 row(s)"_s));
    ASSERT_TRUE(drive::until([&] { return !dialog->import().rows().dryRun().isEmpty(); }));

    // What is wrong is found by its filter, and mended in its cell.
    ASSERT_NO_FATAL_FAILURE(press(dialog, u"Invalid 1"_s));
    auto *table = drive::named<QTableView>(dialog, u"Rows of the file"_s);
    ASSERT_NE(table, nullptr);
    ASSERT_EQ(table->model()->rowCount(), 1);
    const QModelIndex cell = table->model()->index(0, CsvRowsModel::FirstCell);
    table->setCurrentIndex(cell);
    table->setFocus();
    QTest::keyClick(table->viewport(), Qt::Key_F2);
    auto *editor = table->viewport()->findChild<QLineEdit *>();
    ASSERT_NE(editor, nullptr);
    drive::retype(editor, u"+46998"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    ASSERT_TRUE(drive::until([&] { return dialog->import().sendable().size() == 3; }));

    ASSERT_NO_FATAL_FAILURE(press(dialog, u"Send 3 row(s)..."_s));
    auto *question = drive::dialog<ui::SendRowsDialog>(dialog);
    ASSERT_NE(question, nullptr);
    EXPECT_TRUE(drive::says(question, u"2 will be created, 1 changed."_s));
    ASSERT_NO_FATAL_FAILURE(press(question, u"Send 3 devices"_s));
    ASSERT_TRUE(drive::until([&] { return drive::says(dialog, u"3 row(s) went well."_s); }));
    ASSERT_NO_FATAL_FAILURE(press(dialog, u"Close"_s));
    ASSERT_TRUE(drive::until(
        [&] { return window().currentPage()->controller().table().rowOfId(u"+46998"_s) >= 0; }));
    const json::Document changed = window().currentPage()->controller().table().documentOf(id);
    EXPECT_EQ(changed.root()["description"].text(), "moved");
}

TEST_F(CsvImportUi, IsOfferedWhereSomethingCanBeMade)
{
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_NO_FATAL_FAILURE(open());
    ASSERT_NE(action(u"Import CSV..."_s), nullptr);
    EXPECT_TRUE(action(u"Import CSV..."_s)->isVisible());
    EXPECT_FALSE(action(u"Export the selected rows to CSV..."_s)->isEnabled());
    drive::clickRow(table(), 0);
    EXPECT_TRUE(action(u"Export the selected rows to CSV..."_s)->isEnabled());
}

TEST_F(CsvImportUi, TheTableIsExported)
{
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_NO_FATAL_FAILURE(open());
    action(u"Export all rows to CSV..."_s)->trigger();
    auto *dialog = drive::dialog<QFileDialog>(&window());
    ASSERT_NE(dialog, nullptr);
    const QString path = folder() + u"/out.csv"_s;
    dialog->selectFile(path);
    QMetaObject::invokeMethod(dialog, "accept");
    QFile file(path);
    ASSERT_TRUE(drive::until([&] { return file.exists(); }));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll().count("\r\n"), devices + 1);
}

TEST_F(CsvImportUi, TwoRowsAreComparedAndOneIsMadeLikeTheOther)
{
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_NO_FATAL_FAILURE(open());
    drive::clickRow(table(), 0);
    EXPECT_TRUE(action(u"Compare..."_s)->isEnabled());
    drive::clickRow(table(), 1, Qt::ControlModifier);
    action(u"Compare..."_s)->trigger();
    auto *dialog = drive::dialog<ui::CompareResourcesDialog>(&window());
    ASSERT_NE(dialog, nullptr);
    EXPECT_GT(drive::named<QTableView>(dialog, u"Differences"_s)->model()->rowCount(), 0);
    ASSERT_NO_FATAL_FAILURE(press(dialog, u"Stage making the first like the second"_s));
    ASSERT_TRUE(drive::until(
        [&] { return workspace().drafts().count(workspace().session()->profile().id) == 1; }));
    const models::ResourceDraft &draft = window().currentPage()->controller().draft();
    EXPECT_TRUE(draft.isChanged());
    EXPECT_EQ(draft.edited().root()["deviceId"].text(), draft.id().toStdString())
        << "each keeps its own id";
}

TEST_F(CsvImportUi, ATenantIsComparedWithItself)
{
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_NO_FATAL_FAILURE(open());
    ui::TenantCompareDialog dialog(workspace().session(), &workspace().drafts(), &window());
    dialog.show();
    drive::click(drive::button(&dialog, u"First: The tenant now"_s));
    drive::click(drive::button(&dialog, u"Second: The tenant now"_s));
    ASSERT_TRUE(drive::until([&] { return drive::says(&dialog, u"0 differ, "_s); }));
    EXPECT_FALSE(drive::button(&dialog, u"Stage 0 edit(s) that make the first like the second"_s)
                     ->isEnabled());
}

TEST(CsvRowsProxyTest, WhatThePlatformSaidOfARowIsNoMarkupInItsToolTip)
{
    const QString said = u"<img src=x> is taken"_s;
    CsvRowsModel model;
    model.setDryRun(csv::dryRun("deviceId,lines\n+461,3\n"), samples::deviceType());
    model.setResult(0, CsvRowsModel::SendResult::Failed, said);
    const ui::CsvRowsProxy proxy(&model);
    EXPECT_EQ(proxy.index(0, CsvRowsModel::Result).data(Qt::ToolTipRole).toString(),
              ui::plainToolTip(said));
}

TEST(SendRowsDialogTest, GivenProduction_WhenRowsAreSent_ThenTheirNumberHasToBeTyped)
{
    CsvRowsModel model;
    model.setDryRun(csv::dryRun("deviceId,lines\n+461,3\n+462,4\n"), samples::deviceType());
    api::Profile profile;
    profile.safety = api::SafetyLevel::Production;
    ui::SendRowsDialog dialog(samples::deviceType(), profile, model, u"Row by row."_s, nullptr);
    drive::show(&dialog);
    QAbstractButton *send =
        drive::button(&dialog, u"Send "_s + models::subject(samples::deviceType(), 2));
    ASSERT_NE(send, nullptr);
    EXPECT_FALSE(send->isEnabled());
    auto *typed = drive::seen<QLineEdit>(&dialog).last();
    drive::retype(typed, u"3"_s);
    EXPECT_FALSE(send->isEnabled());
    drive::retype(typed, u"2"_s);
    EXPECT_TRUE(send->isEnabled());
}
