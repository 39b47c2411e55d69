// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ReturnClicks.h"

#include "tests/ui/support/Drive.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QVBoxLayout>

#include <gtest/gtest.h>

namespace {

class ReturnClicks : public testing::Test
{
protected:
    template <typename Button>
    void add(Button *button)
    {
        window.layout()->addWidget(button);
        ASSERT_NO_FATAL_FAILURE(drive::show(&window));
        button->setFocus();
        ASSERT_TRUE(drive::until([&] { return button->hasFocus(); }));
    }
    void SetUp() override { new QVBoxLayout(&window); }

    QWidget window;
    QObject owner;
    ui::ReturnClicks clicks{&owner};
};

TEST_F(ReturnClicks, TheButtonWithTheFocusIsPressedByReturnAndEnter)
{
    auto *button = new QPushButton(&window);
    QSignalSpy clicked(button, &QPushButton::clicked);
    ASSERT_NO_FATAL_FAILURE(add(button));
    drive::press(&window, Qt::Key_Return);
    EXPECT_EQ(clicked.size(), 1);
    drive::press(&window, Qt::Key_Enter, Qt::KeypadModifier);
    EXPECT_EQ(clicked.size(), 2);
    drive::press(&window, Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(clicked.size(), 2) << "that is a shortcut";
    button->setEnabled(false);
    drive::press(&window, Qt::Key_Return);
    EXPECT_EQ(clicked.size(), 2);
}

TEST_F(ReturnClicks, AToolButtonIsPressedAndOneWithAMenuOpensIt)
{
    auto *tool = new QToolButton(&window);
    tool->setFocusPolicy(Qt::StrongFocus);
    QSignalSpy clicked(tool, &QToolButton::clicked);
    ASSERT_NO_FATAL_FAILURE(add(tool));
    drive::press(&window, Qt::Key_Return);
    EXPECT_EQ(clicked.size(), 1);

    auto *menu = new QMenu(tool);
    menu->addAction(QStringLiteral("One"));
    QObject::connect(menu, &QMenu::aboutToShow, menu, &QWidget::close, Qt::QueuedConnection);
    QSignalSpy opened(menu, &QMenu::aboutToShow);
    tool->setMenu(menu);
    tool->setPopupMode(QToolButton::InstantPopup);
    drive::press(&window, Qt::Key_Return);
    EXPECT_EQ(opened.size(), 1);
}

TEST_F(ReturnClicks, FieldsAndDialogsKeepTheirOwnReturn)
{
    auto *line = new QLineEdit(&window);
    QSignalSpy returned(line, &QLineEdit::returnPressed);
    ASSERT_NO_FATAL_FAILURE(add(line));
    drive::press(&window, Qt::Key_Return);
    EXPECT_EQ(returned.size(), 1);

    QDialog dialog;
    auto *other = new QPushButton(&dialog);
    other->setDefault(true);
    auto *focused = new QPushButton(&dialog);
    focused->setAutoDefault(false);
    QSignalSpy clicked(focused, &QPushButton::clicked);
    ASSERT_NO_FATAL_FAILURE(drive::show(&dialog));
    focused->setFocus();
    drive::press(&dialog, Qt::Key_Return);
    EXPECT_EQ(clicked.size(), 0);
}

TEST_F(ReturnClicks, AToolButtonInADialogIsPressedAndNotTheDefaultOne)
{
    QDialog dialog;
    new QVBoxLayout(&dialog);
    auto *other = new QPushButton(&dialog);
    other->setDefault(true);
    auto *tool = new QToolButton(&dialog);
    tool->setFocusPolicy(Qt::StrongFocus);
    dialog.layout()->addWidget(other);
    dialog.layout()->addWidget(tool);
    QSignalSpy wrong(other, &QPushButton::clicked);
    QSignalSpy right(tool, &QToolButton::clicked);
    ASSERT_NO_FATAL_FAILURE(drive::show(&dialog));
    tool->setFocus();
    ASSERT_TRUE(drive::until([&] { return tool->hasFocus(); }));
    drive::press(&dialog, Qt::Key_Return);
    EXPECT_EQ(right.size(), 1);
    EXPECT_EQ(wrong.size(), 0);
}

} // namespace
