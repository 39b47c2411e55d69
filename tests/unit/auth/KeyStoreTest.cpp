// SPDX-License-Identifier: GPL-3.0-or-later
// The key pairs of a data folder, where there is a keychain.
#include "app/json/Document.h"
#include "tests/unit/auth/KeyStoreFixture.h"

#include <QSemaphore>
#include <QSignalSpy>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace {

using auth::KeyError;
using auth::KeyPlace;
using auth::KeyState;
using auth::KeyStore;
using auth::KeyUse;
using auth::RsaKeyPair;
using testing::HasSubstr;
using testing::Not;

class KeyStoreTest : public KeyStoreFixture
{
};

TEST_F(KeyStoreTest, isEmptyAndTouchesNothingUntilThereIsAPair)
{
    EXPECT_TRUE(opened().entries().isEmpty());
    EXPECT_FALSE(QDir(folder.filePath(u"keys"_s)).exists());
    EXPECT_EQ(opened().passphraseNeed(), KeyStore::PassphraseNeed::None);
}

TEST_F(KeyStoreTest, generatesAPairThatIsListedWithAllThatATableShows)
{
    // given
    const QDateTime now(QDate(2026, 11, 23), QTime(1, 12), QTimeZone::UTC);
    setup.now = [now] { return now; };
    // when
    const auto id = opened().generate(u"  Office\n pair "_s, KeyUse::ApiAccess, 3072).result();
    // then
    ASSERT_TRUE(id) << said(id);
    const auth::KeyEntry made = entry(*id);
    EXPECT_EQ(made.name, u"Office pair"_s);
    EXPECT_EQ(made.use, KeyUse::ApiAccess);
    EXPECT_EQ(made.state, KeyState::Active);
    EXPECT_EQ(made.place, KeyPlace::Keychain);
    EXPECT_EQ(made.bits, 3072);
    EXPECT_EQ(made.created, now);
    EXPECT_EQ(made.created.timeSpec(), Qt::UTC);
    EXPECT_EQ(made.backend, u"Test Keyring"_s);
    EXPECT_EQ(made.problem, QString());
    EXPECT_TRUE(made.understood);
    EXPECT_EQ(made.thumbprint, opened().apiPublicKey(*id)->thumbprint());
}

TEST_F(KeyStoreTest, refusesLengthsThatAreNotMadeAndNamesThatAreNone)
{
    EXPECT_THAT(said(opened().generate(u"A"_s, KeyUse::ApiAccess, 1024).result()),
                HasSubstr("1024"));
    EXPECT_EQ(codeOf(opened().generate(u" \n"_s, KeyUse::ApiAccess).result()), Code::Invalid);
    EXPECT_EQ(codeOf(opened().generate(QString(101, u'x'), KeyUse::ApiAccess).result()),
              Code::Invalid);
    EXPECT_TRUE(opened().entries().isEmpty());
}

TEST_F(KeyStoreTest, keepsNothingOfAGenerationThatWasCancelled)
{
    // given a worker that is busy, so that the cancelling comes first
    opened().generate(u"Busy"_s, KeyUse::ApiAccess, 4096);
    // when
    auto future = opened().generate(u"Unwanted"_s, KeyUse::ApiAccess, 4096);
    future.cancel();
    opened().refresh().waitForFinished();
    // then
    EXPECT_TRUE(future.isCanceled());
    EXPECT_EQ(opened().entries().size(), 1);
    EXPECT_EQ(keychain->secrets().size(), 1);
}

TEST_F(KeyStoreTest, takesBackAPairWhoseGenerationWasCancelledWhileItWasWritten)
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
    future = opened().generate(u"Unwanted"_s, KeyUse::ApiAccess);
    begun.release();
    opened().refresh().waitForFinished();
    // then
    EXPECT_TRUE(opened().entries().isEmpty());
    EXPECT_TRUE(files().isEmpty());
    EXPECT_TRUE(keychain->secrets().isEmpty());
}

TEST_F(KeyStoreTest, keepsThePrivateKeyEncryptedInAFileOfTheOwnerAlone)
{
    // when
    const QString id = importKey();
    // then
    const QByteArray text = contents(id);
    EXPECT_THAT(text.toStdString(), HasSubstr("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    EXPECT_THAT(text.toStdString(), HasSubstr("-----BEGIN PUBLIC KEY-----"));
    EXPECT_THAT(text.toStdString(), Not(HasSubstr("BEGIN PRIVATE")));
    EXPECT_THAT(text.toStdString(), Not(HasSubstr("secret-1")));
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                            QFileDevice::ReadOther | QFileDevice::WriteOther |
                            QFileDevice::ExeGroup | QFileDevice::ExeOther;
    EXPECT_EQ(QFile::permissions(path(id)) & others, 0);
    EXPECT_EQ(QFile::permissions(folder.filePath(u"keys"_s)) & others, 0);
    EXPECT_EQ(keychain->secrets().size(), 1);
}

TEST_F(KeyStoreTest, writesAFileThatAnyOpensslOpensWithThePassphrase)
{
    if (!testkeys::hasOpenssl())
        GTEST_SKIP() << "The openssl program is not installed.";
    // given
    const QString id = importKey();
    // when
    const auto opened =
        testkeys::openssl({u"pkey"_s, u"-in"_s, path(id), u"-passin"_s, u"pass:secret-1"_s});
    // then
    ASSERT_TRUE(opened);
    EXPECT_EQ(RsaKeyPair::fromPem(*opened)->publicKey(), testkeys::key().publicKey());
}

TEST_F(KeyStoreTest, opensAPairInTheNextRun)
{
    // given
    const QString id = importKey();
    restart();
    EXPECT_FALSE(entry(id).unlocked);
    // when
    const auto key = opened().apiKey(id).result();
    // then
    ASSERT_TRUE(key) << said(key);
    EXPECT_EQ(key->publicKey(), testkeys::key().publicKey());
    EXPECT_TRUE(entry(id).unlocked);
}

TEST_F(KeyStoreTest, asksTheKeychainOnceARun)
{
    // given
    const QString id = importKey();
    restart();
    ASSERT_TRUE(opened().apiKey(id).result());
    // when
    keychain->goAway();
    // then
    EXPECT_TRUE(opened().apiKey(id).result());
}

TEST_F(KeyStoreTest, givesThePublicKeyAsPemAndJwk)
{
    const QString id = importKey();
    EXPECT_EQ(opened().publicPem(id), testkeys::key().publicKey().pem());
    const QByteArray jwk = opened().publicJwk(id).value();
    const auto document = json::Document::parse(jwk.toStdString());
    ASSERT_TRUE(document);
    EXPECT_EQ(document->root()["kid"].text(), testkeys::key().thumbprint().toStdString());
    EXPECT_EQ(document->root()["alg"].text(), "RS256");
    EXPECT_EQ(document->root()["use"].text(), "sig");
    EXPECT_FALSE(document->root()["d"]);
    EXPECT_EQ(*auth::RsaPublicKey::fromJwk(document->root()), testkeys::key().publicKey());
}

TEST_F(KeyStoreTest, exportsThePrivateKeyOnlyEncrypted)
{
    const QString id = importKey();
    const auto pem = opened().exportPrivate(id, QCA::SecureArray("for the safe")).result();
    ASSERT_TRUE(pem) << said(pem);
    EXPECT_TRUE(pem->startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    EXPECT_TRUE(RsaKeyPair::fromPem(*pem, QCA::SecureArray("for the safe")));
    EXPECT_EQ(keyCodeOf(opened().exportPrivate(id, {}).result()), KeyError::Code::PassphraseNeeded);
}

TEST_F(KeyStoreTest, renamesAndChangesStateAndRemembersBoth)
{
    // given
    const QString id = importKey();
    // when
    ASSERT_TRUE(opened().rename(id, u"-----BEGIN PRIVATE KEY----- \"ö\" 🔑"_s).result());
    ASSERT_TRUE(opened().setState(id, KeyState::Retired).result());
    restart();
    // then
    EXPECT_EQ(entry(id).name, u"-----BEGIN PRIVATE KEY----- \"ö\" 🔑"_s);
    EXPECT_EQ(entry(id).state, KeyState::Retired);
    EXPECT_TRUE(opened().apiKey(id).result());
}

TEST_F(KeyStoreTest, neverUsesACompromisedPairAgain)
{
    // given
    const QString id = importKey();
    // when
    ASSERT_TRUE(opened().setState(id, KeyState::Compromised).result());
    // then
    EXPECT_EQ(codeOf(opened().apiKey(id).result()), Code::Disabled);
    EXPECT_EQ(codeOf(opened().setState(id, KeyState::Active).result()), Code::Disabled);
    EXPECT_FALSE(entry(id).unlocked);
    restart();
    EXPECT_EQ(codeOf(opened().apiKey(id).result()), Code::Disabled);
    EXPECT_TRUE(opened().apiPublicKey(id)) << "whose token it was can still be said";
}

TEST_F(KeyStoreTest, removesTheFileAndThePassphrase)
{
    const QString id = importKey();
    ASSERT_TRUE(opened().remove(id).result());
    EXPECT_TRUE(opened().entries().isEmpty());
    EXPECT_TRUE(files().isEmpty());
    EXPECT_TRUE(keychain->secrets().isEmpty());
    EXPECT_EQ(codeOf(opened().apiKey(id).result()), Code::NotFound);
}

TEST_F(KeyStoreTest, keepsThePassphraseThatACopiedFileNeeds)
{
    // given
    const QString id = importKey();
    ASSERT_TRUE(QFile::copy(path(id), path(u"copy"_s)));
    restart();
    // when
    ASSERT_TRUE(opened().remove(id).result());
    // then
    EXPECT_TRUE(opened().apiKey(u"copy"_s).result());
}

TEST_F(KeyStoreTest, takesAPairOnce)
{
    importKey();
    const auto pem = testkeys::key().privatePem();
    EXPECT_EQ(codeOf(opened().import(pem, {}, u"Again"_s, KeyUse::ApiAccess).result()),
              Code::AlreadyThere);
    const auto other = opened().import(pem, {}, u"Again"_s, KeyUse::CallbackSigning).result();
    EXPECT_EQ(codeOf(other), Code::AlreadyThere);
    EXPECT_THAT(said(other), HasSubstr("pairs of their own"));
    EXPECT_EQ(opened().entries().size(), 1);
}

TEST_F(KeyStoreTest, keepsApiAndCallbackPairsApart)
{
    const QString api = importKey();
    const QString callback = importKey(testkeys::otherKey(), KeyUse::CallbackSigning);
    EXPECT_EQ(codeOf(opened().apiKey(callback).result()), Code::WrongUse);
    EXPECT_EQ(codeOf(opened().callbackKey(api).result()), Code::WrongUse);
    EXPECT_EQ(codeOf(opened().apiPublicKey(callback)), Code::WrongUse);
    EXPECT_EQ(codeOf(opened().callbackPublicKey(api)), Code::WrongUse);
    const auto pair = opened().callbackKey(callback).result();
    ASSERT_TRUE(pair) << said(pair);
    const QByteArray signature = pair->signCallback("{}");
    EXPECT_TRUE(opened().callbackPublicKey(callback)->verifyCallback("{}", signature));
    EXPECT_FALSE(opened().callbackPublicKey(callback)->verifyCallback("{ }", signature));
}

TEST_F(KeyStoreTest, linksAFileThatStaysWhereItIs)
{
    // given
    const QString linked = folder.filePath(u"elsewhere.pem"_s);
    write(linked, testkeys::key().privatePem().toByteArray());
    // when
    const auto id = opened().link(linked, {}, u"Linked"_s, KeyUse::ApiAccess).result();
    // then
    ASSERT_TRUE(id) << said(id);
    EXPECT_EQ(entry(*id).place, KeyPlace::LinkedFile);
    EXPECT_EQ(entry(*id).linkedPath, linked);
    EXPECT_THAT(contents(*id).toStdString(), Not(HasSubstr("PRIVATE KEY-----")));
    EXPECT_TRUE(keychain->secrets().isEmpty());
    restart();
    EXPECT_TRUE(opened().apiKey(*id).result());
    ASSERT_TRUE(opened().remove(*id).result());
    EXPECT_TRUE(QFile::exists(linked));
}

TEST_F(KeyStoreTest, asksForThePassphraseOfALinkedFileOnceARun)
{
    // given
    const QString linked = folder.filePath(u"elsewhere.pem"_s);
    const QCA::SecureArray passphrase("linked passphrase");
    write(linked, *testkeys::key().encryptedPrivatePem(passphrase));
    const auto without = opened().link(linked, {}, u"Linked"_s, KeyUse::ApiAccess).result();
    EXPECT_EQ(keyCodeOf(without), KeyError::Code::PassphraseNeeded);
    const auto id = opened().link(linked, passphrase, u"Linked"_s, KeyUse::ApiAccess).result();
    ASSERT_TRUE(id) << said(id);
    restart();
    // then
    EXPECT_EQ(keyCodeOf(opened().apiKey(*id).result()), KeyError::Code::PassphraseNeeded);
    EXPECT_TRUE(opened().apiKey(*id, passphrase).result());
    EXPECT_TRUE(opened().apiKey(*id).result());
}

TEST_F(KeyStoreTest, saysWhenALinkedFileIsGoneOrHoldsAnotherKey)
{
    // given
    const QString linked = folder.filePath(u"elsewhere.pem"_s);
    write(linked, testkeys::key().privatePem().toByteArray());
    const auto id = opened().link(linked, {}, u"Linked"_s, KeyUse::ApiAccess).result();
    ASSERT_TRUE(id);
    // when it is gone
    QFile::remove(linked);
    restart();
    EXPECT_THAT(entry(*id).problem.toStdString(), HasSubstr("elsewhere.pem is not there"));
    EXPECT_EQ(keyCodeOf(opened().apiKey(*id).result()), KeyError::Code::Unreadable);
    // when it is another one
    write(linked, testkeys::otherKey().privatePem().toByteArray());
    restart();
    EXPECT_THAT(said(opened().apiKey(*id).result()), HasSubstr("another key"));
    EXPECT_THAT(entry(*id).problem.toStdString(), HasSubstr("another key"));
    // when it is back
    write(linked, testkeys::key().privatePem().toByteArray());
    EXPECT_TRUE(opened().apiKey(*id).result());
    EXPECT_EQ(entry(*id).problem, QString());
}

TEST_F(KeyStoreTest, listsNewerAndDamagedFilesAndLeavesThemAlone)
{
    // given
    const QString newer = importKey();
    const QByteArray good = contents(newer);
    write(path(newer), QByteArray(good).replace("\"version\":1", "\"version\":2"));
    write(path(u"cut"_s), good.left(good.size() / 2));
    write(path(u"foreign"_s), "hello");
    // when
    restart();
    // then
    const QList<auth::KeyEntry> all = opened().entries();
    ASSERT_EQ(all.size(), 3);
    EXPECT_THAT(entry(newer).problem.toStdString(), HasSubstr("newer version"));
    EXPECT_THAT(entry(u"cut"_s).problem.toStdString(), HasSubstr("is damaged"));
    for (const auth::KeyEntry &each : all) {
        SCOPED_TRACE(each.id.toStdString());
        const QByteArray before = contents(each.id);
        EXPECT_FALSE(each.understood);
        EXPECT_EQ(each.name, each.id + u".pem"_s);
        EXPECT_EQ(codeOf(opened().rename(each.id, u"New"_s).result()), Code::NotUnderstood);
        EXPECT_EQ(codeOf(opened().setState(each.id, KeyState::Retired).result()),
                  Code::NotUnderstood);
        EXPECT_EQ(codeOf(opened().remove(each.id).result()), Code::NotUnderstood);
        EXPECT_EQ(codeOf(opened().apiKey(each.id).result()), Code::NotUnderstood);
        EXPECT_EQ(contents(each.id), before);
    }
    EXPECT_EQ(keychain->secrets().size(), 1);
}

TEST_F(KeyStoreTest, refusesAFileWhosePrivateKeyIsAnother)
{
    // given a file put together from two
    const QString id = importKey();
    const QByteArray text = contents(id);
    write(path(id), QByteArray(text).replace(testkeys::key().publicKey().pem(),
                                             testkeys::otherKey().publicKey().pem()));
    restart();
    // then
    EXPECT_THAT(said(opened().apiKey(id).result()), HasSubstr("do not belong together"));
    EXPECT_THAT(entry(id).problem.toStdString(), HasSubstr("do not belong together"));
}

TEST_F(KeyStoreTest, changesNothingInAFolderThatIsOpenReadOnly)
{
    // given
    const QString id = importKey();
    setup.readOnly = true;
    restart();
    // then
    EXPECT_EQ(codeOf(opened().generate(u"A"_s, KeyUse::ApiAccess).result()), Code::ReadOnly);
    EXPECT_EQ(codeOf(opened().rename(id, u"A"_s).result()), Code::ReadOnly);
    EXPECT_EQ(codeOf(opened().setState(id, KeyState::Retired).result()), Code::ReadOnly);
    EXPECT_EQ(codeOf(opened().remove(id).result()), Code::ReadOnly);
    EXPECT_TRUE(opened().apiKey(id).result());
    EXPECT_EQ(files().size(), 1);
}

TEST_F(KeyStoreTest, seesWhatAnotherProgramChanged)
{
    // given two stores over one folder
    const QString id = importKey();
    auth::KeyStore other(folder.path(), setup);
    ASSERT_TRUE(other.rename(id, u"Renamed elsewhere"_s).result());
    // when
    ASSERT_TRUE(opened().setState(id, KeyState::Retired).result());
    // then both changes are kept
    EXPECT_EQ(entry(id).name, u"Renamed elsewhere"_s);
    ASSERT_TRUE(other.remove(id).result());
    EXPECT_EQ(codeOf(opened().rename(id, u"Too late"_s).result()), Code::NotFound);
    ASSERT_TRUE(opened().refresh().result());
    EXPECT_TRUE(opened().entries().isEmpty());
}

TEST_F(KeyStoreTest, tellsThatItChangedBeforeContinuationsRun)
{
    // given
    QSignalSpy changed(&opened(), &KeyStore::changed);
    qsizetype before = -1;
    // when
    opened()
        .generate(u"A"_s, KeyUse::ApiAccess)
        .then(&opened(), [&](const auth::KeyResult<QString> &) { before = changed.size(); });
    // then
    ASSERT_TRUE(QTest::qWaitFor([&] { return before >= 0; }, 60'000));
    EXPECT_GT(before, 0);
}

TEST_F(KeyStoreTest, endsWhileAPersonHasNotAnsweredTheKeychain)
{
    // given
    const QString id = importKey();
    restart();
    keychain->ask();
    auto key = opened().apiKey(id);
    auto later = opened().rename(id, u"Later"_s);
    ASSERT_TRUE(QTest::qWaitFor([&] { return keychain->isAsking(); }, 60'000));
    // when
    store.reset();
    // then
    EXPECT_EQ(codeOf(key.result()), Code::Closing);
    EXPECT_EQ(codeOf(later.result()), Code::Closing);
}

TEST_F(KeyStoreTest, saysWhenItsFolderCannotBeRead)
{
    // given a file where the folder should be
    write(folder.filePath(u"keys"_s), "not a folder");
    // then
    EXPECT_THAT(opened().folderProblem().toStdString(), HasSubstr("cannot be read"));
    EXPECT_EQ(codeOf(opened().generate(u"A"_s, KeyUse::ApiAccess).result()), Code::NotWritten);
    EXPECT_TRUE(keychain->secrets().isEmpty());
    // and when it is mended
    QFile::remove(folder.filePath(u"keys"_s));
    ASSERT_TRUE(opened().refresh().result());
    EXPECT_EQ(opened().folderProblem(), QString());
}

TEST_F(KeyStoreTest, clearsAwayWhatKilledWritersLeft)
{
    // given
    const QString id = importKey();
    const QString old = path(id) + u".AbCdEf"_s;
    const QString fresh = path(id) + u".GhIjKl"_s;
    write(old, "half");
    write(fresh, "being written");
    QFile file(old);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    ASSERT_TRUE(file.setFileTime(QDateTime::currentDateTimeUtc().addDays(-1),
                                 QFileDevice::FileModificationTime));
    file.close();
    // when
    restart();
    // then
    EXPECT_FALSE(QFile::exists(old));
    EXPECT_TRUE(QFile::exists(fresh));
    EXPECT_EQ(opened().entries().size(), 1);
}

} // namespace
