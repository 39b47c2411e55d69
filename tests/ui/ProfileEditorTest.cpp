// SPDX-License-Identifier: GPL-3.0-or-later
// Connecting a domain: what is typed wrong is put right or named at its field, and nothing is kept
// as long as anything is wrong.
#include "ui/profile/ProfileEditor.h"

#include "app/auth/KeyStore.h"
#include "app/auth/RsaKeyPair.h"
#include "tests/support/MemorySecretStore.h"
#include "tests/ui/support/Drive.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <optional>

using namespace Qt::StringLiterals;

namespace {

/// One 2048-bit key for all tests: its PEM, private and public.
const auth::RsaKeyPair &aKey()
{
    static const auth::RsaKeyPair key = *auth::RsaKeyPair::generate().result();
    return key;
}

/// By the name that was given: what a combo box says of itself is its current text.
QComboBox *keyChoice(QWidget *editor)
{
    for (QComboBox *each : drive::seen<QComboBox>(editor)) {
        if (each->accessibleName() == "Key"_L1)
            return each;
    }
    return nullptr;
}

class ProfileEditorWindow : public testing::Test
{
protected:
    void SetUp() override
    {
        ui::Theme::install(*qApp);
        ASSERT_TRUE(m_folder.isValid());
        ASSERT_TRUE(m_store.load());
        ASSERT_TRUE(aKey().writePrivate(keyFile()));
        QFile publicFile(publicKeyFile());
        ASSERT_TRUE(publicFile.open(QIODevice::WriteOnly));
        publicFile.write(aKey().publicKey().pem());
        QFile cut(m_folder.filePath(u"cut.pem"_s));
        ASSERT_TRUE(cut.open(QIODevice::WriteOnly));
        cut.write("-----BEGIN PRIVATE KEY-----\nMIIEvQIB\n");
        drive::show(&m_editor);
    }

    QLineEdit *line(const QString &name) { return drive::named<QLineEdit>(&m_editor, name); }
    void fill(const QString &name, const QString &text) { drive::retype(line(name), text); }
    void fillAllRight()
    {
        fill(u"Name"_s, u"Care homes"_s);
        fill(u"Domain"_s, u"customer47.prod-eu-north-1.iotcomms.io"_s);
        fill(u"Base URL"_s, u"https://api.prod-eu-north-1.iotcomms.io"_s);
        fill(u"Private key"_s, keyFile());
    }
    void connectNow() { drive::click(drive::button(&m_editor, u"Connect"_s)); }
    void expectKept()
    {
        EXPECT_TRUE(drive::until([this] { return !m_editor.isVisible(); }));
        EXPECT_EQ(m_store.profiles().size(), 1);
    }
    QAbstractButton *saveButton() { return drive::button(&m_editor, u"Connect"_s); }
    QString keyFile() const { return m_folder.filePath(u"private.pem"_s); }
    QString publicKeyFile() const { return m_folder.filePath(u"public.pem"_s); }

    QTemporaryDir m_folder;
    api::ProfileStore m_store{m_folder.path()};
    ui::ProfileEditor m_editor{&m_store, {}};
};

TEST_F(ProfileEditorWindow, PutsAPastedAddressRightAndSaysSo)
{
    // When an address is pasted into the domain and the field is left
    QLineEdit *domain = line(u"Domain"_s);
    QGuiApplication::clipboard()->setText(u"https://customer47.prod-eu-north-1.iotcomms-io/"_s);
    domain->setFocus();
    QTest::keySequence(domain, QKeySequence::Paste);
    QTest::keyClick(domain, Qt::Key_Tab);
    // Then the domain is right, the field says what was done, and the base URL follows from it
    EXPECT_EQ(domain->text(), u"customer47.prod-eu-north-1.iotcomms.io"_s);
    EXPECT_TRUE(drive::says(&m_editor, u"corrected to"_s));
    EXPECT_EQ(line(u"Base URL"_s)->text(), u"https://api.prod-eu-north-1.iotcomms.io"_s);
}

TEST_F(ProfileEditorWindow, LeavesAnEnteredBaseUrlAlone)
{
    fill(u"Base URL"_s, u"https://api.example.com"_s);
    fill(u"Domain"_s, u"customer47.prod-eu-north-1.iotcomms.io"_s);
    QTest::keyClick(line(u"Domain"_s), Qt::Key_Tab);
    EXPECT_EQ(line(u"Base URL"_s)->text(), u"https://api.example.com"_s);
}

TEST_F(ProfileEditorWindow, KeepsNothingOfAnEmptyForm)
{
    connectNow();
    EXPECT_TRUE(m_editor.isVisible());
    EXPECT_TRUE(m_store.profiles().isEmpty());
    EXPECT_TRUE(drive::says(&m_editor, u"Give the profile a name."_s));
    EXPECT_TRUE(drive::says(&m_editor, u"Enter the tenant domain."_s));
}

struct Mistake
{
    const char *what;
    QString field;
    QString text;
    QString sentence; ///< part of what the field says
};

class ProfileMistake : public ProfileEditorWindow, public testing::WithParamInterface<Mistake>
{
};

TEST_P(ProfileMistake, IsNamedAtItsFieldAndNothingIsKeptUntilItIsPutRight)
{
    // Given a form that is right but for one field
    fillAllRight();
    const QString right = line(GetParam().field)->text();
    QString wrong = GetParam().text;
    fill(GetParam().field, wrong.replace(u"FOLDER"_s, m_folder.path()));
    // When it is to be kept
    connectNow();
    // Then the field says what is wrong, to the eye and to the screen reader, and has the focus
    EXPECT_TRUE(drive::until([&] { return drive::says(&m_editor, GetParam().sentence); }))
        << qPrintable(GetParam().sentence);
    EXPECT_TRUE(m_editor.isVisible());
    EXPECT_TRUE(m_store.profiles().isEmpty());
    EXPECT_TRUE(line(GetParam().field)->accessibleDescription().contains(GetParam().sentence));
    EXPECT_TRUE(line(GetParam().field)->hasFocus());
    // And when it is put right, the profile is kept
    fill(GetParam().field, right);
    connectNow();
    expectKept();
}

INSTANTIATE_TEST_SUITE_P(
    OneEach, ProfileMistake,
    testing::Values(
        Mistake{"NoName", u"Name"_s, {}, u"Give the profile a name."_s},
        Mistake{"NoDomain", u"Domain"_s, u"not a domain!"_s, u"This is not a domain."_s},
        Mistake{"PlainHttp", u"Base URL"_s, u"http://api.example.com"_s, u"Use https"_s},
        Mistake{"MissingKey", u"Private key"_s, u"FOLDER/none.pem"_s, u"There is no file"_s},
        Mistake{"PublicKey", u"Private key"_s, u"FOLDER/public.pem"_s, u"is a public key"_s},
        Mistake{"CutOffKey", u"Private key"_s, u"FOLDER/cut.pem"_s, u"is missing"_s},
        Mistake{"NoKeyAtAll", u"Private key"_s, u"FOLDER"_s, u"is a folder"_s},
        Mistake{"MissingAuthority", u"Extra certificate authority (optional)"_s,
                u"FOLDER/none.crt"_s, u"There is no file"_s}),
    [](const auto &mistake) { return std::string(mistake.param.what); });

TEST_F(ProfileEditorWindow, KeepsWhatWasEntered)
{
    // When all is filled in and kept
    fillAllRight();
    auto *safety = drive::seen<QComboBox>(&m_editor).value(0);
    ASSERT_NE(safety, nullptr);
    safety->setFocus();
    QTest::keyClick(safety, Qt::Key_End);
    QSignalSpy accepted(&m_editor, &QDialog::accepted);
    connectNow();
    expectKept();
    // Then the store has it, on the disk too
    ASSERT_EQ(accepted.size(), 1);
    api::ProfileStore again(m_folder.path());
    ASSERT_TRUE(again.load());
    ASSERT_EQ(again.profiles().size(), 1);
    const api::Profile kept = again.profiles().first();
    EXPECT_EQ(kept, m_editor.profile());
    EXPECT_EQ(kept.name, u"Care homes"_s);
    EXPECT_EQ(kept.domain, u"customer47.prod-eu-north-1.iotcomms.io"_s);
    EXPECT_EQ(kept.baseUrl, QUrl(u"https://api.prod-eu-north-1.iotcomms.io"_s));
    EXPECT_EQ(kept.keyFile, keyFile());
    EXPECT_EQ(kept.safety, api::SafetyLevel::Production);
}

TEST_F(ProfileEditorWindow, NamesTheKeyAsSoonAsItIsChosen)
{
    fill(u"Private key"_s, keyFile());
    EXPECT_TRUE(QTest::qWaitFor([this] { return drive::says(&m_editor, u"RSA, 2048 bits"_s); }));
    EXPECT_TRUE(drive::says(&m_editor, aKey().thumbprint()));
}

TEST_F(ProfileEditorWindow, AKeyOfNoUseCantBeSaved)
{
    // Given a form that is right but for its key
    fillAllRight();
    fill(u"Private key"_s, publicKeyFile());
    // When the key was looked at
    EXPECT_TRUE(drive::until([this] { return !saveButton()->isEnabled(); }));
    // Then the reason stands at the field and beside the button
    EXPECT_TRUE(drive::says(&m_editor, u"is a public key"_s));
    EXPECT_TRUE(drive::says(&m_editor, u"This key can't be used."_s));
    // And the next edit gives the button back
    fill(u"Private key"_s, keyFile());
    EXPECT_TRUE(saveButton()->isEnabled());
    EXPECT_FALSE(drive::says(&m_editor, u"This key can't be used."_s));
}

TEST_F(ProfileEditorWindow, AnEncryptedKeyCanBeSaved)
{
    const auto pem = aKey().encryptedPrivatePem(QCA::SecureArray("x"));
    QFile file(m_folder.filePath(u"encrypted.pem"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(*pem);
    file.close();
    fillAllRight();
    fill(u"Private key"_s, file.fileName());
    connectNow();
    expectKept();
}

TEST_F(ProfileEditorWindow, AProfileWhoseKeyHasGoneCanStillBeRenamed)
{
    // Given a profile whose key file has gone meanwhile
    fillAllRight();
    connectNow();
    expectKept();
    ASSERT_TRUE(QFile::remove(keyFile()));
    ui::ProfileEditor editor(&m_store, m_store.profiles().first());
    drive::show(&editor);
    // Then that is said
    EXPECT_TRUE(drive::until([&] { return drive::says(&editor, u"There is no file"_s); }));
    // And when something else is changed, it is kept
    drive::retype(drive::named<QLineEdit>(&editor, u"Name"_s), u"Renamed"_s);
    drive::click(drive::button(&editor, u"Save profile"_s));
    EXPECT_TRUE(drive::until([&] { return !editor.isVisible(); }));
    EXPECT_EQ(m_store.profiles().first().name, u"Renamed"_s);
}

TEST_F(ProfileEditorWindow, AKeyOfTheStoreIsChosenByItsName)
{
    // Given a key store with one key
    auth::KeyStoreSetup setup;
    setup.keychain = std::make_shared<MemorySecretStore>();
    auth::KeyStore keys(m_folder.path(), setup);
    const auto id =
        keys.import(aKey().privatePem(), {}, u"Main pair"_s, auth::KeyUse::ApiAccess).result();
    ASSERT_TRUE(id);
    models::KeyChoices choices(&keys);
    ui::ProfileEditor editor(&m_store, {}, nullptr, &choices);
    drive::show(&editor);
    drive::retype(drive::named<QLineEdit>(&editor, u"Name"_s), u"Care homes"_s);
    drive::retype(drive::named<QLineEdit>(&editor, u"Domain"_s),
                  u"customer47.prod-eu-north-1.iotcomms.io"_s);
    drive::retype(drive::named<QLineEdit>(&editor, u"Base URL"_s),
                  u"https://api.prod-eu-north-1.iotcomms.io"_s);
    // When it is chosen
    QComboBox *key = keyChoice(&editor);
    ASSERT_NE(key, nullptr);
    EXPECT_NE(drive::named<QLineEdit>(&editor, u"Private key"_s), nullptr);
    key->setFocus();
    QTest::keyClick(key, Qt::Key_Home);
    // Then no file is asked for, and its thumbprint is shown
    EXPECT_TRUE(key->currentText().startsWith(u"Main pair ("_s));
    EXPECT_EQ(drive::named<QLineEdit>(&editor, u"Private key"_s), nullptr);
    EXPECT_TRUE(drive::says(&editor, aKey().thumbprint()));
    // And the profile keeps it
    drive::click(drive::button(&editor, u"Connect"_s));
    ASSERT_TRUE(drive::until([&] { return !editor.isVisible(); }));
    EXPECT_EQ(m_store.profiles().first().keyId, *id);
    EXPECT_EQ(m_store.profiles().first().keyFile, QString());
}

class ProfileEditorKeys : public ProfileEditorWindow
{
protected:
    void SetUp() override
    {
        ProfileEditorWindow::SetUp();
        setup.keychain = std::make_shared<MemorySecretStore>();
        keys.emplace(m_folder.path(), setup);
        choices.emplace(&*keys);
        old = generate(u"Old pair"_s, auth::KeyUse::ApiAccess);
        next = generate(u"Next pair"_s, auth::KeyUse::ApiAccess);
        api::Profile profile;
        profile.name = u"Care homes"_s;
        profile.domain = u"customer47.prod-eu-north-1.iotcomms.io"_s;
        profile.baseUrl = QUrl(u"https://api.prod-eu-north-1.iotcomms.io"_s);
        profile.keyId = old;
        const auto saved = m_store.save(profile);
        ASSERT_TRUE(saved);
        editor.emplace(&m_store, *saved, nullptr, &*choices);
        drive::show(&*editor);
    }
    QString generate(const QString &name, auth::KeyUse use)
    {
        return keys->generate(name, use).result().value_or(QString());
    }
    api::Profile stored() const { return m_store.profiles().first(); }
    void rotate() // as it happens behind the editor
    {
        api::Profile profile = stored();
        profile.keyId = next;
        profile.allowClockOffset = true;
        ASSERT_TRUE(m_store.save(profile));
    }
    void save()
    {
        drive::click(drive::button(&*editor, u"Save profile"_s));
        ASSERT_TRUE(drive::until([&] { return !editor->isVisible(); }));
    }

    auth::KeyStoreSetup setup;
    std::optional<auth::KeyStore> keys;
    std::optional<models::KeyChoices> choices;
    QString old;
    QString next;
    std::optional<ui::ProfileEditor> editor;
};

TEST_F(ProfileEditorKeys, ARotationBehindItIsNotUndone)
{
    drive::retype(drive::named<QLineEdit>(&*editor, u"Name"_s), u"Renamed"_s);
    ASSERT_NO_FATAL_FAILURE(rotate());
    EXPECT_TRUE(keyChoice(&*editor)->currentText().startsWith(u"Next pair"_s));
    ASSERT_NO_FATAL_FAILURE(save());
    EXPECT_EQ(stored().keyId, next);
    EXPECT_EQ(stored().name, u"Renamed"_s);
    EXPECT_TRUE(stored().allowClockOffset);
}

TEST_F(ProfileEditorKeys, AKeyThatThePersonHasChosenStays)
{
    const QString third = generate(u"Third pair"_s, auth::KeyUse::ApiAccess);
    QComboBox *key = keyChoice(&*editor);
    ASSERT_TRUE(drive::until([&] { return key->findData(third) >= 0; }));
    key->setCurrentIndex(key->findData(third));
    ASSERT_NO_FATAL_FAILURE(rotate());
    ASSERT_NO_FATAL_FAILURE(save());
    EXPECT_EQ(stored().keyId, third);
}

TEST_F(ProfileEditorKeys, TheCallbackPairIsOneMadeForCallbacksOrNone)
{
    const QString callbacks = generate(u"For callbacks"_s, auth::KeyUse::CallbackSigning);
    QComboBox *box = nullptr;
    for (QComboBox *each : drive::seen<QComboBox>(&*editor)) {
        if (each->accessibleName() == "Callback key pair (optional)"_L1)
            box = each;
    }
    ASSERT_NE(box, nullptr);
    ASSERT_TRUE(drive::until([&] { return box->count() == 2; }));
    EXPECT_EQ(box->currentText(), u"None"_s);
    EXPECT_LT(box->findData(old), 0);
    box->setCurrentIndex(box->findData(callbacks));
    EXPECT_TRUE(drive::says(&*editor, keys->entry(callbacks)->thumbprint));
    ASSERT_NO_FATAL_FAILURE(save());
    EXPECT_EQ(stored().callbackKeyId, callbacks);
    // And taken away again
    editor.emplace(&m_store, stored(), nullptr, &*choices);
    drive::show(&*editor);
    for (QComboBox *each : drive::seen<QComboBox>(&*editor)) {
        if (each->currentData() == callbacks)
            each->setCurrentIndex(0);
    }
    ASSERT_NO_FATAL_FAILURE(save());
    EXPECT_EQ(stored().callbackKeyId, QString());
}

TEST_F(ProfileEditorWindow, TheKeysCanBeManagedFromHere)
{
    auth::KeyStoreSetup setup;
    setup.keychain = std::make_shared<MemorySecretStore>();
    auth::KeyStore keys(m_folder.path(), setup);
    models::KeyChoices choices(&keys);
    ui::ProfileEditor editor(&m_store, {}, nullptr, &choices);
    editor.setCanManageKeys(true);
    drive::show(&editor);
    QSignalSpy wanted(&editor, &ui::ProfileEditor::manageKeysWanted);
    drive::click(drive::button(&editor, u"Manage keys..."_s));
    EXPECT_EQ(wanted.size(), 1);
    // And a key that is made there can be chosen at once
    ASSERT_TRUE(
        keys.import(aKey().privatePem(), {}, u"New pair"_s, auth::KeyUse::ApiAccess).result());
    QComboBox *key = keyChoice(&editor);
    ASSERT_NE(key, nullptr);
    EXPECT_TRUE(drive::until([&] { return key->itemText(0).startsWith(u"New pair"_s); }));
}

TEST_F(ProfileEditorWindow, CancelKeepsNothing)
{
    fillAllRight();
    drive::click(drive::button(&m_editor, u"Cancel"_s));
    EXPECT_TRUE(m_store.profiles().isEmpty());
}

TEST_F(ProfileEditorWindow, RemovesAProfileOnlyAfterTheQuestion)
{
    fillAllRight();
    connectNow();
    expectKept();
    ui::ProfileEditor editor(&m_store, m_store.profiles().first());
    drive::show(&editor);

    drive::click(drive::button(&editor, u"Remove profile"_s));
    EXPECT_EQ(m_store.profiles().size(), 1);
    QAbstractButton *confirm = nullptr;
    ASSERT_TRUE(drive::until([&] {
        confirm = drive::button(&editor, u"Remove Care homes"_s);
        return confirm != nullptr;
    }));
    drive::click(confirm);
    EXPECT_TRUE(m_store.profiles().isEmpty());
    EXPECT_TRUE(QFile::exists(keyFile()));
}

TEST(ProfileEditorReadOnly, SaysThatTheFolderCantBeWrittenTo)
{
    // Given a store whose folder is not there
    QTemporaryDir folder;
    api::ProfileStore store(folder.filePath(u"a-file"_s));
    ASSERT_TRUE(store.load());
    QFile file(folder.filePath(u"a-file"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    api::Profile profile;
    profile.id = u"sandbox"_s;
    profile.name = u"Sandbox"_s;
    profile.embeddedSandbox = true;
    profile.safety = api::SafetyLevel::Sandbox;
    ui::ProfileEditor editor(&store, profile);
    drive::show(&editor);
    // When the profile is to be kept
    drive::click(drive::button(&editor, u"Save profile"_s));
    // Then the editor stays open and does not pretend
    EXPECT_TRUE(editor.isVisible());
    EXPECT_TRUE(store.profiles().isEmpty());
}

TEST_F(ProfileEditorWindow, WhatWasWrongIsNotSaidOfAnotherText)
{
    connectNow();
    ASSERT_TRUE(drive::says(&m_editor, u"Give the profile a name."_s));
    fill(u"Name"_s, u"C"_s);
    EXPECT_FALSE(drive::says(&m_editor, u"Give the profile a name."_s));
    EXPECT_TRUE(drive::says(&m_editor, u"How you call it"_s));
    EXPECT_TRUE(drive::says(&m_editor, u"Enter the tenant domain."_s)) << "still empty";
}

TEST_F(ProfileEditorWindow, AFileOfACallbackPairIsRefusedAsTheSessionWouldDo)
{
    // Given a key file whose pair the key store knows as one for callbacks
    auth::KeyStoreSetup setup;
    setup.keychain = std::make_shared<MemorySecretStore>();
    auth::KeyStore keys(m_folder.path(), setup);
    ASSERT_TRUE(
        keys.import(aKey().privatePem(), {}, u"Alarms"_s, auth::KeyUse::CallbackSigning).result());
    models::KeyChoices choices(&keys);
    ui::ProfileEditor editor(&m_store, {}, nullptr, &choices);
    drive::show(&editor);
    drive::retype(drive::named<QLineEdit>(&editor, u"Private key"_s), keyFile());
    EXPECT_TRUE(drive::until([&] { return drive::says(&editor, u"Alarms"_s); }));
    EXPECT_TRUE(drive::says(&editor, u"This key can't be used."_s));
    EXPECT_FALSE(drive::button(&editor, u"Connect"_s)->isEnabled());
}

} // namespace
