// SPDX-License-Identifier: GPL-3.0-or-later
// The keys page in its states, its table, and what its commands do, driven as a person does.
#include "ui/keys/KeysPage.h"

#include "tests/support/KeySetting.h"
#include "tests/ui/support/Drive.h"
#include "ui/keys/KeyManagementDialog.h"
#include "ui/keys/KeyQuestions.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>

#include <gtest/gtest.h>

#include <memory>

using auth::KeyState;
using auth::KeyUse;
using namespace Qt::StringLiterals;

namespace {

class KeysPageTest : public testing::Test
{
protected:
    void SetUp() override { ui::Theme::install(*qApp); }
    void TearDown() override { page.reset(); }

    void open()
    {
        page = std::make_unique<ui::KeysPage>(setting.context(), nullptr);
        QObject::connect(page.get(), &ui::Page::said, page.get(),
                         [this](const QString &sentence) { said << sentence; });
        page->resize(1080, 640);
        drive::show(page.get());
    }
    QTableView *table() { return drive::named<QTableView>(page.get(), u"Key pairs"_s); }
    int row(const QString &name) { return drive::rowWith(table(), u"Name"_s, name); }
    void choose(const QString &name)
    {
        ASSERT_TRUE(drive::until([&] { return table() && row(name) >= 0; })) << qPrintable(name);
        drive::clickRow(table(), row(name));
        ASSERT_TRUE(drive::until([&] { return drive::says(page.get(), name); }));
    }
    QAction *command(const QString &text)
    {
        for (QAction *action : page->commands()) {
            if (action->text() == text)
                return action;
        }
        ADD_FAILURE() << "no command " << qPrintable(text);
        return nullptr;
    }

    KeySetting setting;
    std::unique_ptr<ui::KeysPage> page;
    QStringList said;
};

TEST_F(KeysPageTest, AnEmptyOneSaysWhatThisIsAndLeadsToTheFirstPair)
{
    open();
    ASSERT_TRUE(
        drive::until([&] { return drive::says(page.get(), u"There are no key pairs yet"_s); }));
    drive::click(drive::button(page.get(), u"Generate a key pair"_s));
    auto *dialog = drive::dialog(page.get());
    ASSERT_NE(dialog, nullptr);
    drive::retype(drive::named<QLineEdit>(dialog, u"Name"_s), u"Care homes"_s);
    EXPECT_TRUE(drive::named<QPlainTextEdit>(
                    dialog, u"Takes the place of these two commands, and leaves no unencrypted "
                            "file behind"_s)
                    ->toPlainText()
                    .contains("openssl genrsa -out private.pem 2048"_L1));
    drive::click(drive::button(dialog, u"Generate key pair"_s));
    // Then it is listed, chosen, and shown beside the table
    ASSERT_TRUE(drive::until([&] { return table() && row(u"Care homes"_s) == 0; }));
    EXPECT_TRUE(drive::until([&] { return drive::seen<ui::KeyDialog>(page.get()).isEmpty(); }));
    EXPECT_EQ(drive::cell(table(), 0, u"State"_s), u"unused"_s) << "nobody signs with it yet";
    EXPECT_TRUE(drive::until([&] {
        auto *pem = drive::named<QPlainTextEdit>(page.get(), u"Public key"_s);
        return pem && pem->toPlainText().startsWith("-----BEGIN PUBLIC KEY-----"_L1);
    }));
    EXPECT_FALSE(said.isEmpty());
}

TEST_F(KeysPageTest, ShowsAllOfAPairAndCopiesItsThumbprintInFull)
{
    const QString id = setting.generate(u"Homes"_s);
    setting.addProfile(u"Lund"_s, id);
    open();
    ASSERT_NO_FATAL_FAILURE(choose(u"Homes"_s));
    EXPECT_EQ(drive::cell(table(), 0, u"Profiles"_s), u"Lund"_s);
    EXPECT_TRUE(drive::says(page.get(), u"the passphrase is kept by Test Keyring"_s));
    drive::click(drive::button(page.get(), u"Copy thumbprint"_s));
    EXPECT_EQ(QGuiApplication::clipboard()->text(), setting.entry(id).thumbprint);
}

TEST_F(KeysPageTest, FiltersAndSaysWhenNothingMatches)
{
    setting.generate(u"North"_s);
    setting.generate(u"South"_s);
    open();
    ASSERT_TRUE(drive::until([&] { return table() && table()->model()->rowCount() == 2; }));
    page->focusFilter();
    auto *filter = drive::named<QLineEdit>(page.get(), u"Filter"_s);
    QTest::keyClicks(filter, u"sou"_s);
    EXPECT_EQ(table()->model()->rowCount(), 1);
    EXPECT_TRUE(drive::says(page.get(), u"1 of 2"_s));
    QTest::keyClicks(filter, u"x"_s);
    EXPECT_TRUE(drive::says(page.get(), u"No match among 2"_s));
    drive::click(drive::button(page.get(), u"Clear filter"_s));
    EXPECT_EQ(table()->model()->rowCount(), 2);
}

TEST_F(KeysPageTest, ACommandThatCantBeDoneIsGreyAndSaysWhy)
{
    setting.generate(u"Callbacks"_s, KeyUse::CallbackSigning);
    setting.generate(u"Unused"_s);
    open();
    ASSERT_NO_FATAL_FAILURE(choose(u"Callbacks"_s));
    for (const QString &text : {u"Upload..."_s, u"Rotate..."_s}) {
        EXPECT_FALSE(command(text)->isEnabled()) << qPrintable(text);
        EXPECT_TRUE(command(text)->toolTip().contains("callback"_L1));
        EXPECT_FALSE(drive::button(page.get(), text)->isEnabled());
    }
    ASSERT_NO_FATAL_FAILURE(choose(u"Unused"_s));
    EXPECT_TRUE(command(u"Upload..."_s)->isEnabled());
    EXPECT_TRUE(command(u"Rotate..."_s)->toolTip().contains("No profile"_L1));
}

TEST_F(KeysPageTest, RenamesByKeyboard)
{
    const QString id = setting.generate(u"Old name"_s);
    open();
    ASSERT_NO_FATAL_FAILURE(choose(u"Old name"_s));
    command(u"Rename..."_s)->trigger();
    auto *dialog = drive::dialog<ui::RenameKeyDialog>(page.get());
    ASSERT_NE(dialog, nullptr);
    drive::retype(drive::named<QLineEdit>(dialog, u"Name"_s), u"New name"_s);
    drive::press(dialog, Qt::Key_Return);
    EXPECT_TRUE(drive::until([&] { return row(u"New name"_s) == 0; }));
    EXPECT_EQ(setting.entry(id).name, u"New name"_s);
}

TEST_F(KeysPageTest, RetiresAndMakesActiveAgain)
{
    const QString id = setting.generate(u"a"_s);
    open();
    ASSERT_NO_FATAL_FAILURE(choose(u"a"_s));
    command(u"Retire"_s)->trigger();
    EXPECT_TRUE(drive::until([&] { return drive::cell(table(), 0, u"State"_s) == "retired"_L1; }));
    EXPECT_TRUE(drive::until([&] { return command(u"Make active"_s)->isEnabled(); }));
    command(u"Make active"_s)->trigger();
    EXPECT_TRUE(drive::until([&] { return setting.entry(id).state == KeyState::Active; }));
}

TEST_F(KeysPageTest, AnActivePairInUseIsRemovedOnlyWhenItsNameIsTyped)
{
    setting.addProfile(u"Lund"_s, setting.generate(u"Homes"_s));
    open();
    ASSERT_NO_FATAL_FAILURE(choose(u"Homes"_s));
    command(u"Remove..."_s)->trigger();
    auto *dialog = drive::dialog<ui::RemoveKeyDialog>(page.get());
    ASSERT_NE(dialog, nullptr);
    EXPECT_TRUE(drive::says(dialog, u"In use by Lund"_s));
    QAbstractButton *remove = drive::button(dialog, u"Remove key pair"_s);
    EXPECT_FALSE(remove->isEnabled());
    auto *typed = drive::seen<QLineEdit>(dialog).value(0);
    drive::retype(typed, u"Home"_s);
    EXPECT_FALSE(remove->isEnabled());
    drive::retype(typed, u"Homes"_s);
    drive::click(remove);
    EXPECT_TRUE(drive::until([&] { return setting.store().entries().isEmpty(); }));
}

TEST_F(KeysPageTest, AnotherPairIsRemovedAfterAQuestionThatReturnAnswersWithNo)
{
    setting.generate(u"Unused"_s);
    open();
    ASSERT_NO_FATAL_FAILURE(choose(u"Unused"_s));
    command(u"Remove..."_s)->trigger();
    auto *dialog = drive::dialog<ui::RemoveKeyDialog>(page.get());
    ASSERT_NE(dialog, nullptr);
    EXPECT_TRUE(drive::seen<QLineEdit>(dialog).isEmpty());
    QSignalSpy rejected(dialog, &QDialog::rejected);
    drive::press(dialog, Qt::Key_Return);
    EXPECT_EQ(rejected.size(), 1);
    EXPECT_EQ(setting.store().entries().size(), 1);
}

TEST_F(KeysPageTest, ACompromisedPairIsDisabledAndItsRotationBegins)
{
    const QString id = setting.generate(u"Homes"_s);
    setting.addProfile(u"Lund"_s, id);
    open();
    ASSERT_NO_FATAL_FAILURE(choose(u"Homes"_s));
    command(u"Mark as compromised..."_s)->trigger();
    auto *question = drive::dialog<ui::CompromiseKeyDialog>(page.get());
    ASSERT_NE(question, nullptr);
    drive::click(drive::button(question, u"Mark as compromised"_s));
    EXPECT_TRUE(drive::until([&] { return setting.entry(id).state == KeyState::Compromised; }));
    EXPECT_TRUE(drive::until([&] {
        auto *dialog = drive::dialog(page.get());
        return dialog && dialog->windowTitle().contains("Lund"_L1) &&
               drive::says(dialog, u"Homes is disabled"_s);
    }));
}

TEST_F(KeysPageTest, APairWhoseKeychainIsGoneSaysSoAndIsOpenedWithItsPassphrase)
{
    // Given a pair whose passphrase the keychain had, in a run without one
    const QString id = setting.generate(u"Homes"_s);
    const QString passphrase =
        QString::fromLatin1(setting.keychain().secrets().values().first().toByteArray());
    setting.keychain().goAway();
    setting.restart();
    open();
    ASSERT_NO_FATAL_FAILURE(choose(u"Homes"_s));
    EXPECT_TRUE(drive::says(page.get(), u"Nothing was deleted"_s));
    // When its passphrase is entered, and one of our own for what is to come
    drive::click(drive::button(page.get(), u"Enter passphrase..."_s));
    auto *dialog = drive::dialog<ui::OpenKeyDialog>(page.get());
    ASSERT_NE(dialog, nullptr);
    drive::retype(drive::named<QLineEdit>(dialog, u"Passphrase of this file"_s), u"wrong"_s);
    drive::retype(drive::named<QLineEdit>(dialog, u"Passphrase for your keys"_s), u"long enough"_s);
    drive::retype(drive::named<QLineEdit>(dialog, u"The same once more"_s), u"long enough"_s);
    drive::click(drive::button(dialog, u"Open"_s));
    EXPECT_TRUE(drive::until([&] { return !dialog->problem().isEmpty(); }));
    drive::retype(drive::named<QLineEdit>(dialog, u"Passphrase of this file"_s), passphrase);
    drive::click(drive::button(dialog, u"Open"_s));
    // Then it can be used, and lies encrypted by the new one
    EXPECT_TRUE(drive::until([&] { return setting.entry(id).problem.isEmpty(); }));
    EXPECT_TRUE(
        drive::until([&] { return setting.entry(id).place == auth::KeyPlace::Passphrase; }));
}

TEST_F(KeysPageTest, ExportsThePublicKey)
{
    setting.generate(u"a"_s);
    open();
    ASSERT_NO_FATAL_FAILURE(choose(u"a"_s));
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    command(u"Export public key (JWK)..."_s)->trigger();
    auto *dialog = drive::dialog<QFileDialog>(page.get());
    ASSERT_NE(dialog, nullptr);
    Q_EMIT dialog->fileSelected(setting.path(u"out.jwk"_s));
    ASSERT_TRUE(drive::until([&] { return QFile::exists(setting.path(u"out.jwk"_s)); }));
    QFile written(setting.path(u"out.jwk"_s));
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    EXPECT_TRUE(written.readAll().contains("\"kty\""));
    dialog->reject();
}

TEST_F(KeysPageTest, EveryControlHasAName)
{
    setting.generate(u"a"_s);
    open();
    ASSERT_NO_FATAL_FAILURE(choose(u"a"_s));
    int controls = 0;
    for (QWidget *widget : drive::seen<QWidget>(page.get())) {
        const bool control =
            qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget) ||
            qobject_cast<QPlainTextEdit *>(widget) || qobject_cast<QAbstractItemView *>(widget);
        if (!control || widget->focusPolicy() == Qt::NoFocus ||
            qobject_cast<QLineEdit *>(widget->parentWidget()))
            continue;
        ++controls;
        EXPECT_FALSE(drive::nameOf(widget).isEmpty()) << widget->metaObject()->className();
    }
    EXPECT_GT(controls, 8);
}

TEST_F(KeysPageTest, TheDialogHasTheSamePage)
{
    setting.generate(u"a"_s);
    ui::KeyManagementDialog dialog(setting.context(), nullptr);
    drive::show(&dialog);
    EXPECT_TRUE(drive::until([&] {
        auto *table = drive::named<QTableView>(&dialog, u"Key pairs"_s);
        return table && table->model()->rowCount() == 1;
    }));
    drive::click(drive::button(&dialog, u"Copy thumbprint"_s));
    EXPECT_TRUE(drive::says(&dialog, u"The thumbprint was copied."_s));
    QSignalSpy closed(&dialog, &QDialog::finished);
    drive::click(drive::button(&dialog, u"Close"_s));
    EXPECT_EQ(closed.size(), 1);
}

} // namespace
