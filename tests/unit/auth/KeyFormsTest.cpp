// SPDX-License-Identifier: GPL-3.0-or-later
// Keys as the openssl program writes them, made when the test runs.
#include "app/auth/RsaKeyPair.h"
#include "tests/unit/auth/TestKeys.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;

namespace {

using auth::KeyError;
using auth::RsaKeyPair;
using auth::RsaPublicKey;
using Code = KeyError::Code;
using testing::HasSubstr;
using testkeys::openssl;

constexpr auto passphrase = "pass:correct horse"_L1;

class KeyForms : public testing::Test
{
protected:
    void SetUp() override
    {
        if (!testkeys::hasOpenssl())
            GTEST_SKIP() << "The openssl program is not installed.";
    }

    static QByteArray privatePem() { return testkeys::key().privatePem().toByteArray(); }

    /// The test key, converted; an old algorithm may need OpenSSL's legacy provider.
    static QByteArray converted(const QStringList &arguments)
    {
        return openssl(arguments, privatePem()).value_or(QByteArray());
    }

    static void expectOpens(const QByteArray &pem)
    {
        ASSERT_FALSE(pem.isEmpty());
        const auto key = RsaKeyPair::fromPem(pem, QCA::SecureArray("correct horse"));
        ASSERT_TRUE(key) << key.error().message.toStdString();
        EXPECT_EQ(key->publicKey(), testkeys::key().publicKey());
    }

    static void expectCode(const QByteArray &pem, const QCA::SecureArray &given, Code code)
    {
        ASSERT_FALSE(pem.isEmpty());
        const auto key = RsaKeyPair::fromPem(pem, given);
        ASSERT_FALSE(key);
        EXPECT_EQ(key.error().code, code) << key.error().message.toStdString();
    }

    static void expectAsksAndTells(const QByteArray &pem)
    {
        expectOpens(pem);
        expectOpens(QByteArray(pem).replace("\n", "\r\n"));
        expectCode(pem, {}, Code::PassphraseNeeded);
        expectCode(pem, QCA::SecureArray("wrong"), Code::WrongPassphrase);
        expectCode(pem, QCA::SecureArray("correct horsE"), Code::WrongPassphrase);
    }
};

TEST_F(KeyForms, plainPkcs1AndPkcs8AreRead)
{
    const QByteArray pkcs1 = converted({u"rsa"_s, u"-traditional"_s});
    ASSERT_THAT(pkcs1.toStdString(), HasSubstr("BEGIN RSA PRIVATE KEY"));
    expectOpens(pkcs1); // a passphrase that is not needed does no harm
    expectOpens(converted({u"pkcs8"_s, u"-topk8"_s, u"-nocrypt"_s}));
}

TEST_F(KeyForms, publicPkcs1AndSpkiAreRead)
{
    for (const QString &form : {u"-pubout"_s, u"-RSAPublicKey_out"_s}) {
        const auto key = RsaPublicKey::fromPem(converted({u"rsa"_s, form}));
        ASSERT_TRUE(key) << key.error().message.toStdString();
        EXPECT_EQ(*key, testkeys::key().publicKey());
    }
}

TEST_F(KeyForms, ourThumbprintAndHashAreThoseOfOpenssl)
{
    const QByteArray der = converted({u"pkey"_s, u"-pubout"_s, u"-outform"_s, u"DER"_s});
    const auto hash = openssl({u"dgst"_s, u"-sha256"_s, u"-r"_s}, der);
    ASSERT_TRUE(hash);
    EXPECT_EQ(QString::fromLatin1(hash->left(64)), testkeys::key().publicKey().spkiSha256());
}

TEST_F(KeyForms, pkcs8EncryptedWithAesIsRead)
{
    for (const QString &cipher : {u"aes-128-cbc"_s, u"aes-256-cbc"_s, u"des3"_s}) {
        SCOPED_TRACE(cipher.toStdString());
        expectAsksAndTells(
            converted({u"pkcs8"_s, u"-topk8"_s, u"-v2"_s, cipher, u"-passout"_s, passphrase}));
    }
}

TEST_F(KeyForms, pkcs8EncryptedWithScryptIsRead)
{
    expectAsksAndTells(
        converted({u"pkcs8"_s, u"-topk8"_s, u"-scrypt"_s, u"-passout"_s, passphrase}));
}

TEST_F(KeyForms, traditionallyEncryptedPemIsRead)
{
    for (const QString &cipher : {u"-aes256"_s, u"-aes128"_s, u"-des3"_s}) {
        const QByteArray pem =
            converted({u"rsa"_s, u"-traditional"_s, cipher, u"-passout"_s, passphrase});
        ASSERT_THAT(pem.toStdString(), HasSubstr("Proc-Type: 4,ENCRYPTED"));
        expectAsksAndTells(pem);
    }
}

TEST_F(KeyForms, traditionallyEncryptedPemThatWasCutIsTruncatedWhateverThePassphrase)
{
    const QByteArray pem =
        converted({u"rsa"_s, u"-traditional"_s, u"-aes256"_s, u"-passout"_s, passphrase});
    const QCA::SecureArray right("correct horse");
    expectCode(pem.chopped(40), right, Code::Truncated);
    expectCode(QByteArray(pem).remove(400, 5), right, Code::Truncated);
    expectCode(QByteArray(pem).replace("AES-256-CBC", "NO-SUCH-256"), right, Code::Failed);
    expectCode(QByteArray(pem).replace("DEK-Info", "XEK-Info"), right, Code::Truncated);
}

TEST_F(KeyForms, encryptedPkcs8ThatWasCutIsTruncatedBeforeAPassphraseIsAsked)
{
    const QByteArray pem =
        converted({u"pkcs8"_s, u"-topk8"_s, u"-v2"_s, u"aes256"_s, u"-passout"_s, passphrase});
    expectCode(pem.chopped(40), {}, Code::Truncated);
    expectCode(QByteArray(pem).remove(400, 64), {}, Code::Truncated);
}

TEST_F(KeyForms, encryptionThatOpensslNoLongerOffersSaysHowToRenewIt)
{
    const QByteArray pem =
        converted({u"pkcs8"_s, u"-topk8"_s, u"-v1"_s, u"PBE-MD5-DES"_s, u"-provider"_s, u"legacy"_s,
                   u"-provider"_s, u"default"_s, u"-passout"_s, passphrase});
    if (pem.isEmpty())
        GTEST_SKIP() << "This openssl has no legacy provider.";
    const auto key = RsaKeyPair::fromPem(pem, QCA::SecureArray("correct horse"));
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().code, Code::Failed);
    EXPECT_THAT(key.error().message.toStdString(), HasSubstr("-provider legacy"));
}

TEST_F(KeyForms, aKeyThatWouldTakeLongToOpenIsRefusedAtOnce)
{
    // given: PBES2 with 1,000,000 rounds made 8,388,607 in place
    const QByteArray der =
        converted({u"pkcs8"_s, u"-topk8"_s, u"-v2"_s, u"aes256"_s, u"-iter"_s, u"1000000"_s,
                   u"-outform"_s, u"DER"_s, u"-passout"_s, passphrase});
    const QByteArray rounds = QByteArray::fromHex("02030f4240");
    ASSERT_EQ(der.count(rounds), 1);
    const QByteArray slow = QByteArray(der).replace(rounds, QByteArray::fromHex("02037fffff"));
    const QByteArray pem = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + slow.toBase64() +
                           "\n-----END ENCRYPTED PRIVATE KEY-----\n";
    // when, then
    expectCode(pem, QCA::SecureArray("correct horse"), Code::Failed);
}

TEST_F(KeyForms, binaryKeysAndStoresSayHowToConvertThem)
{
    const QByteArray der = converted({u"pkey"_s, u"-outform"_s, u"DER"_s});
    EXPECT_THAT(RsaKeyPair::fromPem(der).error().message.toStdString(), HasSubstr("-inform DER"));
    const QByteArray store = converted({u"pkcs12"_s, u"-export"_s, u"-nocerts"_s, u"-inkey"_s,
                                        u"/dev/stdin"_s, u"-passout"_s, passphrase});
    if (!store.isEmpty()) {
        EXPECT_THAT(RsaKeyPair::fromPem(store).error().message.toStdString(), HasSubstr("pkcs12"));
    }
}

struct OtherType
{
    const char *name;
    QStringList arguments;
};

TEST_F(KeyForms, keysOfOtherTypesAreNamed)
{
    const QList<OtherType> types{
        {"EC", {u"-algorithm"_s, u"EC"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s}},
        {"ED25519", {u"-algorithm"_s, u"ED25519"_s}},
        {"X448", {u"-algorithm"_s, u"X448"_s}},
        {"RSA-PSS", {u"-algorithm"_s, u"RSA-PSS"_s, u"-pkeyopt"_s, u"rsa_keygen_bits:2048"_s}},
    };
    for (const OtherType &type : types) {
        SCOPED_TRACE(type.name);
        const QByteArray pem = openssl(QStringList{u"genpkey"_s} + type.arguments).value_or("");
        ASSERT_FALSE(pem.isEmpty());
        const QByteArray encrypted =
            openssl({u"pkcs8"_s, u"-topk8"_s, u"-passout"_s, passphrase}, pem).value_or("");
        const QByteArray publicPem = openssl({u"pkey"_s, u"-pubout"_s}, pem).value_or("");

        expectCode(pem, {}, Code::NotRsa);
        expectCode(encrypted, {}, Code::PassphraseNeeded);
        expectCode(encrypted, QCA::SecureArray("wrong"), Code::WrongPassphrase);
        expectCode(encrypted, QCA::SecureArray("correct horse"), Code::NotRsa);
        expectCode(publicPem, {}, Code::PublicKeyGiven);
        const auto publicKey = RsaPublicKey::fromPem(publicPem);
        ASSERT_FALSE(publicKey);
        EXPECT_EQ(publicKey.error().code, Code::NotRsa);
        EXPECT_THAT(publicKey.error().message.toStdString(), HasSubstr(type.name));
    }
}

TEST_F(KeyForms, dsaAndOldEcFormsAreNamed)
{
    const auto parameters = openssl({u"dsaparam"_s, u"-genkey"_s, u"1024"_s});
    ASSERT_TRUE(parameters);
    expectCode(*parameters, {}, Code::NotRsa);
    const QByteArray dsa = openssl({u"pkey"_s}, *parameters).value_or("");
    expectCode(dsa, {}, Code::NotRsa);
    expectCode(openssl({u"ecparam"_s, u"-name"_s, u"prime256v1"_s, u"-genkey"_s}).value_or(""), {},
               Code::NotRsa);
}

TEST_F(KeyForms, aKeyOf1024BitsIsTooShortInEveryForm)
{
    const QByteArray pem = openssl({u"genrsa"_s, u"1024"_s}).value_or("");
    const QByteArray encrypted =
        openssl({u"pkcs8"_s, u"-topk8"_s, u"-passout"_s, passphrase}, pem).value_or("");
    expectCode(pem, {}, Code::TooShort);
    expectCode(encrypted, QCA::SecureArray("correct horse"), Code::TooShort);
    const auto publicKey =
        RsaPublicKey::fromPem(openssl({u"rsa"_s, u"-pubout"_s}, pem).value_or(""));
    ASSERT_FALSE(publicKey);
    EXPECT_EQ(publicKey.error().code, Code::TooShort);
    EXPECT_THAT(publicKey.error().message.toStdString(), HasSubstr("1024 bits"));
}

TEST_F(KeyForms, aCertificateIsNotAKeyAndSaysHowToGetAtItsKey)
{
    const auto certificate = openssl(
        {u"req"_s, u"-x509"_s, u"-key"_s, u"/dev/stdin"_s, u"-subj"_s, u"/CN=a"_s}, privatePem());
    ASSERT_TRUE(certificate);
    expectCode(*certificate, {}, Code::NotAKey);
    EXPECT_THAT(RsaPublicKey::fromPem(*certificate).error().message.toStdString(),
                HasSubstr("openssl x509"));
}

} // namespace
