// SPDX-License-Identifier: GPL-3.0-or-later
// The main job from end to end, by mouse and keyboard alone: find a device, change it, make one,
// delete one.
#include "tests/ui/support/SandboxWindow.h"
#include "ui/resource/DeleteDialog.h"
#include "ui/table/SortHeader.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace {

class MainJob : public SandboxWindow
{
protected:
    QLineEdit *filter() { return drive::named<QLineEdit>(&window(), u"Filter"_s); }
    QLineEdit *field(const QString &name)
    {
        for (QLineEdit *line : drive::seen<QLineEdit>(detail())) {
            if (drive::nameOf(line).startsWith(name))
                return line;
        }
        return nullptr;
    }
    int requestWith(const QString &method)
    {
        return requests() ? drive::rowWith(requests(), u"Method"_s, method) : -1;
    }
};

TEST_F(MainJob, FirstStartShowsTheFilledSandboxAndAWayToTheOwnDomain)
{
    // Given a data folder in which nothing is yet
    // When the console starts
    ASSERT_NO_FATAL_FAILURE(open());
    // Then it shows the demo devices, says that it is a sandbox, and offers the next step
    EXPECT_GT(table()->model()->rowCount(), 4000);
    EXPECT_TRUE(drive::says(&window(), u"embedded sandbox"_s));
    drive::click(drive::button(&window(), u"Connect your own domain"_s));
    QDialog *editor = drive::dialog(&window());
    ASSERT_NE(editor, nullptr);
    EXPECT_EQ(editor->windowTitle(), u"Connect your own domain"_s);
}

TEST_F(MainJob, FindsChangesAndSendsADevice)
{
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_NO_FATAL_FAILURE(open());
    ASSERT_EQ(table()->model()->rowCount(), devices);
    const QString id = drive::cell(table(), 7, u"Device ID"_s, Qt::UserRole + 1);

    // When its id is typed into the filter, only its row is left
    drive::retype(filter(), id);
    ASSERT_TRUE(drive::until([&] { return table() && table()->model()->rowCount() == 1; }));
    EXPECT_TRUE(drive::says(&window(), u"1 of 40 rows"_s));

    // And its description is changed, the Patch tab shows the one operation
    ASSERT_NO_FATAL_FAILURE(openDevice(0));
    ASSERT_NO_FATAL_FAILURE(drive::retype(field(u"Description"_s), u"Flat 12, second floor"_s));
    ASSERT_NO_FATAL_FAILURE(openTab(u"Patch"_s));
    auto *operations = drive::named<QTableView>(detail(), u"Patch operations"_s);
    ASSERT_NE(operations, nullptr);
    ASSERT_EQ(operations->model()->rowCount(), 1);
    EXPECT_EQ(drive::cell(operations, 0, u"Path"_s), u"/description"_s);
    EXPECT_TRUE(drive::says(detail(), u"1 staged"_s));

    // And Ctrl+Return sends it, the row shows the new value and the request is listed
    drive::press(&window(), Qt::Key_Return, Qt::ControlModifier);
    EXPECT_TRUE(drive::until([&] { return drive::says(detail(), u"No changes"_s); }));
    EXPECT_TRUE(drive::until(
        [&] { return drive::cell(table(), 0, u"Description"_s) == "Flat 12, second floor"_L1; }));
    EXPECT_TRUE(drive::until([&] { return requestWith(u"PATCH"_s) >= 0; }));
    EXPECT_TRUE(drive::cell(requests(), requestWith(u"PATCH"_s), u"Status"_s).contains("200"_L1));
}

TEST_F(MainJob, SortsByOneColumnOrWithShiftBySeveral)
{
    ASSERT_NO_FATAL_FAILURE(open());
    auto *header = qobject_cast<ui::SortHeader *>(table()->horizontalHeader());
    ASSERT_NE(header, nullptr);
    const auto click = [&](int column, Qt::KeyboardModifiers modifiers) {
        QTest::mouseClick(header->viewport(), Qt::LeftButton, modifiers,
                          {header->sectionViewportPosition(column) + 20, header->height() / 2});
    };
    using Keys = ui::SortHeader::Keys;
    click(1, {});
    EXPECT_EQ(header->sortKeys(), (Keys{{1, Qt::AscendingOrder}}));
    click(0, Qt::ShiftModifier);
    click(0, Qt::ShiftModifier);
    EXPECT_EQ(header->sortKeys(), (Keys{{1, Qt::AscendingOrder}, {0, Qt::DescendingOrder}}));
    // A plain click begins anew, and a second one turns the order
    click(0, {});
    EXPECT_EQ(header->sortKeys(), (Keys{{0, Qt::AscendingOrder}}));
    click(0, {});
    EXPECT_EQ(header->sortKeys(), (Keys{{0, Qt::DescendingOrder}}));
    EXPECT_GT(drive::cell(table(), 0, u"Device ID"_s), drive::cell(table(), 1, u"Device ID"_s));
}

TEST_F(MainJob, CreatesADevice)
{
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_NO_FATAL_FAILURE(open());

    // Given the button "New device" opens an empty form
    drive::click(drive::button(&window(), u"New device"_s));
    ASSERT_TRUE(drive::until([&] { return title() == "New device"_L1; }));
    QAbstractButton *create = drive::button(detail(), u"Create"_s);
    ASSERT_NE(create, nullptr);
    EXPECT_FALSE(create->isEnabled()); // an id is required

    // When an id is typed and the device is created
    drive::retype(field(u"Device ID"_s), u"+46700000001"_s);
    ASSERT_NO_FATAL_FAILURE(drive::click(create));

    // Then it is in the table, selected, and the request is listed
    EXPECT_TRUE(drive::until([&] { return table()->model()->rowCount() == devices + 1; }));
    EXPECT_TRUE(drive::until([&] { return requestWith(u"PUT"_s) >= 0; }));
    const QModelIndexList selected = table()->selectionModel()->selectedRows();
    ASSERT_EQ(selected.size(), 1);
    EXPECT_EQ(selected.first().data(Qt::UserRole + 1).toString(), u"+46700000001"_s);
}

TEST_F(MainJob, DeletesADeviceOnlyAfterTheQuestion)
{
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_NO_FATAL_FAILURE(open());
    ASSERT_NO_FATAL_FAILURE(openDevice(3));
    const QString id = title();

    // When deleting is wanted and then thought better of, nothing goes
    drive::click(drive::button(&window(), u"Delete the selected rows"_s));
    auto *question = drive::dialog<ui::DeleteDialog>(&window());
    ASSERT_NE(question, nullptr);
    EXPECT_TRUE(drive::says(question, id));
    drive::click(drive::button(question, u"Keep"_s));
    EXPECT_TRUE(drive::until([&] { return drive::seen<ui::DeleteDialog>(&window()).isEmpty(); }));
    EXPECT_EQ(table()->model()->rowCount(), devices);

    // When it is confirmed, the row goes and the request is listed
    drive::click(drive::button(&window(), u"Delete the selected rows"_s));
    question = drive::dialog<ui::DeleteDialog>(&window());
    ASSERT_NE(question, nullptr);
    drive::click(drive::button(question, u"Delete device"_s));
    EXPECT_TRUE(drive::until([&] { return table()->model()->rowCount() == devices - 1; }));
    EXPECT_EQ(drive::rowWith(table(), u"Device ID"_s, id), -1);
    EXPECT_TRUE(drive::until([&] { return requestWith(u"DELETE"_s) >= 0; }));
}

} // namespace
