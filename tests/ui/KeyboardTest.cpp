// SPDX-License-Identifier: GPL-3.0-or-later
// The window without a mouse.
#include "tests/ui/support/SandboxWindow.h"
#include "ui/shell/CommandPalette.h"

#include <QApplication>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace {

class Keyboard : public SandboxWindow
{
protected:
    void SetUp() override
    {
        SandboxWindow::SetUp();
        ASSERT_NO_FATAL_FAILURE(prepareSandbox());
        ASSERT_NO_FATAL_FAILURE(open());
    }
    QLineEdit *filter() { return drive::named<QLineEdit>(&window(), u"Filter"_s); }
};

TEST_F(Keyboard, StartsInTheTable)
{
    EXPECT_TRUE(table()->hasFocus());
}

TEST_F(Keyboard, SlashAndCtrlFGoToTheFilter)
{
    drive::press(&window(), Qt::Key_Slash);
    EXPECT_TRUE(filter()->hasFocus());
    EXPECT_TRUE(filter()->text().isEmpty());

    table()->setFocus();
    drive::press(&window(), Qt::Key_F, Qt::ControlModifier);
    EXPECT_TRUE(filter()->hasFocus());

    // In the filter itself a slash is a character
    drive::press(&window(), Qt::Key_Slash);
    EXPECT_EQ(filter()->text(), u"/"_s);
}

TEST_F(Keyboard, DownOrReturnInTheFilterGoesToTheRows)
{
    const QString second = drive::cell(table(), 1, u"Device ID"_s, Qt::UserRole + 1);
    drive::retype(filter(), second);
    ASSERT_TRUE(drive::until([&] { return table() && table()->model()->rowCount() == 1; }));
    QTest::keyClick(filter(), Qt::Key_Return);
    EXPECT_TRUE(table()->hasFocus());
    EXPECT_TRUE(drive::until([&] { return title() == second; }));
}

TEST_F(Keyboard, ArrowsOpenARowAndEscapeClosesIt)
{
    drive::clickRow(table(), 0);
    drive::press(&window(), Qt::Key_Down);
    const QString second = drive::cell(table(), 1, u"Device ID"_s, Qt::UserRole + 1);
    ASSERT_TRUE(drive::until([&] { return title() == second; }));

    drive::press(&window(), Qt::Key_Escape);
    EXPECT_TRUE(drive::until([&] { return drive::says(detail(), u"Nothing is open"_s); }));
    EXPECT_TRUE(table()->hasFocus());
}

TEST_F(Keyboard, EscapeClosesFromWithinTheForm)
{
    ASSERT_NO_FATAL_FAILURE(openDevice(2));
    for (QLineEdit *line : drive::seen<QLineEdit>(detail())) {
        if (drive::nameOf(line).startsWith("Description"_L1))
            line->setFocus();
    }
    drive::press(&window(), Qt::Key_Escape);
    EXPECT_TRUE(drive::until([&] { return drive::says(detail(), u"Nothing is open"_s); }));
}

TEST_F(Keyboard, CtrlNMakesANewOne)
{
    drive::press(&window(), Qt::Key_N, Qt::ControlModifier);
    EXPECT_TRUE(drive::until([&] { return title() == "New device"_L1; }));
    // and the first field is ready to be typed into
    QWidget *focus = QApplication::focusWidget();
    ASSERT_NE(focus, nullptr);
    EXPECT_TRUE(drive::nameOf(focus).startsWith("Device ID"_L1))
        << qPrintable(drive::nameOf(focus));
}

TEST_F(Keyboard, CtrlKOpensThePaletteWhichGoesToAnotherPage)
{
    drive::press(&window(), Qt::Key_K, Qt::ControlModifier);
    auto *palette = drive::dialog<ui::CommandPalette>(&window());
    ASSERT_NE(palette, nullptr);
    auto *text = drive::named<QLineEdit>(palette, u"Find anything"_s);
    ASSERT_NE(text, nullptr);
    QTest::keyClicks(text, u"go trunks"_s);
    QTest::keyClick(text, Qt::Key_Return);
    EXPECT_TRUE(
        drive::until([&] { return drive::named<QTableView>(&window(), u"Trunks"_s) != nullptr; }));
    EXPECT_EQ(table(), nullptr);
}

TEST_F(Keyboard, ThePanelsGoAndComeBack)
{
    drive::press(&window(), Qt::Key_Backslash, Qt::ControlModifier);
    EXPECT_EQ(detail(), nullptr);
    drive::press(&window(), Qt::Key_Backslash, Qt::ControlModifier);
    EXPECT_NE(detail(), nullptr);

    drive::press(&window(), Qt::Key_J, Qt::ControlModifier);
    EXPECT_EQ(requests(), nullptr);
    drive::press(&window(), Qt::Key_J, Qt::ControlModifier);
    EXPECT_NE(requests(), nullptr);
}

TEST_F(Keyboard, ClearFilterBringsTheRowsBack)
{
    drive::retype(filter(), u"nothing has this"_s);
    ASSERT_TRUE(drive::until([&] { return drive::says(&window(), u"No match among 40"_s); }));
    drive::click(drive::button(&window(), u"Clear filter"_s));
    ASSERT_TRUE(drive::until([&] { return table() != nullptr; }));
    EXPECT_EQ(table()->model()->rowCount(), devices);
    EXPECT_TRUE(filter()->text().isEmpty());
}

} // namespace
