// SPDX-License-Identifier: GPL-3.0-or-later
// One rule for all dialogs: Return presses the focused button, else the default one.
#include "ui/widgets/DialogButtons.h"

#include "tests/ui/support/Drive.h"
#include "ui/widgets/TypedConfirmation.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QVBoxLayout>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
using ui::DialogButtons;

namespace {

class DialogButtonsTest : public testing::Test
{
protected:
    DialogButtonsTest()
        : line(new QLineEdit(&dialog))
        , inside(new QPushButton(u"Inside"_s, &dialog))
        , buttons(new DialogButtons(&dialog))
        , no(buttons->addReject(u"No"_s))
        , yes(buttons->addAccept(u"Yes"_s))
        , column(new QVBoxLayout(&dialog))
    {
        column->addWidget(line);
        column->addWidget(inside);
        column->addWidget(buttons);
        buttons->setDefault(yes);
    }
    void pressReturnOn(QWidget *widget)
    {
        widget->setFocus();
        drive::press(&dialog, Qt::Key_Return);
    }

    QDialog dialog;
    QLineEdit *line;
    QPushButton *inside;
    DialogButtons *buttons;
    QPushButton *no;
    QPushButton *yes;
    QVBoxLayout *column;
};

TEST_F(DialogButtonsTest, GivenAButtonHasTheFocus_WhenReturnIsPressed_ThenThatOneIsPressed)
{
    drive::show(&dialog);
    QSignalSpy clicked(inside, &QPushButton::clicked);
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    QSignalSpy rejected(&dialog, &QDialog::rejected);
    pressReturnOn(inside);
    EXPECT_EQ(clicked.count(), 1);
    EXPECT_EQ(accepted.count(), 0);
    pressReturnOn(no);
    EXPECT_EQ(rejected.count(), 1);
}

TEST_F(DialogButtonsTest, GivenNoButtonHasTheFocus_WhenReturnIsPressed_ThenTheDefaultIs)
{
    drive::show(&dialog);
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    pressReturnOn(line);
    EXPECT_EQ(accepted.count(), 1);
}

TEST_F(DialogButtonsTest, GivenTheDefaultIsDisabled_WhenReturnIsPressed_ThenNothingHappens)
{
    yes->setEnabled(false);
    drive::show(&dialog);
    QSignalSpy finished(&dialog, &QDialog::finished);
    pressReturnOn(line);
    EXPECT_EQ(finished.count(), 0);
}

TEST_F(DialogButtonsTest, GivenSomethingToType_WhenItIsTyped_ThenReturnGoesOnAndBeforeItStays)
{
    auto *typed = new ui::TypedConfirmation(u"Type it: +46"_s, u"+46"_s, buttons, yes, no, &dialog);
    column->addWidget(typed);
    drive::show(&dialog);
    EXPECT_FALSE(yes->isEnabled());
    EXPECT_EQ(buttons->defaultButton(), no);
    drive::retype(typed->findChild<QLineEdit *>(), u" +46 "_s);
    EXPECT_TRUE(yes->isEnabled());
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    drive::press(&dialog, Qt::Key_Return);
    EXPECT_EQ(accepted.count(), 1);
}

TEST_F(DialogButtonsTest, GivenADialogWithoutADefault_WhenReturnIsPressed_ThenOnlyTheFocusCounts)
{
    DialogButtons::useWithoutDefault(&dialog);
    drive::show(&dialog);
    QSignalSpy clicked(inside, &QPushButton::clicked);
    QSignalSpy finished(&dialog, &QDialog::finished);
    pressReturnOn(line);
    EXPECT_EQ(clicked.count() + finished.count(), 0);
    pressReturnOn(inside);
    EXPECT_EQ(clicked.count(), 1);
}

} // namespace
