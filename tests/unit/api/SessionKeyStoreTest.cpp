// SPDX-License-Identifier: GPL-3.0-or-later
// A session whose key lies in the key store of the data folder.
#include "app/api/Session.h"
#include "app/auth/KeyStore.h"
#include "tests/support/MemorySecretStore.h"
#include "tests/unit/api/ClientFixture.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using api::Session;
using auth::KeyUse;
using KeyState = Session::KeyState;

namespace {

class SessionKeyStoreTest : public ClientFixture
{
protected:
    SessionKeyStoreTest()
    {
        profile.domain = u"customer47.test.example"_s;
        restart();
    }
    /// Another run over the same folder and keychain.
    void restart()
    {
        auth::KeyStoreSetup setup;
        setup.keychain = keychain;
        store.reset();
        store = std::make_unique<auth::KeyStore>(folder.path(), setup);
        store->refresh().waitForFinished();
    }
    void importKey()
    {
        const auto id =
            store->import(testKey().privatePem(), {}, u"Main"_s, KeyUse::ApiAccess).result();
        ASSERT_TRUE(id) << id.error().message.toStdString();
        profile.keyId = *id;
    }
    void importIntoLockedStore()
    {
        keychain->goAway();
        restart();
        ASSERT_TRUE(store->unlock(passphrase).result());
        ASSERT_NO_FATAL_FAILURE(importKey());
        restart();
    }
    void makeSession()
    {
        session = std::make_unique<Session>(profile, nullptr, nullptr, store.get());
        session->waitForKey();
    }
    Session::Unlocked unlocked(const QString &with)
    {
        QSignalSpy finished(session.get(), &Session::unlockFinished);
        session->unlock(with);
        EXPECT_TRUE(QTest::qWaitFor([&] { return finished.size() == 1; }, patience));
        return finished.value(0).value(0).value<Session::Unlocked>();
    }
    bool becomes(KeyState state)
    {
        return QTest::qWaitFor([&] { return session->keyState() == state; }, patience);
    }

    const QCA::SecureArray passphrase{"correct horse"};
    QTemporaryDir folder;
    std::shared_ptr<MemorySecretStore> keychain = std::make_shared<MemorySecretStore>();
    std::unique_ptr<auth::KeyStore> store;
    std::unique_ptr<Session> session;
};

TEST_F(SessionKeyStoreTest, AKeyWhosePassphraseIsInTheKeychainAsksNobodyAnything)
{
    // given
    ASSERT_NO_FATAL_FAILURE(importKey());
    restart();
    // when
    makeSession();
    // then
    EXPECT_EQ(session->keyState(), KeyState::Ready) << session->keyProblem().toStdString();
    EXPECT_EQ(session->keyThumbprint(), testKey().thumbprint());
    EXPECT_EQ(session->keyName(), u"Main"_s);
}

TEST_F(SessionKeyStoreTest, ALockedStoreAsksOnceARun)
{
    // given a store without a keychain
    ASSERT_NO_FATAL_FAILURE(importIntoLockedStore());
    makeSession();
    ASSERT_EQ(session->keyState(), KeyState::NeedsPassphrase);
    EXPECT_TRUE(session->isKeyStoreLocked());
    EXPECT_FALSE(session->keyProblem().isEmpty());
    // when the wrong one is tried, and then the right one
    EXPECT_EQ(unlocked(u"wrong horse"_s), Session::Unlocked::WrongPassphrase);
    EXPECT_EQ(session->keyState(), KeyState::NeedsPassphrase);
    EXPECT_EQ(unlocked(u"correct horse"_s), Session::Unlocked::Yes);
    // then
    EXPECT_EQ(session->keyState(), KeyState::Ready);
    EXPECT_FALSE(session->isKeyStoreLocked());
    // and the next session of this run is not asked
    makeSession();
    EXPECT_EQ(session->keyState(), KeyState::Ready);
}

TEST_F(SessionKeyStoreTest, AStoreThatIsUnlockedElsewhereOpensTheSession)
{
    ASSERT_NO_FATAL_FAILURE(importIntoLockedStore());
    makeSession();
    ASSERT_EQ(session->keyState(), KeyState::NeedsPassphrase);
    // when the passphrase is entered on another page, which then uses the key
    ASSERT_TRUE(store->unlock(passphrase).result());
    ASSERT_TRUE(store->apiKey(profile.keyId).result());
    // then
    EXPECT_TRUE(becomes(KeyState::Ready));
}

TEST_F(SessionKeyStoreTest, ALinkedEncryptedFileAsksForItsOwnPassphrase)
{
    // given
    QFile file(folder.filePath(u"own.pem"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(*testKey().encryptedPrivatePem(passphrase));
    file.close();
    const auto id = store->link(file.fileName(), passphrase, u"Own"_s, KeyUse::ApiAccess).result();
    ASSERT_TRUE(id) << id.error().message.toStdString();
    profile.keyId = *id;
    restart();
    makeSession();
    ASSERT_EQ(session->keyState(), KeyState::NeedsPassphrase);
    EXPECT_FALSE(session->isKeyStoreLocked());
    // when
    EXPECT_EQ(unlocked(u"no horse"_s), Session::Unlocked::WrongPassphrase);
    EXPECT_EQ(unlocked(u"correct horse"_s), Session::Unlocked::Yes);
    // then
    EXPECT_EQ(session->keyState(), KeyState::Ready);
}

TEST_F(SessionKeyStoreTest, AKeyThatIsFoundOutSignsNothingMoreAtOnce)
{
    ASSERT_NO_FATAL_FAILURE(importKey());
    makeSession();
    ASSERT_TRUE(session->token());
    // when
    ASSERT_TRUE(store->setState(profile.keyId, auth::KeyState::Compromised).result());
    // then
    EXPECT_TRUE(becomes(KeyState::Unusable));
    EXPECT_FALSE(session->token());
    EXPECT_FALSE(session->keyProblem().isEmpty());
}

TEST_F(SessionKeyStoreTest, AKeyThatIsNotThereIsSaid)
{
    profile.keyId = u"nobody"_s;
    makeSession();
    EXPECT_EQ(session->keyState(), KeyState::Unusable);
    EXPECT_FALSE(session->keyProblem().isEmpty());
    // nor without any store
    session = std::make_unique<Session>(profile, nullptr, nullptr);
    EXPECT_EQ(session->keyState(), KeyState::Unusable);
    EXPECT_FALSE(session->keyProblem().isEmpty());
}

TEST_F(SessionKeyStoreTest, TheStoreMayGoBeforeAnAnswerCame)
{
    ASSERT_NO_FATAL_FAILURE(importKey());
    keychain->ask(); // a person who does not answer
    restart();
    session = std::make_unique<Session>(profile, nullptr, nullptr, store.get());
    ASSERT_TRUE(QTest::qWaitFor([&] { return keychain->isAsking(); }, patience));
    session.reset();
    store.reset();
}

} // namespace
