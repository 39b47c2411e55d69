// SPDX-License-Identifier: GPL-3.0-or-later
// What a text is before it is imported, and private JSON Web Keys.
#include "app/auth/KeyText.h"

#include "app/auth/Jwt.h"
#include "app/auth/KeyStore.h"
#include "app/json/Document.h"
#include "tests/support/MemorySecretStore.h"
#include "tests/unit/auth/TestKeys.h"

#include <QFile>
#include <QMap>
#include <QTemporaryDir>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;

namespace {

using auth::KeyError;
using auth::KeyText;
using Code = KeyError::Code;
using Form = KeyText::Form;
using testing::HasSubstr;

/// The numbers of a pair as members of a JWK.
QMap<QString, QByteArray> numbers(const auth::RsaKeyPair &pair)
{
    const auto key = QCA::PrivateKey::fromPEM(QString::fromLatin1(pair.privatePem().toByteArray()));
    const QCA::RSAPrivateKey rsa = key.toRSA();
    const auto text = [](const QCA::BigInteger &number) {
        QByteArray bytes = number.toArray().toByteArray();
        while (bytes.size() > 1 && bytes.front() == '\0')
            bytes.remove(0, 1);
        return auth::encodeBase64Url(bytes);
    };
    return {{u"n"_s, text(rsa.n())},
            {u"e"_s, text(rsa.e())},
            {u"d"_s, text(rsa.d())},
            {u"p"_s, text(rsa.p())},
            {u"q"_s, text(rsa.q())}};
}

QByteArray jwk(const QMap<QString, QByteArray> &members)
{
    QByteArray text = R"({"kty":"RSA")";
    for (const auto &[name, value] : members.asKeyValueRange())
        text += ",\"" + name.toLatin1() + "\":\"" + value + '"';
    return text + '}';
}

QMap<QString, QByteArray> only(const QStringList &names,
                               const auth::RsaKeyPair &pair = testkeys::key())
{
    QMap<QString, QByteArray> members;
    const auto all = numbers(pair);
    for (const QString &name : names)
        members.insert(name, all.value(name));
    return members;
}

void expectRefused(const QByteArray &text, Code code, const char *says)
{
    SCOPED_TRACE(text.left(100).toStdString());
    const auto key = KeyText::privateKey(text);
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().code, code);
    EXPECT_THAT(key.error().message.toStdString(), HasSubstr(says));
    const KeyText seen = KeyText::inspect(text);
    ASSERT_TRUE(seen.problem);
    EXPECT_EQ(seen.problem->code, code);
    EXPECT_FALSE(seen.isEncrypted) << "nobody is asked for a passphrase in vain";
}

TEST(KeyText, aPlainPrivateKeyIsKnownWhole)
{
    const KeyText seen = KeyText::inspect(testkeys::key().privatePem().toByteArray());
    EXPECT_EQ(seen.form, Form::Pem);
    EXPECT_TRUE(seen.isPrivate);
    EXPECT_FALSE(seen.isEncrypted);
    EXPECT_EQ(seen.bits, 2048);
    EXPECT_EQ(seen.thumbprint, testkeys::key().thumbprint());
    EXPECT_FALSE(seen.problem);
}

TEST(KeyText, onlyAnEncryptedKeyAsksForAPassphrase)
{
    const auto pem = testkeys::key().encryptedPrivatePem(QCA::SecureArray("passphrase"));
    const KeyText seen = KeyText::inspect(*pem);
    EXPECT_TRUE(seen.isPrivate);
    EXPECT_TRUE(seen.isEncrypted);
    EXPECT_EQ(seen.bits, 0);
    EXPECT_FALSE(seen.problem);
    EXPECT_TRUE(KeyText::privateKey(*pem, QCA::SecureArray("passphrase")));
    EXPECT_EQ(KeyText::privateKey(*pem, QCA::SecureArray("other")).error().code,
              Code::WrongPassphrase);
}

TEST(KeyText, everyEncryptedFormThatOpensslWritesIsRecognizedAndOpens)
{
    if (!testkeys::hasOpenssl())
        GTEST_SKIP() << "The openssl program is not installed.";
    const QByteArray plain = testkeys::key().privatePem().toByteArray();
    const QStringList pkcs8{u"pkcs8"_s, u"-topk8"_s, u"-passout"_s, u"pass:p ss"_s};
    const QList<QStringList> commands{
        pkcs8 + QStringList{u"-v2"_s, u"aes-256-cbc"_s},
        pkcs8 + QStringList{u"-v2"_s, u"aes-128-cbc"_s, u"-v2prf"_s, u"hmacWithSHA512"_s},
        pkcs8 + QStringList{u"-v2"_s, u"des3"_s},
        pkcs8 + QStringList{u"-scrypt"_s},
        pkcs8 + QStringList{u"-v1"_s, u"PBE-SHA1-3DES"_s},
        {u"rsa"_s, u"-aes256"_s, u"-passout"_s, u"pass:p ss"_s},
        {u"rsa"_s, u"-aes256"_s, u"-traditional"_s, u"-passout"_s, u"pass:p ss"_s},
        {u"rsa"_s, u"-des3"_s, u"-traditional"_s, u"-passout"_s, u"pass:p ss"_s},
    };
    for (const QStringList &command : commands) {
        SCOPED_TRACE(command.join(u' ').toStdString());
        const auto text = testkeys::openssl(command, plain);
        ASSERT_TRUE(text);
        EXPECT_TRUE(KeyText::inspect(*text).isEncrypted);
        const auto key = KeyText::privateKey(*text, QCA::SecureArray("p ss"));
        ASSERT_TRUE(key) << key.error().message.toStdString();
        EXPECT_EQ(key->publicKey(), testkeys::key().publicKey());
    }
}

TEST(KeyText, aPublicKeyIsToldWithItsLength)
{
    for (const QByteArray &text :
         {testkeys::key().publicKey().pem(), testkeys::key().publicKey().jwk()}) {
        const KeyText seen = KeyText::inspect(text);
        ASSERT_TRUE(seen.problem);
        EXPECT_EQ(seen.problem->code, Code::PublicKeyGiven);
        EXPECT_FALSE(seen.isPrivate);
        EXPECT_EQ(seen.bits, 2048);
        EXPECT_EQ(seen.thumbprint, testkeys::key().thumbprint());
    }
}

TEST(KeyText, anythingElseIsToldInWords)
{
    expectRefused("", Code::NotAKey, "nothing in it");
    expectRefused("hello", Code::NotAKey, "No PEM key");
    expectRefused("-----BEGIN PRIVATE KEY-----\nMIIE", Code::Truncated, "cut off");
    expectRefused("-----BEGIN EC PRIVATE KEY-----\nMHcCAQ==\n-----END EC PRIVATE KEY-----",
                  Code::NotRsa, "type EC");
    EXPECT_EQ(KeyText::inspect("hello").form, Form::Unknown);
}

TEST(KeyText, shortKeysAreRefused)
{
    if (!testkeys::hasOpenssl())
        GTEST_SKIP() << "The openssl program is not installed.";
    const auto pem = testkeys::openssl({u"genrsa"_s, u"1024"_s});
    ASSERT_TRUE(pem);
    expectRefused(*pem, Code::TooShort, "1024 bits");
}

TEST(PrivateJwk, opensWithItsExponentAlone)
{
    const auto key = KeyText::privateKey(jwk(only({u"n"_s, u"e"_s, u"d"_s})));
    ASSERT_TRUE(key) << key.error().message.toStdString();
    EXPECT_EQ(key->publicKey(), testkeys::key().publicKey());
    EXPECT_TRUE(key->publicKey().verify("message", key->sign("message")));
}

TEST(PrivateJwk, opensAsNodeWritesItAloneOrInASetOfOne)
{
    if (!testkeys::hasOpenssl())
        GTEST_SKIP() << "The openssl program is not installed.";
    // given all eight numbers, as openssl lists them
    const auto text = testkeys::openssl({u"pkey"_s, u"-noout"_s, u"-text"_s},
                                        testkeys::key().privatePem().toByteArray());
    ASSERT_TRUE(text);
    const auto number = [&](const QByteArray &title) {
        const qsizetype at = text->indexOf('\n' + title + ":\n") + title.size() + 3;
        QByteArray hex;
        for (const QByteArray &line : text->mid(at).split('\n')) {
            if (!line.startsWith("    "))
                break;
            hex += line.trimmed();
        }
        QByteArray bytes = QByteArray::fromHex(hex.replace(":", ""));
        return auth::encodeBase64Url(bytes.startsWith('\0') ? bytes.mid(1) : bytes);
    };
    auto members = numbers(testkeys::key());
    members[u"p"_s] = number("prime1");
    members[u"q"_s] = number("prime2");
    members[u"dp"_s] = number("exponent1");
    members[u"dq"_s] = number("exponent2");
    members[u"qi"_s] = number("coefficient");
    const QByteArray whole = jwk(members);
    // then
    for (const QByteArray &each :
         {whole, "{\"keys\":[" + whole + "]}", "\xef\xbb\xbf \n" + whole}) {
        const auto key = KeyText::privateKey(each);
        ASSERT_TRUE(key) << key.error().message.toStdString();
        EXPECT_EQ(key->publicKey(), testkeys::key().publicKey());
        const KeyText seen = KeyText::inspect(each);
        EXPECT_EQ(seen.form, Form::Jwk);
        EXPECT_TRUE(seen.isPrivate);
        EXPECT_FALSE(seen.isEncrypted);
        EXPECT_EQ(seen.bits, 2048);
    }
    // and any number that does not belong there is noticed
    const auto other = numbers(testkeys::otherKey());
    for (const QString &name : members.keys()) {
        auto mixed = members;
        mixed[name] = other.value(name, other.value(u"p"_s));
        if (name == u"e"_s) // the same in both
            mixed[name] = "Aw";
        expectRefused(jwk(mixed), Code::Truncated, "do not belong together");
    }
    for (const QString &name : {u"p"_s, u"q"_s, u"dp"_s, u"dq"_s, u"qi"_s}) {
        auto fewer = members;
        fewer.remove(name);
        expectRefused(jwk(fewer), Code::Truncated, "lacks");
    }
}

TEST(PrivateJwk, numbersThatDoNotBelongTogetherAreRefused)
{
    auto mixed = only({u"n"_s, u"e"_s, u"d"_s});
    mixed[u"d"_s] = numbers(testkeys::otherKey()).value(u"d"_s);
    expectRefused(jwk(mixed), Code::Truncated, "do not belong together");
    for (const char *bad : {"AQ", "AA", "Aw"}) {
        auto each = only({u"n"_s, u"e"_s, u"d"_s});
        each[u"d"_s] = bad;
        expectRefused(jwk(each), Code::Truncated, "do not belong together");
        each = only({u"n"_s, u"e"_s, u"d"_s});
        each[u"n"_s] = bad;
        expectRefused(jwk(each), Code::Truncated, "do not belong together");
    }
}

TEST(PrivateJwk, damagedNumbersAreNamed)
{
    for (const QString &name : {u"n"_s, u"e"_s, u"d"_s}) {
        for (const char *bad : {"", "A", "AB==", "A+/B"}) {
            auto members = only({u"n"_s, u"e"_s, u"d"_s});
            members[name] = bad;
            expectRefused(jwk(members), Code::Truncated, "no number");
        }
    }
}

TEST(PrivateJwk, otherKindsAreToldInWords)
{
    expectRefused(R"({"kty":"oct","k":"c2VjcmV0"})", Code::NotRsa, "shared secret");
    expectRefused(R"({"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"})", Code::NotRsa,
                  "type EC");
    expectRefused(R"({"kty":"OKP","crv":"Ed25519","x":"AA","d":"AA"})", Code::NotRsa, "type OKP");
    expectRefused(R"({"kty":"RSA","n":"AQAB","e":"AQAB"})", Code::PublicKeyGiven, "public key");
    expectRefused(R"({"hello":1})", Code::NotAKey, "no RSA JSON Web Key");
    expectRefused(R"({"keys":[]})", Code::NotAKey, "set of 0");
    expectRefused(R"({"keys":[{},{}]})", Code::NotAKey, "set of 2");
    expectRefused(R"({"keys":[7]})", Code::NotAKey, "no RSA JSON Web Key");
    expectRefused(R"({"kty":"RSA","n":)", Code::Truncated, "not whole JSON");
    expectRefused(R"({"kty":"RSA","kty":"RSA"})", Code::Truncated, "not whole JSON");
    auto many = only({u"n"_s, u"e"_s, u"d"_s});
    many.insert(u"oth"_s, "AA");
    expectRefused(jwk(many), Code::Failed, "more than two primes");
}

TEST(KeyText, aFileOfAJsonWebKeyIsLinkedAsItIsImported)
{
    // given
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"own.jwk"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(jwk(only({u"n"_s, u"e"_s, u"d"_s})));
    file.close();
    auth::KeyStoreSetup setup;
    setup.keychain = std::make_shared<MemorySecretStore>();
    QString id;
    { // when
        auth::KeyStore store(folder.path(), setup);
        const auto linked =
            store.link(file.fileName(), {}, u"Own"_s, auth::KeyUse::ApiAccess).result();
        ASSERT_TRUE(linked) << linked.error().message.toStdString();
        id = *linked;
    }
    // then another run opens it, too
    auth::KeyStore store(folder.path(), setup);
    const auto key = store.apiKey(id).result();
    ASSERT_TRUE(key) << key.error().message.toStdString();
    EXPECT_EQ(key->thumbprint(), testkeys::key().thumbprint());
}

} // namespace
