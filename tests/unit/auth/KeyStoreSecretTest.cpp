// SPDX-License-Identifier: GPL-3.0-or-later
// Where the passphrases lie: a keychain that comes and goes, or the user's head.
#include "tests/unit/auth/KeyStoreFixture.h"

using namespace Qt::StringLiterals;

namespace {

using auth::KeyError;
using auth::KeyPlace;
using auth::KeyState;
using auth::KeyStore;
using auth::KeyUse;
using auth::RsaKeyPair;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Need = KeyStore::PassphraseNeed;

// Secure memory is there only while QCA is: no constant.
QCA::SecureArray passphrase()
{
    return {"correct horse"};
}

class KeyStoreSecretTest : public KeyStoreFixture
{
public:
    /// A file from another machine, under another passphrase, beside the pair @p like.
    void addForeign(const QString &like, const QCA::SecureArray &secret)
    {
        const QByteArray text = contents(like);
        const auto encrypted = testkeys::otherKey().encryptedPrivatePem(secret);
        write(path(u"foreign"_s), text.left(text.indexOf("-----BEGIN")) +
                                      testkeys::otherKey().publicKey().pem() + *encrypted);
    }
    QString importWithoutKeychain()
    {
        keychain->goAway();
        open();
        EXPECT_TRUE(opened().unlock(passphrase()).result());
        return importKey();
    }
};

TEST_F(KeyStoreSecretTest, withoutAKeychainAPassphraseHasToBeChosenFirst)
{
    // given
    keychain->goAway();
    open();
    EXPECT_EQ(opened().passphraseNeed(), Need::Choose);
    // when
    const auto tooSoon = opened().generate(u"A"_s, KeyUse::ApiAccess).result();
    // then
    EXPECT_EQ(codeOf(tooSoon), Code::StoreLocked);
    EXPECT_TRUE(files().isEmpty()) << "never a silent fall-back";
    EXPECT_EQ(codeOf(opened().unlock(QCA::SecureArray("seven77")).result()), Code::Invalid);
    EXPECT_EQ(opened().passphraseNeed(), Need::Choose);
    ASSERT_TRUE(opened().unlock(passphrase()).result());
    EXPECT_EQ(opened().passphraseNeed(), Need::None);
    const auto id = opened().generate(u"A"_s, KeyUse::ApiAccess).result();
    ASSERT_TRUE(id) << said(id);
    EXPECT_EQ(entry(*id).place, KeyPlace::Passphrase);
    EXPECT_EQ(entry(*id).backend, QString());
    EXPECT_TRUE(RsaKeyPair::fromPem(contents(*id), passphrase()));
}

TEST_F(KeyStoreSecretTest, thePassphraseIsAskedOnceARun)
{
    // given
    const QString id = importWithoutKeychain();
    restart();
    // then
    EXPECT_EQ(opened().passphraseNeed(), Need::Enter);
    EXPECT_EQ(entry(id).problem, QString()) << "being locked is no trouble";
    EXPECT_EQ(codeOf(opened().apiKey(id).result()), Code::StoreLocked);
    const auto wrong = opened().unlock(QCA::SecureArray("wrong horse")).result();
    EXPECT_EQ(keyCodeOf(wrong), KeyError::Code::WrongPassphrase);
    EXPECT_EQ(keyCodeOf(opened().unlock(QCA::SecureArray(QByteArray("a\0b", 3))).result()),
              KeyError::Code::WrongPassphrase);
    EXPECT_EQ(opened().passphraseNeed(), Need::Enter);
    ASSERT_TRUE(opened().unlock(passphrase()).result());
    EXPECT_EQ(opened().passphraseNeed(), Need::None);
    EXPECT_TRUE(opened().apiKey(id).result());
}

TEST_F(KeyStoreSecretTest, aKeychainThatDisappearsLeavesThePairListedWithTheWayBack)
{
    // given
    const QString id = importKey();
    const QByteArray before = contents(id);
    keychain->goAway();
    restart();
    // then
    EXPECT_THAT(entry(id).problem.toStdString(),
                AllOf(HasSubstr("Test Keyring"), HasSubstr("Nothing was deleted"),
                      HasSubstr("passphrase of this file"), HasSubstr("generate a new pair")));
    EXPECT_EQ(codeOf(opened().apiKey(id).result()), Code::KeychainGone);
    EXPECT_EQ(contents(id), before);
    EXPECT_EQ(keychain->secrets().size(), 1);
    // and when it comes back
    keychain->comeBack();
    ASSERT_TRUE(opened().refresh().result());
    EXPECT_EQ(entry(id).problem, QString());
    EXPECT_TRUE(opened().apiKey(id).result());
}

TEST_F(KeyStoreSecretTest, aKeychainThatIsNotUnlockedIsToldApart)
{
    // given
    const QString id = importKey();
    restart();
    keychain->lock();
    // then
    const auto shut = opened().apiKey(id).result();
    EXPECT_EQ(codeOf(shut), Code::KeychainGone);
    EXPECT_THAT(said(shut), HasSubstr("not unlocked"));
    EXPECT_EQ(codeOf(opened().generate(u"A"_s, KeyUse::ApiAccess).result()), Code::KeychainGone);
    EXPECT_EQ(files().size(), 1) << "never a silent fall-back";
    // and when it is unlocked
    keychain->lock(false);
    EXPECT_TRUE(opened().apiKey(id).result());
    EXPECT_EQ(entry(id).problem, QString());
}

TEST_F(KeyStoreSecretTest, aKeychainThatLostTheEntryOrWasExchangedIsNamed)
{
    // given
    const QString id = importKey();
    const auto secrets = keychain->secrets();
    keychain->setSecrets({});
    restart();
    // then
    EXPECT_EQ(codeOf(opened().apiKey(id).result()), Code::SecretLost);
    EXPECT_THAT(entry(id).problem.toStdString(), HasSubstr("does not have it any more"));
    keychain->setBackend(u"Other Wallet"_s);
    const auto exchanged = opened().apiKey(id).result();
    EXPECT_THAT(said(exchanged), AllOf(HasSubstr("Test Keyring"), HasSubstr("now Other Wallet")));
    // and when the old one is back
    keychain->setSecrets(secrets);
    EXPECT_TRUE(opened().apiKey(id).result());
}

TEST_F(KeyStoreSecretTest, aPassphraseThatOpensNotIsToldApart)
{
    // given
    const QString id = importKey();
    auto secrets = keychain->secrets();
    secrets.begin().value() = QCA::SecureArray("from an older copy");
    keychain->setSecrets(secrets);
    restart();
    // then
    EXPECT_EQ(codeOf(opened().apiKey(id).result()), Code::SecretLost);
    EXPECT_THAT(entry(id).problem.toStdString(), HasSubstr("older copy"));
}

TEST_F(KeyStoreSecretTest, thePassphraseOfTheFileGetsBackIn)
{
    // given
    const QString id = importKey();
    const QCA::SecureArray old = keychain->secrets().begin().value();
    keychain->setSecrets({});
    restart();
    // when
    EXPECT_EQ(keyCodeOf(opened().reopen(id, QCA::SecureArray("guess")).result()),
              KeyError::Code::WrongPassphrase);
    const auto reopened = opened().reopen(id, old).result();
    // then it is in the keychain again
    ASSERT_TRUE(reopened) << said(reopened);
    EXPECT_EQ(keychain->secrets().size(), 1);
    restart();
    EXPECT_TRUE(opened().apiKey(id).result());
    EXPECT_EQ(entry(id).problem, QString());
}

TEST_F(KeyStoreSecretTest, whereNothingKeepsPassphrasesAReopenedPairIsOpenForTheRun)
{
    // given
    const QString id = importKey();
    const QByteArray before = contents(id);
    const QCA::SecureArray old = keychain->secrets().begin().value();
    keychain->goAway();
    restart();
    // when
    ASSERT_TRUE(opened().reopen(id, old).result());
    // then
    EXPECT_TRUE(opened().apiKey(id).result());
    EXPECT_EQ(entry(id).problem, QString()) << "nothing keeps it from being used";
    EXPECT_EQ(contents(id), before);
    // and in the next run it is shut again
    restart();
    EXPECT_THAT(entry(id).problem.toStdString(), Not(testing::IsEmpty()));
}

TEST_F(KeyStoreSecretTest, aReopenedPairMovesUnderTheUsersPassphrase)
{
    // given
    const QString id = importKey();
    const QCA::SecureArray old = keychain->secrets().begin().value();
    keychain->goAway();
    restart();
    ASSERT_TRUE(opened().unlock(passphrase()).result());
    // when
    ASSERT_TRUE(opened().reopen(id, old).result());
    // then
    EXPECT_EQ(entry(id).place, KeyPlace::Passphrase);
    EXPECT_EQ(entry(id).problem, QString());
    EXPECT_TRUE(RsaKeyPair::fromPem(contents(id), passphrase()));
}

TEST_F(KeyStoreSecretTest, aBackupOfAPairThatStaysShutIsFiledUnderItsOldEntry)
{
    // given
    const QString id = importKey();
    const auto backup = opened().exportPrivate(id, QCA::SecureArray("for the safe")).result();
    ASSERT_TRUE(backup);
    ASSERT_TRUE(opened().rename(id, u"Old name"_s).result());
    keychain->setSecrets({});
    restart();
    ASSERT_FALSE(opened().apiKey(id).result());
    // when
    const auto filed =
        opened()
            .import(*backup, QCA::SecureArray("for the safe"), u"New name"_s, KeyUse::ApiAccess)
            .result();
    // then
    ASSERT_TRUE(filed) << said(filed);
    EXPECT_EQ(*filed, id);
    EXPECT_EQ(entry(id).name, u"Old name"_s);
    EXPECT_EQ(entry(id).problem, QString());
    restart();
    EXPECT_TRUE(opened().apiKey(id).result());
}

TEST_F(KeyStoreSecretTest, pairsOfBothKindsLiveSideBySide)
{
    // given
    const QString mine = importWithoutKeychain();
    keychain->comeBack();
    const QString theirs = importKey(testkeys::otherKey());
    EXPECT_EQ(entry(theirs).place, KeyPlace::Keychain);
    restart();
    // then
    EXPECT_TRUE(opened().apiKey(theirs).result());
    EXPECT_EQ(codeOf(opened().apiKey(mine).result()), Code::StoreLocked);
    ASSERT_TRUE(opened().unlock(passphrase()).result());
    EXPECT_TRUE(opened().apiKey(mine).result());
}

TEST_F(KeyStoreSecretTest, aPairOfAnotherPassphraseIsToldApartAndCanBeBroughtIn)
{
    // given a file from another machine, under another passphrase
    const QString first = importWithoutKeychain();
    const QCA::SecureArray foreign("foreign passphrase");
    addForeign(first, foreign);
    restart();
    ASSERT_TRUE(opened().unlock(passphrase()).result());
    // then
    const auto shut = opened().apiKey(u"foreign"_s).result();
    EXPECT_EQ(keyCodeOf(shut), KeyError::Code::WrongPassphrase);
    EXPECT_THAT(entry(u"foreign"_s).problem.toStdString(), HasSubstr("another passphrase"));
    ASSERT_TRUE(opened().reopen(u"foreign"_s, foreign).result());
    restart();
    ASSERT_TRUE(opened().unlock(passphrase()).result());
    EXPECT_TRUE(opened().apiKey(u"foreign"_s).result());
}

TEST_F(KeyStoreSecretTest, compromisedPairsAreNotReopened)
{
    const QString id = importKey();
    const QCA::SecureArray old = keychain->secrets().begin().value();
    ASSERT_TRUE(opened().setState(id, KeyState::Compromised).result());
    EXPECT_EQ(codeOf(opened().reopen(id, old).result()), Code::Disabled);
    EXPECT_TRUE(opened().exportPrivate(id, passphrase()).result()) << "as evidence";
    EXPECT_FALSE(entry(id).unlocked);
}

TEST_F(KeyStoreSecretTest, thePassphraseOfAnOddPairDoesNotTakeThePlaceOfTheStores)
{
    // given an unlocked store with a pair under another passphrase
    const QString mine = importWithoutKeychain();
    const QCA::SecureArray foreign("foreign passphrase");
    addForeign(mine, foreign);
    restart();
    ASSERT_TRUE(opened().unlock(passphrase()).result());
    ASSERT_FALSE(opened().apiKey(u"foreign"_s).result());
    // when
    const auto unlocked = opened().unlock(foreign).result();
    // then the pair is open, and filed under the passphrase of the store
    ASSERT_TRUE(unlocked) << said(unlocked);
    EXPECT_TRUE(entry(u"foreign"_s).unlocked);
    EXPECT_EQ(entry(u"foreign"_s).problem, QString());
    EXPECT_TRUE(RsaKeyPair::fromPem(contents(u"foreign"_s), passphrase()));
    const auto made = opened().generate(u"New"_s, KeyUse::ApiAccess).result();
    ASSERT_TRUE(made) << said(made);
    EXPECT_TRUE(RsaKeyPair::fromPem(contents(*made), passphrase()));
    // and one that opens nothing is told, the same one again is not
    EXPECT_EQ(keyCodeOf(opened().unlock(QCA::SecureArray("another guess")).result()),
              KeyError::Code::WrongPassphrase);
    EXPECT_TRUE(opened().unlock(passphrase()).result());
}

TEST_F(KeyStoreSecretTest, whereAKeychainIsThereAnOldPairKeepsNobodyFromMakingNewOnes)
{
    // given a pair under the user's passphrase, and a keychain that came later
    importWithoutKeychain();
    restart();
    EXPECT_EQ(opened().passphraseNeedForNew(), Need::Enter);
    keychain->comeBack();
    restart();
    // then
    EXPECT_EQ(opened().passphraseNeed(), Need::Enter) << "to open the old one";
    EXPECT_EQ(opened().passphraseNeedForNew(), Need::None);
    const auto made = opened().generate(u"New"_s, KeyUse::ApiAccess).result();
    ASSERT_TRUE(made) << said(made);
    EXPECT_EQ(entry(*made).place, KeyPlace::Keychain);
    keychain->goAway();
    ASSERT_TRUE(opened().refresh().result());
    EXPECT_EQ(opened().passphraseNeedForNew(), Need::Enter);
}

TEST_F(KeyStoreSecretTest, aReopenedPairThatCanNotBeFiledIsOpenAndNoFailure)
{
    // given a keychain that has lost the passphrase, and takes no other one
    const QString id = importKey();
    const QCA::SecureArray old = keychain->secrets().begin().value();
    keychain->setSecrets({});
    restart();
    ASSERT_FALSE(opened().apiKey(id).result());
    ASSERT_NE(entry(id).problem, QString());
    keychain->lock();
    // when
    const auto reopened = opened().reopen(id, old).result();
    // then
    EXPECT_TRUE(reopened) << said(reopened);
    EXPECT_TRUE(opened().apiKey(id).result());
    EXPECT_EQ(entry(id).problem, QString());
}

} // namespace
