// SPDX-License-Identifier: GPL-3.0-or-later
// What people pick instead of a key, and keys that did not survive copying.
#include "app/auth/RsaKeyPair.h"
#include "tests/unit/auth/TestKeys.h"

#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace {

using auth::KeyError;
using auth::RsaKeyPair;
using auth::RsaPublicKey;
using Code = KeyError::Code;
using testing::HasSubstr;

QByteArray privatePem()
{
    return testkeys::key().privatePem().toByteArray();
}

QByteArray publicPem()
{
    return testkeys::key().publicKey().pem();
}

/// The code, and in @p says a piece of the sentence.
void expectPrivate(const QByteArray &text, Code code, const char *says)
{
    SCOPED_TRACE(text.left(60).toStdString());
    const auto key = RsaKeyPair::fromPem(text);
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().code, code);
    EXPECT_THAT(key.error().message.toStdString(), HasSubstr(says));
}

void expectPublic(const QByteArray &text, Code code, const char *says)
{
    SCOPED_TRACE(text.left(60).toStdString());
    const auto key = RsaPublicKey::fromPem(text);
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().code, code);
    EXPECT_THAT(key.error().message.toStdString(), HasSubstr(says));
}

TEST(KeyText, thatIsNoPemSaysWhatItIsAndHowToConvertIt)
{
    const auto expectBoth = [](const QByteArray &text, const char *says) {
        expectPrivate(text, Code::NotAKey, says);
        expectPublic(text, Code::NotAKey, says);
    };
    expectBoth("", "nothing in it");
    expectBoth(" \r\n\t", "nothing in it");
    expectBoth("hello", "No PEM key");
    expectBoth(QByteArray(3, '\0'), "No PEM key");
    expectBoth(R"( {"kty":"RSA","n":"AQAB","e":"AQAB"})", "JSON Web Key");
    expectBoth("ssh-rsa AAAAB3NzaC1yc2E someone@somewhere", "ssh-keygen -e");
    expectBoth("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n", "ssh-keygen -e");
    expectBoth("PuTTY-User-Key-File-2: ssh-rsa\n", "puttygen");
    expectBoth(QByteArray("\xff\xfe-\0-\0", 6), "UTF-16");
    expectBoth("\x30\x82\x01\x02rest", "-inform DER");
    expectBoth("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "openssl x509");
    expectBoth("-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n", "X509 CRL");
    expectBoth("-----BEGIN -----\nAAAA\n-----END -----\n", "No PEM key");
    expectBoth("-----BEGIN PRIVATE KEY", "No PEM key");
}

TEST(KeyText, whatIsAskedForIsTheKeyThatIsWanted)
{
    const QByteArray noKey = "hello";
    const QString asPrivate = RsaKeyPair::fromPem(noKey).error().message;
    EXPECT_TRUE(asPrivate.contains(u"BEGIN PRIVATE KEY"));
    EXPECT_FALSE(asPrivate.contains(u"PUBLIC"));
    const QString asPublic = RsaPublicKey::fromPem(noKey).error().message;
    EXPECT_TRUE(asPublic.contains(u"BEGIN PUBLIC KEY"));
    EXPECT_FALSE(asPublic.contains(u"PRIVATE"));
}

TEST(KeyText, ofTheOtherKindIsToldApart)
{
    expectPrivate(publicPem(), Code::PublicKeyGiven, "public key");
    expectPublic(privatePem(), Code::PrivateKeyGiven, "-pubout");
    expectPublic("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
                 Code::PrivateKeyGiven, "-pubout");
    expectPrivate("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----",
                  Code::NotAKey, "ssh-keygen -p -m PEM");
    expectPrivate("-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----",
                  Code::NotRsa, "type EC");
}

TEST(KeyText, isReadWhateverHappenedToItsLineEndsAndSurroundings)
{
    const auto expectKey = [](const QByteArray &text) {
        SCOPED_TRACE(text.left(60).toStdString());
        const auto key = RsaKeyPair::fromPem(text);
        ASSERT_TRUE(key) << key.error().message.toStdString();
        EXPECT_EQ(key->publicKey(), testkeys::key().publicKey());
    };
    const QByteArray pem = privatePem();
    expectKey(QByteArray(pem).replace("\n", "\r\n"));
    expectKey(QByteArray(pem).replace("\n", "\r"));
    expectKey(QByteArray(pem).replace("\n", "\n    "));
    expectKey(QByteArray(pem).replace("\n", " "));
    expectKey(pem.trimmed());
    expectKey("\xef\xbb\xbf" + pem);
    expectKey("Bag Attributes\n    friendlyName: mine\n" + pem + "\ntrailing words\n");
    expectKey(publicPem() + pem);
    expectKey(pem + publicPem());
    expectKey("-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n" + pem);
    expectKey("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" + pem);

    const auto key = RsaPublicKey::fromPem(QByteArray(pem + publicPem()).replace("\n", "\r\n"));
    ASSERT_TRUE(key);
    EXPECT_EQ(*key, testkeys::key().publicKey());
}

TEST(KeyText, thatWasCutOffOrDamagedSaysSo)
{
    const QByteArray pem = privatePem();
    expectPrivate(pem.chopped(10), Code::Truncated, "-----END PRIVATE KEY-----");
    expectPrivate(pem.left(200), Code::Truncated, "is missing");
    expectPrivate(QByteArray(pem).remove(100, 64), Code::Truncated, "damaged or cut off");
    expectPrivate(QByteArray(pem).replace(100, 1, "*"), Code::Truncated, "BEGIN and END");
    expectPrivate(QByteArray(pem).replace("\n", "\\n"), Code::Truncated, "two characters \\n");
    expectPrivate("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n", Code::Truncated,
                  "damaged");
    expectPublic(publicPem().chopped(40), Code::Truncated, "is missing");
    expectPublic(QByteArray(publicPem()).remove(100, 64), Code::Truncated, "damaged or cut off");
}

TEST(KeyText, neverGivesAKeyThatCannotSignWhenCharactersChange)
{
    // given: a character of the base64 changed, in many places
    const QByteArray pem = privatePem();
    int refused = 0;
    for (qsizetype i = 30; i < pem.size() - 30; i += 19) {
        QByteArray changed = pem;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        // when
        const auto key = RsaKeyPair::fromPem(changed);
        // then: refused with a reason, or harmless (as in a factor that OpenSSL can do without)
        if (key) {
            EXPECT_TRUE(key->publicKey().verify("m", key->sign("m")));
        } else {
            ++refused;
            EXPECT_FALSE(key.error().message.isEmpty());
        }
    }
    EXPECT_GT(refused, 0);
}

TEST(KeyText, beyondAMegabyteIsRefusedUnread)
{
    expectPrivate(privatePem() + QByteArray(1024 * 1024, '\n'), Code::NotAKey, "1 MB");
    expectPublic(publicPem() + QByteArray(1024 * 1024, '\n'), Code::NotAKey, "1 MB");
}

class KeyFile : public testing::Test
{
protected:
    QString write(const QString &name, const QByteArray &contents) const
    {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        EXPECT_EQ(file.write(contents), contents.size());
        return path;
    }

    static void expectUnreadable(const QString &path, const char *says)
    {
        const auto privateKey = RsaKeyPair::fromFile(path);
        const auto publicKey = RsaPublicKey::fromFile(path);
        ASSERT_FALSE(privateKey);
        ASSERT_FALSE(publicKey);
        EXPECT_EQ(privateKey.error().code, Code::Unreadable);
        EXPECT_EQ(publicKey.error().code, Code::Unreadable);
        EXPECT_THAT(privateKey.error().message.toStdString(), HasSubstr(says));
    }

    QTemporaryDir m_folder;
};

TEST_F(KeyFile, isReadFromDisk)
{
    const auto privateKey = RsaKeyPair::fromFile(write(QStringLiteral("a.pem"), privatePem()));
    const auto publicKey = RsaPublicKey::fromFile(write(QStringLiteral("b.pem"), publicPem()));
    ASSERT_TRUE(privateKey && publicKey);
    EXPECT_EQ(privateKey->publicKey(), *publicKey);
}

TEST_F(KeyFile, thatIsMissingOrAFolderOrAPipeIsUnreadable)
{
    expectUnreadable(m_folder.filePath(QStringLiteral("missing.pem")), "There is no file");
    expectUnreadable({}, "There is no file");
    expectUnreadable(m_folder.path(), "is a folder");
#ifdef Q_OS_UNIX
    const QString pipe = m_folder.filePath(QStringLiteral("pipe"));
    ASSERT_EQ(::mkfifo(pipe.toLocal8Bit().constData(), 0600), 0);
    expectUnreadable(pipe, "not a regular file");
#endif
}

TEST_F(KeyFile, thatMayNotBeReadIsUnreadable)
{
#ifdef Q_OS_UNIX
    if (::geteuid() == 0)
        GTEST_SKIP() << "The administrator may read every file.";
#endif
    const QString path = write(QStringLiteral("secret.pem"), privatePem());
    ASSERT_TRUE(QFile::setPermissions(path, {}));
    expectUnreadable(path, "cannot be read");
}

TEST_F(KeyFile, thatIsHugeOrEmptyIsNotAKey)
{
    const QString huge = m_folder.filePath(QStringLiteral("huge"));
    QFile file(huge);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    ASSERT_TRUE(file.resize(qint64(8) * 1024 * 1024 * 1024)); // sparse
    file.close();
    const auto tooBig = RsaKeyPair::fromFile(huge);
    ASSERT_FALSE(tooBig);
    EXPECT_EQ(tooBig.error().code, Code::NotAKey);
    EXPECT_THAT(tooBig.error().message.toStdString(), HasSubstr("1 MB"));

    const auto empty = RsaKeyPair::fromFile(write(QStringLiteral("empty"), {}));
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().code, Code::NotAKey);
}

} // namespace
