// SPDX-License-Identifier: GPL-3.0-or-later
// Profiles of earlier versions name key files; their keys become linked ones of the key store.
#include "models/KeyFileLinks.h"

#include "app/api/Profile.h"
#include "app/auth/KeyStore.h"
#include "models/KeyChoices.h"
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

} // namespace
