// SPDX-License-Identifier: GPL-3.0-or-later
// Profiles of earlier versions name key files; their keys become linked ones of the key store.
#include "models/KeyFileLinks.h"

#include "app/api/Profile.h"
#include "app/auth/KeyStore.h"
#include "models/KeyChoices.h"
#include "models/Workspace.h"
#include "tests/support/MemorySecretStore.h"
#include "tests/support/Print.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
using models::KeyFileLinks;

namespace {

const auth::RsaKeyPair &testKey()
{
    static const auth::RsaKeyPair key = *auth::RsaKeyPair::generate(2048).result();
    return key;
}

auth::KeyStoreSetup inMemory()
{
    auth::KeyStoreSetup setup;
    setup.keychain = std::make_shared<MemorySecretStore>();
    return setup;
}

class KeyFileLinksTest : public testing::Test
{
protected:
    QString save(const QString &name, const QString &keyFile)
    {
        api::Profile profile;
        profile.name = name;
        profile.keyFile = keyFile;
        const auto saved = profiles.save(profile);
        EXPECT_TRUE(saved);
        return saved->id;
    }
    QString plainKey()
    {
        const QString path = folder.filePath(u"plain.pem"_s);
        EXPECT_TRUE(testKey().writePrivate(path));
        return path;
    }
    void run()
    {
        KeyFileLinks links(&profiles, &keys);
        ASSERT_TRUE(QTest::qWaitFor([&] { return !links.isRunning(); }, 60'000));
    }
    api::Profile profile(const QString &id) { return profiles.profile(id).value(); }

    QTemporaryDir folder;
    api::ProfileStore profiles{folder.path()};
    auth::KeyStore keys{folder.path(), inMemory()};
};

TEST_F(KeyFileLinksTest, AKeyFileBecomesALinkedKeyAndStaysWhereItIs)
{
    // given
    const QString path = plainKey();
    const QString id = save(u"Care homes"_s, path);
    // when
    run();
    // then
    EXPECT_TRUE(QFile::exists(path));
    EXPECT_EQ(profile(id).keyFile, QString());
    const auto entry = keys.entry(profile(id).keyId);
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->name, u"Care homes"_s);
    EXPECT_EQ(entry->place, auth::KeyPlace::LinkedFile);
    EXPECT_EQ(entry->thumbprint, testKey().thumbprint());
    // and a second run changes nothing
    const api::Profile before = profile(id);
    run();
    EXPECT_EQ(profile(id), before);
    EXPECT_EQ(keys.entries().size(), 1);
}

TEST_F(KeyFileLinksTest, TwoProfilesWithOneFileShareOneKey)
{
    const QString path = plainKey();
    const QString first = save(u"First"_s, path);
    const QString second = save(u"Second"_s, path);
    run();
    EXPECT_EQ(keys.entries().size(), 1);
    EXPECT_FALSE(profile(first).keyId.isEmpty());
    EXPECT_EQ(profile(first).keyId, profile(second).keyId);
}

TEST_F(KeyFileLinksTest, WhatCantBeReadStaysWithItsProfile)
{
    // given a file that has gone, and one whose passphrase nobody has entered yet
    const QString gone = save(u"Gone"_s, folder.filePath(u"none.pem"_s));
    QFile file(folder.filePath(u"encrypted.pem"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(*testKey().encryptedPrivatePem(QCA::SecureArray("x")));
    file.close();
    const QString locked = save(u"Locked"_s, file.fileName());
    // when
    run();
    // then
    EXPECT_EQ(profile(gone).keyFile, folder.filePath(u"none.pem"_s));
    EXPECT_EQ(profile(locked).keyFile, file.fileName());
    EXPECT_TRUE(keys.entries().isEmpty());
}

TEST_F(KeyFileLinksTest, AProfileThatIsSavedLaterIsTaken)
{
    KeyFileLinks links(&profiles, &keys);
    const QString id = save(u"Later"_s, plainKey());
    EXPECT_TRUE(QTest::qWaitFor([&] { return !profile(id).keyId.isEmpty(); }, 60'000));
}

TEST_F(KeyFileLinksTest, TheChoiceHasWhatAProfileCanSignWith)
{
    const models::KeyChoices choices(&keys);
    EXPECT_TRUE(choices.list().isEmpty());
    const QString id = save(u"Care homes"_s, plainKey());
    run();
    const QString keyId = profile(id).keyId;

    ASSERT_EQ(choices.list().size(), 1);
    EXPECT_EQ(choices.list().first().id, keyId);
    EXPECT_TRUE(choices.list().first().name.startsWith(u"Care homes ("_s));
    EXPECT_TRUE(choices.list().first().details.contains(testKey().thumbprint()));

    ASSERT_TRUE(keys.setState(keyId, auth::KeyState::Compromised).result());
    EXPECT_TRUE(choices.list().isEmpty());
    EXPECT_FALSE(choices.choice(keyId).usable);
    EXPECT_FALSE(choices.choice(u"nobody"_s).usable);
    EXPECT_FALSE(choices.choice(u"nobody"_s).details.isEmpty());
}

TEST_F(KeyFileLinksTest, AnEncryptedFileIsLinkedOnceItsPassphraseIsKnown)
{
    // given two profiles with one encrypted file
    const QCA::SecureArray passphrase("correct horse");
    QFile file(folder.filePath(u"encrypted.pem"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(*testKey().encryptedPrivatePem(passphrase));
    file.close();
    const QString first = save(u"First"_s, file.fileName());
    const QString second = save(u"Second"_s, file.fileName());
    KeyFileLinks links(&profiles, &keys);
    QSignalSpy adopted(&links, &KeyFileLinks::adopted);
    // when: the first while the try without a passphrase may still run
    links.linkWith(first, passphrase);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !links.isRunning(); }, 60'000));
    links.linkWith(second, passphrase);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !links.isRunning(); }, 60'000));
    // then
    EXPECT_EQ(keys.entries().size(), 1);
    EXPECT_FALSE(profile(first).keyId.isEmpty());
    EXPECT_EQ(profile(first).keyId, profile(second).keyId);
    EXPECT_EQ(adopted.size(), 2);
    EXPECT_TRUE(keys.apiKey(profile(first).keyId).result()) << "open for this run";
    EXPECT_TRUE(QFile::exists(file.fileName()));
}

TEST_F(KeyFileLinksTest, AFileOfACallbackPairStaysWithItsProfile)
{
    const auto imported =
        keys.import(testKey().privatePem(), {}, u"Callbacks"_s, auth::KeyUse::CallbackSigning)
            .result();
    ASSERT_TRUE(imported);
    const QString id = save(u"Mixed up"_s, plainKey());
    run();
    EXPECT_EQ(profile(id).keyId, QString());
    EXPECT_FALSE(profile(id).keyFile.isEmpty());
}

TEST(WorkspaceKeyFileTest, TheOpenSessionFollowsItsFileIntoTheKeyStore)
{
    // given a profile with an encrypted key file, in use
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"encrypted.pem"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(*testKey().encryptedPrivatePem(QCA::SecureArray("correct horse")));
    file.close();
    auto workspace = models::Workspace::open(folder.path());
    ASSERT_TRUE(workspace);
    api::Profile profile;
    profile.name = u"Care homes"_s;
    profile.domain = u"customer47.test.example"_s;
    profile.baseUrl = QUrl(u"https://test.example"_s);
    profile.keyFile = file.fileName();
    const auto saved = (*workspace)->profiles().save(profile);
    ASSERT_TRUE(saved);
    (*workspace)->use(saved->id);
    api::Session *session = (*workspace)->session();
    ASSERT_TRUE(session);
    session->waitForKey();
    ASSERT_EQ(session->keyState(), api::Session::KeyState::NeedsPassphrase);
    // when
    session->unlock(u"correct horse"_s);
    // then the file is a linked pair, and the session signs with that
    ASSERT_TRUE(QTest::qWaitFor([&] { return !session->profile().keyId.isEmpty(); }, 60'000));
    const QString keyId = session->profile().keyId;
    EXPECT_EQ((*workspace)->profiles().profile(saved->id)->keyId, keyId);
    EXPECT_EQ(session->keyState(), api::Session::KeyState::Ready);
    EXPECT_EQ((*workspace)->keys().entry(keyId)->place, auth::KeyPlace::LinkedFile);
    // and stops when that is found out
    const auto written = (*workspace)->keys().setState(keyId, auth::KeyState::Compromised);
    EXPECT_FALSE(session->token());
    EXPECT_TRUE(written.result());
}

} // namespace
