// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/RsaKeyPair.h"

#include "app/json/Document.h"
#include "tests/unit/auth/TestKeys.h"

#include <QThread>

#include <gmock/gmock.h>

#include <atomic>
#include <limits>
#include <thread>
#include <vector>

namespace {

using auth::KeyError;
using auth::RsaKeyPair;
using auth::RsaPublicKey;
using Code = KeyError::Code;
using testing::HasSubstr;

TEST(RsaKeyPairGenerate, makesKeysOfTheLengthsOnOffer)
{
    for (const int bits : {2048, 3072, 4096}) {
        const auto key = RsaKeyPair::generate(bits).result();
        ASSERT_TRUE(key) << key.error().message.toStdString();
        EXPECT_EQ(key->bits(), bits);
        EXPECT_TRUE(key->publicKey().verify("m", key->sign("m")));
    }
}

TEST(RsaKeyPairGenerate, refusesEveryOtherLength)
{
    for (const int bits : {std::numeric_limits<int>::min(), -1, 0, 1024, 2047, 2049, 8192,
                           std::numeric_limits<int>::max()}) {
        const auto key = RsaKeyPair::generate(bits).result();
        ASSERT_FALSE(key);
        EXPECT_EQ(key.error().code, Code::Failed);
        EXPECT_THAT(key.error().message.toStdString(), HasSubstr("2048, 3072 or 4096"));
    }
}

TEST(RsaKeyPair, everyKeyIsADifferentOne)
{
    EXPECT_FALSE(testkeys::key().publicKey() == testkeys::otherKey().publicKey());
    EXPECT_NE(testkeys::key().thumbprint(), testkeys::otherKey().thumbprint());
    EXPECT_FALSE(testkeys::otherKey().publicKey().verify("m", testkeys::key().sign("m")));
}

TEST(RsaKeyPair, signsAnyBytesTheSameWayEachTime)
{
    const auto &key = testkeys::key();
    for (const QByteArray &message :
         {QByteArray(), QByteArray(3, '\0'), QByteArray(1'000'000, 'x')}) {
        const QByteArray signature = key.sign(message);
        EXPECT_EQ(signature.size(), 256);
        EXPECT_EQ(key.sign(message), signature);
        EXPECT_TRUE(key.publicKey().verify(message, signature));
    }
}

TEST(RsaPublicKey, refusesSignaturesOfAWrongLengthOrContent)
{
    const auto &key = testkeys::key().publicKey();
    const QByteArray signature = testkeys::key().sign("m");
    EXPECT_FALSE(key.verify("m", {}));
    EXPECT_FALSE(key.verify("m", signature.chopped(1)));
    EXPECT_FALSE(key.verify("m", signature + '\0'));
    EXPECT_FALSE(key.verify("m", '\0' + signature));
    EXPECT_FALSE(key.verify("m", QByteArray(256, '\0')));
    EXPECT_FALSE(key.verify("m", QByteArray(256, '\xff')));
    EXPECT_FALSE(key.verify("n", signature));
    EXPECT_TRUE(key.verify("m", signature));
}

TEST(RsaKeyPair, comesBackFromItsOwnPem)
{
    const auto &key = testkeys::key();
    const auto back = RsaKeyPair::fromPem(key.privatePem().toByteArray());
    ASSERT_TRUE(back) << back.error().message.toStdString();
    EXPECT_EQ(back->publicKey(), key.publicKey());
    EXPECT_EQ(back->sign("m"), key.sign("m"));

    const auto publicBack = RsaPublicKey::fromPem(key.publicKey().pem());
    ASSERT_TRUE(publicBack) << publicBack.error().message.toStdString();
    EXPECT_EQ(*publicBack, key.publicKey());
    EXPECT_EQ(publicBack->spkiSha256(), key.publicKey().spkiSha256());
    EXPECT_EQ(publicBack->spkiSha256().size(), 64);
    EXPECT_EQ(publicBack->thumbprint().size(), 43);
}

TEST(RsaKeyPair, staysUsableAfterBeingMovedFrom)
{
    RsaKeyPair key = testkeys::key();
    RsaKeyPair moved = std::move(key);
    EXPECT_EQ(key.bits(), moved.bits()); // NOLINT(bugprone-use-after-move): the promise
    EXPECT_EQ(key.sign("m"), moved.sign("m"));
}

TEST(RsaKeyPair, manyThreadsMaySignAndVerifyWithOneKey)
{
    // given
    const RsaKeyPair key = testkeys::key();
    const RsaPublicKey publicKey = key.publicKey();
    const QByteArray expected = key.sign("message 0");
    std::atomic<int> wrong = 0;
    // when
    std::vector<std::jthread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 40; ++i) {
                const QByteArray message = "message " + QByteArray::number((t * 40 + i) % 7);
                const QByteArray signature = key.sign(message);
                const bool first = message == "message 0";
                if (!publicKey.verify(message, signature) ||
                    publicKey.verify(message + '!', signature) || (first && signature != expected))
                    ++wrong;
            }
        });
    }
    threads.clear();
    // then
    EXPECT_EQ(wrong, 0);
}

Code codeOfJwk(const char *text)
{
    const auto document = json::Document::parse(text);
    EXPECT_TRUE(document);
    const auto key = RsaPublicKey::fromJwk(document->root());
    EXPECT_FALSE(key) << text;
    return key ? Code::Failed : key.error().code;
}

TEST(RsaPublicKeyFromJwk, saysWhatIsWrongWithAJwk)
{
    const std::string n = std::string(341, 'x') + 'w'; // 2048 bits of something odd
    EXPECT_EQ(codeOfJwk("{}"), Code::NotAKey);
    EXPECT_EQ(codeOfJwk("[]"), Code::NotAKey);
    EXPECT_EQ(codeOfJwk(R"({"kty":7})"), Code::NotAKey);
    EXPECT_EQ(codeOfJwk(R"({"kty":"RSA"})"), Code::NotAKey);
    EXPECT_EQ(codeOfJwk(R"({"kty":"RSA","n":"","e":"AQAB"})"), Code::NotAKey);
    EXPECT_EQ(codeOfJwk(R"({"kty":"RSA","n":"a+b/","e":"AQAB"})"), Code::NotAKey);
    EXPECT_EQ(codeOfJwk(R"({"kty":"RSA","n":5,"e":"AQAB"})"), Code::NotAKey);
    EXPECT_EQ(codeOfJwk(R"({"kty":"RSA","n":"xxxx","e":"AQAB"})"), Code::TooShort);
    EXPECT_EQ(codeOfJwk(R"({"kty":"RSA","n":"xxxx","e":"AQAB","d":"AQAB"})"),
              Code::PrivateKeyGiven);
    EXPECT_EQ(codeOfJwk(R"({"kty":"EC","crv":"P-256","x":"AA","y":"AA"})"), Code::NotRsa);
    EXPECT_EQ(codeOfJwk((R"({"kty":"RSA","e":"AQ","n":")" + n + R"("})").c_str()), Code::Truncated);
    EXPECT_EQ(codeOfJwk((R"({"kty":"RSA","e":"AQAA","n":")" + n + R"("})").c_str()),
              Code::Truncated);
    EXPECT_EQ(RsaPublicKey::fromJwk(json::Value()).error().code, Code::NotAKey);
}

} // namespace
