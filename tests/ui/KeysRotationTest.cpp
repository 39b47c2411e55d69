// SPDX-License-Identifier: GPL-3.0-or-later
// The rotation as a person goes through it, left and resumed in between.
#include "tests/support/KeySetting.h"
#include "tests/ui/support/Drive.h"
#include "ui/keys/RotationDialog.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

#include <gtest/gtest.h>

using Step = models::KeyRotation::Step;
using namespace Qt::StringLiterals;

namespace {

class KeysRotationTest : public testing::Test
{
protected:
    void SetUp() override
    {
        ui::Theme::install(*qApp);
        old = setting.generate(u"Homes"_s);
        ASSERT_NO_FATAL_FAILURE(setting.startPlatform(*setting.store().publicPem(old)));
        profile = setting.addProfile(u"Sandbox"_s, old, true);
        open();
    }
    void open()
    {
        dialog = std::make_unique<ui::RotationDialog>(setting.context(), profile, nullptr);
        drive::show(dialog.get());
    }
    void press(const QString &verb)
    {
        QAbstractButton *button = nullptr;
        ASSERT_TRUE(drive::until([&] {
            button = drive::button(dialog.get(), verb);
            return button && button->isEnabled();
        })) << qPrintable(verb);
        drive::click(button);
    }
    bool reaches(Step step)
    {
        return drive::until(
            [&] { return dialog->rotation().step() == step && !dialog->rotation().isBusy(); });
    }

    KeySetting setting;
    QString old;
    QString profile;
    std::unique_ptr<ui::RotationDialog> dialog;
};

TEST_F(KeysRotationTest, LeadsThroughAllSteps)
{
    EXPECT_TRUE(drive::says(dialog.get(), u"Sandbox goes on signing with Homes"_s));
    auto *name = drive::named<QLineEdit>(dialog.get(), u"Name of the next key pair"_s);
    ASSERT_NE(name, nullptr);
    EXPECT_TRUE(name->text().startsWith("Homes "_L1));
    drive::retype(name, u"Fresh"_s);
    press(u"Generate key pair"_s);
    ASSERT_TRUE(reaches(Step::Upload));
    press(u"Upload to the sandbox"_s);
    ASSERT_TRUE(reaches(Step::Verify));
    press(u"Verify"_s);
    ASSERT_TRUE(reaches(Step::Switch));
    EXPECT_EQ(setting.profiles().profile(profile)->keyId, old);
    press(u"Sign with it"_s);
    ASSERT_TRUE(reaches(Step::Retire));
    press(u"Retire the old one"_s);
    ASSERT_TRUE(reaches(Step::Done));
    EXPECT_TRUE(drive::says(dialog.get(), u"Done: Sandbox signs with Fresh."_s));
    EXPECT_EQ(setting.entry(old).state, auth::KeyState::Retired);
    QSignalSpy accepted(dialog.get(), &QDialog::accepted);
    press(u"Close"_s);
    EXPECT_EQ(accepted.size(), 1);
}

TEST_F(KeysRotationTest, GoesOnWhereItWasLeft)
{
    press(u"Generate key pair"_s);
    ASSERT_TRUE(reaches(Step::Upload));
    press(u"Continue later"_s);
    EXPECT_FALSE(dialog->isVisible());
    setting.restart();
    open();
    EXPECT_EQ(dialog->rotation().step(), Step::Upload);
    EXPECT_NE(drive::button(dialog.get(), u"Upload to the sandbox"_s), nullptr);
}

TEST_F(KeysRotationTest, ARefusalIsShownAndTheKeyCanBeUploadedAgain)
{
    press(u"Generate key pair"_s);
    ASSERT_TRUE(reaches(Step::Upload));
    press(u"Upload to the sandbox"_s);
    // A colleague uploads another key meanwhile
    ASSERT_TRUE(setting.platform().uploadPublicKey(*setting.store().publicPem(old)));
    press(u"Verify"_s);
    ASSERT_TRUE(
        drive::until([&] { return drive::says(dialog.get(), u"The platform refused a token"_s); }));
    EXPECT_EQ(dialog->rotation().step(), Step::Verify);
    press(u"Upload again"_s);
    press(u"Verify"_s);
    EXPECT_TRUE(reaches(Step::Switch));
}

TEST_F(KeysRotationTest, WithoutAnAnswerAPersonMayGoOnAfterAWarning)
{
    press(u"Generate key pair"_s);
    ASSERT_TRUE(reaches(Step::Upload));
    press(u"Upload to the sandbox"_s);
    EXPECT_EQ(drive::button(dialog.get(), u"Go on anyway"_s), nullptr);
    sandbox::Faults faults;
    faults.serverErrors = 1;
    setting.platform().setFaults(faults);
    press(u"Verify"_s);
    ASSERT_TRUE(drive::until(
        [&] { return drive::says(dialog.get(), u"every request of Sandbox is refused"_s); }));
    press(u"Go on anyway"_s);
    EXPECT_TRUE(reaches(Step::Switch));
}

TEST_F(KeysRotationTest, AKeyThatHasLeakedIsDisabledAtOnce)
{
    press(u"The old one has leaked"_s);
    EXPECT_TRUE(
        drive::until([&] { return setting.entry(old).state == auth::KeyState::Compromised; }));
    EXPECT_TRUE(drive::until([&] {
        return drive::says(dialog.get(), u"Homes is disabled"_s) &&
               drive::says(dialog.get(), u"The old key pair is disabled already"_s);
    }));
    EXPECT_EQ(drive::button(dialog.get(), u"The old one has leaked"_s), nullptr);
}

TEST_F(KeysRotationTest, EveryStepSaysWhereItStands)
{
    QStringList names;
    for (const QLabel *label : drive::seen<QLabel>(dialog.get()))
        names << label->accessibleName();
    EXPECT_TRUE(names.contains(u"Now: Generate the next key pair"_s));
    EXPECT_TRUE(names.contains(u"Later: Retire the old key pair"_s));
    for (QAbstractButton *button : drive::seen<QAbstractButton>(dialog.get()))
        EXPECT_FALSE(drive::nameOf(button).isEmpty());
}

} // namespace
