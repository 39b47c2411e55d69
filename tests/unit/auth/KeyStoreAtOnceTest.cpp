// SPDX-License-Identifier: GPL-3.0-or-later
// What counts at once, though the worker is busy or waits for a person: a pair that was found out,
// and a wait that was cancelled.
#include "app/auth/KeyVault.h"
#include "tests/unit/auth/KeyStoreFixture.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

using auth::KeyState;
using auth::KeyStore;
using auth::KeyUse;
using testing::HasSubstr;

class KeyStoreAtOnceTest : public KeyStoreFixture
{
};

TEST_F(KeyStoreAtOnceTest, aCompromisedPairIsOutOfReachBeforeTheWorkerIsFree)
{
    // given a worker that waits for a person, and a pair in memory
    const QString id = importKey();
    const QString other = importKey(testkeys::otherKey());
    restart();
    ASSERT_TRUE(opened().apiKey(id).result());
    keychain->ask();
    const auto asked = opened().apiKey(other);
    ASSERT_TRUE(QTest::qWaitFor([&] { return keychain->isAsking(); }, 60'000));
    QSignalSpy changes(store.get(), &KeyStore::changed);
    // when
    auto written = opened().setState(id, KeyState::Compromised);
    // then at once
    EXPECT_EQ(changes.size(), 1);
    EXPECT_FALSE(written.isFinished());
    EXPECT_EQ(entry(id).state, KeyState::Compromised);
    EXPECT_FALSE(entry(id).unlocked);
    EXPECT_EQ(codeOf(opened().allowsApiUse(testkeys::key().thumbprint())), Code::Disabled);
    EXPECT_TRUE(opened().allowsApiUse(testkeys::otherKey().thumbprint()));
    // and nothing takes it back: neither a cancelled wait nor the end of the run
    written.cancel();
    restart();
    EXPECT_EQ(entry(id).state, KeyState::Compromised);
    EXPECT_FALSE(asked.isRunning());
}

TEST_F(KeyStoreAtOnceTest, aPairThatIsFoundOutWhileItIsOpenedIsNotHandedOut)
{
    // given
    const QString id = importKey();
    restart();
    keychain->ask();
    auto key = opened().apiKey(id);
    ASSERT_TRUE(QTest::qWaitFor([&] { return keychain->isAsking(); }, 60'000));
    // when it is found out, and then the person answers
    auto written = opened().setState(id, KeyState::Compromised);
    keychain->answer();
    // then
    EXPECT_EQ(codeOf(key.result()), Code::Disabled);
    ASSERT_TRUE(written.result());
    EXPECT_FALSE(entry(id).unlocked);
}

TEST_F(KeyStoreAtOnceTest, aPairWhoseStateWasNotWrittenIsAsBefore)
{
    // given
    const QString id = importKey();
    bool full = true;
    setup.writeHook = [&](auth::WriteStep) {
        return full ? std::optional(u"no space left"_s) : std::nullopt;
    };
    restart();
    // when
    EXPECT_EQ(codeOf(opened().setState(id, KeyState::Compromised).result()), Code::NotWritten);
    // then
    EXPECT_EQ(entry(id).state, KeyState::Active);
    EXPECT_TRUE(opened().apiKey(id).result());
    full = false;
    EXPECT_TRUE(opened().setState(id, KeyState::Compromised).result());
}

TEST_F(KeyStoreAtOnceTest, whoCancelsIsNotKeptWaitingForTheWorker)
{
    // given a worker that waits for a person
    const QString id = importKey();
    restart();
    keychain->ask();
    auto begun = opened().apiKey(id);
    auto waiting = opened().generate(u"Waiting"_s, KeyUse::ApiAccess);
    ASSERT_TRUE(QTest::qWaitFor([&] { return keychain->isAsking(); }, 60'000));
    // when
    begun.cancel();
    waiting.cancel();
    // then both end, though nobody has answered
    EXPECT_TRUE(
        QTest::qWaitFor([&] { return begun.isFinished() && waiting.isFinished(); }, 60'000));
    EXPECT_TRUE(keychain->isAsking());
    EXPECT_EQ(waiting.resultCount(), 0);
}

TEST_F(KeyStoreAtOnceTest, takesBackAnImportThatWasCancelledWhileItWasWritten)
{
    // given
    QFuture<auth::KeyResult<QString>> future;
    QSemaphore begun;
    setup.writeHook = [&](auth::WriteStep step) {
        if (step == auth::WriteStep::Rename) {
            begun.acquire();
            future.cancel();
        }
        return std::optional<QString>();
    };
    // when
    const auto pem = testkeys::key().privatePem();
    future = opened().import(pem, {}, u"Unwanted"_s, KeyUse::ApiAccess);
    begun.release();
    ASSERT_TRUE(opened().refresh().result());
    // then
    EXPECT_EQ(future.resultCount(), 0);
    EXPECT_TRUE(opened().entries().isEmpty());
    EXPECT_TRUE(files().isEmpty());
    EXPECT_TRUE(keychain->secrets().isEmpty());
}

TEST_F(KeyStoreAtOnceTest, saysOfAKeyFromElsewhereWhetherItMaySignRequests)
{
    importKey(testkeys::otherKey(), KeyUse::CallbackSigning);
    EXPECT_TRUE(opened().allowsApiUse(testkeys::key().thumbprint())) << "it is not listed";
    EXPECT_EQ(codeOf(opened().allowsApiUse(testkeys::otherKey().thumbprint())), Code::WrongUse);
}

TEST_F(KeyStoreAtOnceTest, onlyItsWorkerLooksAtLinkedFiles)
{
    // given a linked file that is gone
    const QString linked = folder.filePath(u"elsewhere.pem"_s);
    write(linked, testkeys::key().privatePem().toByteArray());
    ASSERT_TRUE(opened().link(linked, {}, u"Linked"_s, KeyUse::ApiAccess).result());
    ASSERT_TRUE(QFile::remove(linked));
    store.reset();
    // when
    auth::KeyVault vault(folder.filePath(u"keys"_s), setup, [] {}, [](bool) {});
    // then it is listed, and its file looked for later
    ASSERT_EQ(vault.entries().size(), 1);
    EXPECT_EQ(vault.entries().first().problem, QString());
    ASSERT_TRUE(vault.refresh());
    EXPECT_THAT(vault.entries().first().problem.toStdString(), HasSubstr("is not there"));
}

TEST_F(KeyStoreAtOnceTest, aKeychainThatDoesNotAnswerIsTold)
{
    // Given a key that a locked keychain is asked for
    setup.promptAfter = 0;
    const QString id = importKey();
    restart();
    keychain->ask();
    QSignalSpy waiting(store.get(), &auth::KeyStore::waitingChanged);
    auto opened = store->apiKey(id);
    // Then it is said that it is waited for, and that what was begun later waits behind it
    ASSERT_TRUE(QTest::qWaitFor([&] { return store->isWaitingForKeychain(); }));
    auto renamed = store->rename(id, u"later"_s);
    EXPECT_FALSE(renamed.isFinished());
    // And when the person has answered, it is over
    ASSERT_TRUE(QTest::qWaitFor([&] { return keychain->isAsking(); }));
    keychain->answer();
    EXPECT_TRUE(QTest::qWaitFor([&] { return !store->isWaitingForKeychain(); }));
    EXPECT_TRUE(opened.result());
    EXPECT_TRUE(renamed.result());
    EXPECT_EQ(waiting.size(), 2);
}

} // namespace
