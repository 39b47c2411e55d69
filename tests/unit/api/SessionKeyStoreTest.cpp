// SPDX-License-Identifier: GPL-3.0-or-later
// A session whose key lies in the key store of the data folder.
#include "app/api/Session.h"
#include "app/auth/KeyStore.h"
#include "tests/support/MemorySecretStore.h"
#include "tests/unit/api/ClientFixture.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <utility>

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
    QString writeFile(const QByteArray &pem)
    {
        QFile file(folder.filePath(u"profile.pem"_s));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        EXPECT_EQ(file.write(pem), pem.size());
        return file.fileName();
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

TEST_F(SessionKeyStoreTest, ACallbackPairInAFileSignsNoRequests)
{
    // given the store knows the pair of a profile's file as one for callbacks
    const auto id =
        store->import(testKey().privatePem(), {}, u"Callbacks"_s, KeyUse::CallbackSigning).result();
    ASSERT_TRUE(id) << id.error().message.toStdString();
    profile.keyFile = writeFile(testKey().privatePem().toByteArray());
    // when
    makeSession();
    // then
    EXPECT_EQ(session->keyState(), KeyState::Unusable);
    EXPECT_TRUE(session->keyProblem().contains(u"Callbacks"_s))
        << session->keyProblem().toStdString();
    EXPECT_FALSE(session->token());
}

TEST_F(SessionKeyStoreTest, ACallbackPairInAnEncryptedFileSignsNoRequestsEither)
{
    ASSERT_TRUE(store->import(testKey().privatePem(), {}, u"Callbacks"_s, KeyUse::CallbackSigning)
                    .result());
    profile.keyFile = writeFile(*testKey().encryptedPrivatePem(passphrase));
    makeSession();
    ASSERT_EQ(session->keyState(), KeyState::NeedsPassphrase);
    QSignalSpy unlockedFile(session.get(), &Session::keyFileUnlocked);
    EXPECT_EQ(unlocked(u"correct horse"_s), Session::Unlocked::KeyUnusable);
    EXPECT_EQ(session->keyState(), KeyState::Unusable);
    EXPECT_FALSE(session->token());
    EXPECT_EQ(unlockedFile.size(), 0);
    // nor in another session, which isn't asked
    makeSession();
    EXPECT_FALSE(session->token());
}

TEST_F(SessionKeyStoreTest, AKeyFileWhosePairIsFoundOutSignsNothingMoreAtOnce)
{
    // given a session that has read a file, whose pair is in the store
    ASSERT_NO_FATAL_FAILURE(importKey());
    const QString id = std::exchange(profile.keyId, QString());
    profile.keyFile = writeFile(testKey().privatePem().toByteArray());
    makeSession();
    ASSERT_TRUE(session->token());
    // when
    auto written = store->setState(id, auth::KeyState::Compromised);
    // then, before anything is written
    EXPECT_FALSE(session->token());
    EXPECT_FALSE(session->tokens());
    EXPECT_EQ(session->keyState(), KeyState::Unusable);
    EXPECT_TRUE(session->keyProblem().contains(u"Main"_s)) << session->keyProblem().toStdString();
    ASSERT_TRUE(written.result());
    // and in another session
    makeSession();
    EXPECT_EQ(session->keyState(), KeyState::Unusable);
}

TEST_F(SessionKeyStoreTest, APassphraseThatIsEnteredElsewhereOpensTheSessionToo)
{
    // given two pairs under the user's passphrase, of which the session has the second
    ASSERT_NO_FATAL_FAILURE(importIntoLockedStore());
    ASSERT_TRUE(store->unlock(passphrase).result());
    const auto other = auth::RsaKeyPair::generate().result();
    const auto id = store->import(other->privatePem(), {}, u"Second"_s, KeyUse::ApiAccess).result();
    ASSERT_TRUE(id);
    const QString first = std::exchange(profile.keyId, *id);
    restart();
    // Files are read in the order of their names: the session has the one that unlock() leaves.
    if (*id < first)
        profile.keyId = first;
    makeSession();
    ASSERT_EQ(session->keyState(), KeyState::NeedsPassphrase);
    // when
    ASSERT_TRUE(store->unlock(passphrase).result());
    // then nobody has to use the pair first
    EXPECT_TRUE(becomes(KeyState::Ready));
}

TEST_F(SessionKeyStoreTest, AWaitForAKeychainThatNobodyAnswersEnds)
{
    ASSERT_NO_FATAL_FAILURE(importKey());
    keychain->ask();
    restart();
    session = std::make_unique<Session>(profile, nullptr, nullptr, store.get());
    EXPECT_FALSE(session->waitForKey(std::chrono::milliseconds(1)));
    EXPECT_EQ(session->keyState(), KeyState::Reading);
    session.reset();
    store.reset();
}

TEST_F(SessionKeyStoreTest, AKeyFileThatIsLinkedKeepsItsKeyUnderItsNewName)
{
    // given
    profile.keyFile = writeFile(testKey().privatePem().toByteArray());
    makeSession();
    const auto id = store->link(profile.keyFile, {}, u"Linked"_s, KeyUse::ApiAccess).result();
    ASSERT_TRUE(id) << id.error().message.toStdString();
    // when
    session->takeKeyId(*id);
    // then
    EXPECT_EQ(session->profile().keyId, *id);
    EXPECT_EQ(session->profile().keyFile, QString());
    EXPECT_EQ(session->keyName(), u"Linked"_s);
    EXPECT_TRUE(session->token());
    // and it signs nothing more when that is removed
    ASSERT_TRUE(store->remove(*id).result());
    EXPECT_TRUE(becomes(KeyState::Unusable));
}

} // namespace
