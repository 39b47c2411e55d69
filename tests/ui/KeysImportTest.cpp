// SPDX-License-Identifier: GPL-3.0-or-later
// Importing a key by paste, file and drop: what it is, what is wrong with it, when a passphrase is
// asked for.
#include "tests/support/KeySetting.h"
#include "tests/ui/support/Drive.h"
#include "ui/keys/ImportKeyDialog.h"
#include "ui/keys/KeyDropEdit.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QThreadPool>
#include <QUrl>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
using Mode = ui::ImportKeyDialog::Mode;

namespace {

const auth::RsaKeyPair &testKey()
{
    static const auth::RsaKeyPair key = *auth::RsaKeyPair::generate(2048).result();
    return key;
}

const QString pasteField = u"Paste the private key (PEM or JWK), or drop its file here"_s;

class KeysImportTest : public testing::Test
{
protected:
    void SetUp() override { ui::Theme::install(*qApp); }
    void open(Mode mode)
    {
        dialog = std::make_unique<ui::ImportKeyDialog>(&setting.store(), mode);
        drive::show(dialog.get());
    }
    QString write(const QString &name, const QByteArray &text)
    {
        QFile file(setting.path(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return file.fileName();
    }
    static QString plainPem() { return QString::fromLatin1(testKey().privatePem().toByteArray()); }
    static QByteArray encryptedPem(const QByteArray &passphrase)
    {
        return *testKey().encryptedPrivatePem(QCA::SecureArray(passphrase));
    }
    void paste(const QString &text)
    {
        drive::named<QPlainTextEdit>(dialog.get(), pasteField)->setPlainText(text);
    }
    QLineEdit *line(const QString &name) { return drive::named<QLineEdit>(dialog.get(), name); }
    bool says(const QString &words)
    {
        return drive::until([&] { return drive::says(dialog.get(), words); });
    }
    bool complains(const QString &sentence)
    {
        return drive::until([&] { return dialog->problem() == sentence; });
    }
    void go(const QString &verb = u"Import key pair"_s)
    {
        drive::click(drive::button(dialog.get(), verb));
    }

    KeySetting setting;
    std::unique_ptr<ui::ImportKeyDialog> dialog;
};

TEST_F(KeysImportTest, APastedKeyIsNamedBeforeItIsTaken)
{
    open(Mode::Import);
    paste(plainPem());
    EXPECT_TRUE(says(u"RSA private key, 2048 bits, thumbprint "_s + testKey().thumbprint()));
    EXPECT_EQ(line(u"Passphrase of this key"_s), nullptr);
    go();
    EXPECT_TRUE(complains(u"Give the key pair a name."_s));
    drive::retype(line(u"Name"_s), u"Old key"_s);
    QSignalSpy imported(dialog.get(), &ui::ImportKeyDialog::imported);
    go();
    ASSERT_TRUE(drive::until([&] { return imported.size() == 1; }));
    const auto entry = setting.entry(imported[0][0].toString());
    EXPECT_EQ(entry.thumbprint, testKey().thumbprint());
    EXPECT_EQ(entry.name, u"Old key"_s);
}

TEST_F(KeysImportTest, ImportWaitsUntilTheKeyIsLookedAtAndTheWindowDoesNot)
{
    open(Mode::Import);
    paste(plainPem());
    drive::retype(line(u"Name"_s), u"Quick"_s);
    go(); // before anybody has looked at it
    EXPECT_TRUE(setting.store().entries().isEmpty());
    EXPECT_NE(drive::button(dialog.get(), u"Looking at the key..."_s), nullptr);
    EXPECT_TRUE(drive::until([&] { return setting.store().entries().size() == 1; }));
    EXPECT_TRUE(drive::until([&] { return !dialog->isVisible(); }));
}

TEST_F(KeysImportTest, CancelWhileTheKeyIsLookedAtTakesNothing)
{
    open(Mode::Import);
    paste(plainPem());
    drive::retype(line(u"Name"_s), u"Quick"_s);
    go();
    drive::press(dialog.get(), Qt::Key_Escape);
    EXPECT_FALSE(dialog->isVisible());
    // Whatever was begun has had its end
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    EXPECT_TRUE(setting.store().entries().isEmpty());
}

TEST_F(KeysImportTest, APassphraseIsAskedOnlyWhenThereIsOne)
{
    open(Mode::Import);
    dialog->takeFile(write(u"secret.pem"_s, encryptedPem("open sesame")));
    EXPECT_FALSE(drive::says(dialog.get(), u"An encrypted private key"_s))
        << "it is read while the window goes on";
    EXPECT_TRUE(says(u"An encrypted private key"_s));
    EXPECT_EQ(line(u"Name"_s)->text(), u"secret"_s);
    go();
    EXPECT_TRUE(complains(u"Enter the passphrase of this key."_s));
    drive::retype(line(u"Passphrase of this key"_s), u"open simsim"_s);
    go();
    ASSERT_TRUE(drive::until([&] {
        return dialog->problem().contains("passphrase"_L1) &&
               drive::button(dialog.get(), u"Import key pair"_s);
    }));
    EXPECT_TRUE(setting.store().entries().isEmpty());
    drive::retype(line(u"Passphrase of this key"_s), u"open sesame"_s);
    go();
    EXPECT_TRUE(drive::until([&] { return setting.store().entries().size() == 1; }));
}

TEST_F(KeysImportTest, SaysExactlyWhatIsWrong)
{
    open(Mode::Import);
    const QString pem = plainPem();
    const std::pair<QString, QString> cases[] = {
        {QString::fromLatin1(testKey().publicKey().pem()), u"public key"_s},
        {QString::fromLatin1(testKey().publicKey().jwk()), u"public key"_s},
        {pem.left(pem.size() / 2), u"cut"_s},
        {u"hello"_s, u"PEM"_s},
        {u"{\"kty\":\"oct\",\"k\":\"AAAA\"}"_s, u"HS256"_s},
    };
    for (const auto &[text, words] : cases) {
        paste(text);
        EXPECT_TRUE(says(words)) << qPrintable(words);
        EXPECT_FALSE(drive::button(dialog.get(), u"Import key pair"_s)->isEnabled());
    }
    paste(pem);
    EXPECT_TRUE(drive::until(
        [&] { return drive::button(dialog.get(), u"Import key pair"_s)->isEnabled(); }));
}

TEST_F(KeysImportTest, ADroppedFileIsReadAndNotWrittenOut)
{
    open(Mode::Import);
    const QString path = write(u"dropped.pem"_s, plainPem().toLatin1());
    auto *edit = drive::named<QPlainTextEdit>(dialog.get(), pasteField);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(dialog.get(), &enter);
    ASSERT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(dialog.get(), &drop);
    EXPECT_TRUE(says(testKey().thumbprint()));
    EXPECT_EQ(edit->toPlainText(), QString());
    EXPECT_TRUE(line(u"Or from a file"_s)->text().endsWith("dropped.pem"_L1));
    // Pasting instead forgets the file
    paste(u"hello"_s);
    EXPECT_TRUE(says(u"PEM"_s));
    EXPECT_EQ(line(u"Or from a file"_s)->text(), QString());
}

TEST_F(KeysImportTest, AFileThatIsPastedIsTaken)
{
    open(Mode::Import);
    const QString path = write(u"copied.pem"_s, plainPem().toLatin1());
    auto *data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(path)});
    QGuiApplication::clipboard()->setMimeData(data);
    auto *edit = drive::named<QPlainTextEdit>(dialog.get(), pasteField);
    edit->setFocus();
    edit->paste();
    EXPECT_TRUE(says(testKey().thumbprint()));
    QGuiApplication::clipboard()->clear();
}

TEST_F(KeysImportTest, APairThatIsHereAlreadyIsSaid)
{
    ASSERT_TRUE(setting.store()
                    .import(testKey().privatePem(), {}, u"First"_s, auth::KeyUse::ApiAccess)
                    .result());
    open(Mode::Import);
    paste(plainPem());
    drive::retype(line(u"Name"_s), u"Second"_s);
    ASSERT_TRUE(says(testKey().thumbprint()));
    go();
    EXPECT_TRUE(drive::until([&] { return dialog->problem().contains("First"_L1); }));
    EXPECT_EQ(setting.store().entries().size(), 1);
}

TEST_F(KeysImportTest, ALinkedFileStaysWhereItIs)
{
    open(Mode::Link);
    const QString path = write(u"linked.pem"_s, encryptedPem("open sesame"));
    EXPECT_EQ(drive::named<QPlainTextEdit>(dialog.get(), pasteField), nullptr);
    drive::retype(line(u"Key file"_s), path);
    ASSERT_TRUE(says(u"An encrypted private key"_s));
    drive::retype(line(u"Passphrase of this key"_s), u"open sesame"_s);
    drive::retype(line(u"Name"_s), u"Linked"_s);
    go(u"Link key file"_s);
    ASSERT_TRUE(drive::until([&] { return setting.store().entries().size() == 1; }));
    EXPECT_EQ(setting.store().entries().first().linkedPath, path);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.readAll().startsWith("-----BEGIN ENCRYPTED"));
}

TEST_F(KeysImportTest, AFileThatIsNotThereIsSaid)
{
    open(Mode::Link);
    drive::retype(line(u"Key file"_s), setting.path(u"none.pem"_s));
    EXPECT_TRUE(says(u"can't be read"_s));
    EXPECT_FALSE(drive::button(dialog.get(), u"Link key file"_s)->isEnabled());
}

} // namespace
