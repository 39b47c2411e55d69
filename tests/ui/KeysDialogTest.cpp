// SPDX-License-Identifier: GPL-3.0-or-later
// Making a pair and taking one out, as a person does it.
#include "tests/support/KeySetting.h"
#include "tests/ui/support/Drive.h"
#include "ui/keys/ExportKeyDialog.h"
#include "ui/keys/GenerateKeyDialog.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QSignalSpy>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {

class KeysDialogTest : public testing::Test
{
protected:
    void SetUp() override { ui::Theme::install(*qApp); }
    // On Linux what a screen reader takes for the name of a box is its value.
    static QComboBox *box(QWidget *dialog, const QString &name)
    {
        for (QComboBox *each : drive::seen<QComboBox>(dialog)) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    static void choose(QWidget *dialog, const QString &name, int index)
    {
        QComboBox *wanted = box(dialog, name);
        ASSERT_NE(wanted, nullptr) << qPrintable(name);
        wanted->setCurrentIndex(index);
    }
    static void type(QWidget *dialog, const QString &field, const QString &text)
    {
        drive::retype(drive::named<QLineEdit>(dialog, field), text);
    }
};

TEST_F(KeysDialogTest, GenerateWantsANameAndSaysWhatItReplaces)
{
    KeySetting setting;
    ui::GenerateKeyDialog dialog(&setting.store());
    drive::show(&dialog);
    drive::click(drive::button(&dialog, u"Generate key pair"_s));
    EXPECT_EQ(dialog.problem(), u"Give the key pair a name."_s);
    auto *bits = box(&dialog, u"Length"_s);
    ASSERT_NE(bits, nullptr);
    EXPECT_EQ(bits->currentData().toInt(), 2048);
    bits->setCurrentIndex(1);
    auto *commands = drive::seen<QPlainTextEdit>(&dialog).value(0);
    EXPECT_TRUE(commands->toPlainText().contains("genrsa -out private.pem 3072"_L1));
    EXPECT_TRUE(commands->toPlainText().contains("openssl rsa -in private.pem -pubout"_L1));
}

TEST_F(KeysDialogTest, ACallbackPairSaysWhatItCantDo)
{
    KeySetting setting;
    ui::GenerateKeyDialog dialog(&setting.store());
    drive::show(&dialog);
    ASSERT_NO_FATAL_FAILURE(choose(&dialog, u"Use"_s, 1));
    EXPECT_TRUE(drive::says(&dialog, u"It can never sign an API request."_s));
    type(&dialog, u"Name"_s, u"Callbacks"_s);
    QSignalSpy generated(&dialog, &ui::GenerateKeyDialog::generated);
    drive::click(drive::button(&dialog, u"Generate key pair"_s));
    ASSERT_TRUE(drive::until([&] { return generated.size() == 1; }));
    EXPECT_EQ(setting.entry(generated[0][0].toString()).use, auth::KeyUse::CallbackSigning);
}

TEST_F(KeysDialogTest, GeneratingCanBeStoppedAndLeavesNothing)
{
    KeySetting setting;
    ui::GenerateKeyDialog dialog(&setting.store());
    drive::show(&dialog);
    type(&dialog, u"Name"_s, u"Long"_s);
    ASSERT_NO_FATAL_FAILURE(choose(&dialog, u"Length"_s, 2));
    drive::click(drive::button(&dialog, u"Generate key pair"_s));
    EXPECT_NE(drive::button(&dialog, u"Generating..."_s), nullptr);
    QSignalSpy rejected(&dialog, &QDialog::rejected);
    QSignalSpy failed(&dialog, &ui::KeyDialog::failedUnseen);
    drive::press(&dialog, Qt::Key_Escape);
    // Then nobody is kept waiting, and the end of it is told all the same
    EXPECT_EQ(rejected.size(), 1);
    EXPECT_FALSE(dialog.isVisible());
    ASSERT_TRUE(drive::until([&] { return !failed.isEmpty(); }));
    EXPECT_TRUE(failed[0][0].toString().contains("nothing was kept"_L1));
    EXPECT_TRUE(setting.store().entries().isEmpty());
}

TEST_F(KeysDialogTest, ABusyDialogCanBeLeftAndItsFailureIsToldLater)
{
    // Given an export that is under way, into a folder that is not there
    KeySetting setting;
    const QPointer dialog =
        new ui::ExportKeyDialog(&setting.store(), setting.entry(setting.generate(u"a"_s)));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QStringList told;
    QObject::connect(dialog, &ui::KeyDialog::failedUnseen, qApp,
                     [&](const QString &sentence) { told << sentence; });
    drive::show(dialog);
    type(dialog, u"Passphrase of the exported file"_s, u"far away"_s);
    type(dialog, u"The same once more"_s, u"far away"_s);
    drive::click(drive::button(dialog, u"Export private key..."_s));
    auto *file = drive::dialog<QFileDialog>(dialog);
    ASSERT_NE(file, nullptr);
    Q_EMIT file->fileSelected(setting.path(u"none/out.pem"_s));
    file->close();
    ASSERT_NE(drive::button(dialog, u"Encrypting..."_s), nullptr);
    // When it is left
    drive::click(drive::button(dialog, u"Cancel"_s));
    // Then it goes at once, its failure is told, and nothing of it stays
    ASSERT_TRUE(dialog);
    EXPECT_FALSE(dialog->isVisible());
    EXPECT_TRUE(drive::until([&] { return dialog.isNull(); }));
    ASSERT_EQ(told.size(), 1);
    EXPECT_TRUE(told.first().contains("out.pem"_L1));
}

TEST_F(KeysDialogTest, WithoutAKeychainAPassphraseIsChosenOnceAndEnteredOnceARun)
{
    KeySetting setting(KeySetting::Keychain::Missing);
    {
        ui::GenerateKeyDialog dialog(&setting.store());
        drive::show(&dialog);
        EXPECT_TRUE(drive::says(&dialog, u"There is no system keychain here."_s));
        type(&dialog, u"Name"_s, u"First"_s);
        const struct
        {
            QString one, two, problem;
        } tries[] = {{u""_s, u""_s, u"Enter the passphrase."_s},
                     {u"short"_s, u"short"_s, u"at least 8"_s},
                     {u"long enough"_s, u"long enouhg"_s, u"differ"_s}};
        for (const auto &each : tries) {
            type(&dialog, u"Passphrase for your keys"_s, each.one);
            type(&dialog, u"The same once more"_s, each.two);
            drive::click(drive::button(&dialog, u"Generate key pair"_s));
            EXPECT_TRUE(dialog.problem().contains(each.problem)) << qPrintable(dialog.problem());
        }
        type(&dialog, u"The same once more"_s, u"long enough"_s);
        QSignalSpy generated(&dialog, &ui::GenerateKeyDialog::generated);
        drive::click(drive::button(&dialog, u"Generate key pair"_s));
        ASSERT_TRUE(drive::until([&] { return generated.size() == 1; }));
    }
    {
        // In the same run nothing is asked
        ui::GenerateKeyDialog dialog(&setting.store());
        drive::show(&dialog);
        EXPECT_EQ(drive::seen<QLineEdit>(&dialog).size(), 1);
    }
    setting.restart();
    ui::GenerateKeyDialog dialog(&setting.store());
    drive::show(&dialog);
    type(&dialog, u"Name"_s, u"Second"_s);
    type(&dialog, u"Passphrase of your keys"_s, u"something else"_s);
    drive::click(drive::button(&dialog, u"Generate key pair"_s));
    ASSERT_TRUE(drive::until([&] { return !dialog.problem().isEmpty(); }));
    EXPECT_EQ(setting.store().entries().size(), 1);
    type(&dialog, u"Passphrase of your keys"_s, u"long enough"_s);
    drive::click(drive::button(&dialog, u"Generate key pair"_s));
    EXPECT_TRUE(drive::until([&] { return setting.store().entries().size() == 2; }));
}

TEST_F(KeysDialogTest, APrivateKeyLeavesOnlyAfterAWarningAndEncrypted)
{
    KeySetting setting;
    const QString id = setting.generate(u"Homes / API"_s);
    ui::ExportKeyDialog dialog(&setting.store(), setting.entry(id));
    drive::show(&dialog);
    EXPECT_TRUE(drive::says(&dialog, u"can do at the platform all that you can"_s));
    drive::click(drive::button(&dialog, u"Export private key..."_s));
    EXPECT_EQ(dialog.problem(), u"Enter the passphrase."_s);
    type(&dialog, u"Passphrase of the exported file"_s, u"far away"_s);
    type(&dialog, u"The same once more"_s, u"far awax"_s);
    drive::click(drive::button(&dialog, u"Export private key..."_s));
    EXPECT_TRUE(dialog.problem().contains("differ"_L1));
    type(&dialog, u"The same once more"_s, u"far away"_s);
    drive::click(drive::button(&dialog, u"Export private key..."_s));
    auto *file = drive::dialog<QFileDialog>(&dialog);
    ASSERT_NE(file, nullptr);
    QSignalSpy exported(&dialog, &ui::ExportKeyDialog::exported);
    Q_EMIT file->fileSelected(setting.path(u"out.pem"_s));
    ASSERT_TRUE(drive::until([&] { return exported.size() == 1; })) << qPrintable(dialog.problem());
    QFile written(setting.path(u"out.pem"_s));
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    EXPECT_TRUE(written.readAll().startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    EXPECT_FALSE(dialog.isVisible());
}

TEST_F(KeysDialogTest, AnExportThatFailsSaysWhyAndCanBeTriedElsewhere)
{
    KeySetting setting;
    ui::ExportKeyDialog dialog(&setting.store(), setting.entry(setting.generate(u"a"_s)));
    drive::show(&dialog);
    type(&dialog, u"Passphrase of the exported file"_s, u"far away"_s);
    type(&dialog, u"The same once more"_s, u"far away"_s);
    drive::click(drive::button(&dialog, u"Export private key..."_s));
    auto *file = drive::dialog<QFileDialog>(&dialog);
    ASSERT_NE(file, nullptr);
    Q_EMIT file->fileSelected(setting.path(u"none/out.pem"_s));
    file->reject();
    EXPECT_TRUE(drive::until([&] { return dialog.problem().contains("out.pem"_L1); }));
    EXPECT_TRUE(dialog.isVisible());
}

TEST_F(KeysDialogTest, ReturnGoesOnWithTheExportAndNeverClosesIt)
{
    KeySetting setting;
    ui::ExportKeyDialog dialog(&setting.store(), setting.entry(setting.generate(u"a"_s)));
    drive::show(&dialog);
    type(&dialog, u"Passphrase of the exported file"_s, u"far away"_s);
    drive::press(&dialog, Qt::Key_Return);
    EXPECT_TRUE(dialog.isVisible());
    EXPECT_TRUE(dialog.problem().contains("differ"_L1));
    EXPECT_TRUE(drive::named<QLineEdit>(&dialog, u"The same once more"_s)->hasFocus());
    type(&dialog, u"The same once more"_s, u"far away"_s);
    drive::press(&dialog, Qt::Key_Return);
    auto *file = drive::dialog<QFileDialog>(&dialog);
    ASSERT_NE(file, nullptr);
    file->reject();
    EXPECT_TRUE(dialog.isVisible());
}

TEST_F(KeysDialogTest, AProblemMovesNoButton)
{
    KeySetting setting;
    ui::GenerateKeyDialog dialog(&setting.store());
    drive::show(&dialog);
    QAbstractButton *go = drive::button(&dialog, u"Generate key pair"_s);
    const QPoint where = go->mapToGlobal(QPoint());
    drive::click(go);
    EXPECT_FALSE(dialog.problem().isEmpty());
    QTest::qWait(0);
    EXPECT_EQ(go->mapToGlobal(QPoint()), where);
}

TEST_F(KeysDialogTest, AKeychainThatAsksIsToldWhileADialogIsBusy)
{
    KeySetting setting;
    const QString id = setting.generate(u"a"_s);
    setting.restart();
    setting.keychain().ask();
    ui::ExportKeyDialog dialog(&setting.store(), setting.entry(id));
    drive::show(&dialog);
    type(&dialog, u"Passphrase of the exported file"_s, u"far away"_s);
    type(&dialog, u"The same once more"_s, u"far away"_s);
    drive::press(&dialog, Qt::Key_Return);
    auto *file = drive::dialog<QFileDialog>(&dialog);
    ASSERT_NE(file, nullptr);
    Q_EMIT file->fileSelected(setting.path(u"out.pem"_s));
    file->close();
    EXPECT_TRUE(drive::until([&] { return drive::says(&dialog, u"keychain has not answered"_s); }));
    ASSERT_TRUE(drive::until([&] { return setting.keychain().isAsking(); }));
    setting.keychain().answer();
    EXPECT_TRUE(drive::until([&] { return !dialog.isVisible(); }));
}

} // namespace
