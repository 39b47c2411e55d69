// SPDX-License-Identifier: GPL-3.0-or-later
// Known answers of RFC 7515 A.2 and RFC 7520 4.1: RSASSA-PKCS1-v1_5 is deterministic, so to the
// byte.
#include "tests/support/Conformance.h"

#include "app/auth/Jwt.h"
#include "app/auth/RsaKeyPair.h"
#include "app/json/Writer.h"
#include "tests/unit/auth/TestKeys.h"

#include <QFile>

#include <gtest/gtest.h>

namespace {

QByteArray bytes(json::Value value)
{
    return QByteArray(value.text().data(), static_cast<qsizetype>(value.text().size()));
}

json::Document publicPart(json::Value jwk)
{
    json::Writer writer;
    writer.beginObject().name("kty").string("RSA");
    writer.name("n").value(jwk["n"]).name("e").value(jwk["e"]).endObject();
    return json::Document::parse(writer.take()).value();
}

class JwsConformance : public testing::Test
{
protected:
    void SetUp() override
    {
        const QString path = conformanceFile(QStringLiteral("jws/jws_rs256_kat.json"));
        if (path.isEmpty())
            GTEST_SKIP() << "The conformance data is not beside the checkout.";
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        auto document = json::Document::parse(file.readAll().toStdString());
        ASSERT_TRUE(document);
        m_records = *document;
        ASSERT_GE(m_records.root().size(), 2U);
    }

    json::Document m_records;
};

TEST_F(JwsConformance, everyFormOfThePrivateKeyGivesTheVeryBytesOfTheRfc)
{
    for (const json::Value record : m_records.root().elements()) {
        SCOPED_TRACE(record["name"].text());
        for (const char *form : {"pkcs8", "pkcs1"}) {
            if (!record[form])
                continue;
            SCOPED_TRACE(form);
            // given
            const auto key = auth::RsaKeyPair::fromPem(bytes(record[form]));
            ASSERT_TRUE(key) << key.error().message.toStdString();
            // when
            const QByteArray signature = key->sign(bytes(record["signingInput"]));
            // then
            EXPECT_EQ(auth::encodeBase64Url(signature), bytes(record["signature"]));
        }
    }
}

TEST_F(JwsConformance, everyFormOfThePublicKeyVerifiesTheSignatureAndNoOther)
{
    for (const json::Value record : m_records.root().elements()) {
        SCOPED_TRACE(record["name"].text());
        const QByteArray input = bytes(record["signingInput"]);
        const QByteArray signature = auth::decodeBase64Url(bytes(record["signature"])).value();
        const auto jwk = publicPart(record["jwk"]);

        const auto fromPem = auth::RsaPublicKey::fromPem(bytes(record["spki"]));
        const auto fromJwk = auth::RsaPublicKey::fromJwk(jwk.root());
        const auto fromPrivate = auth::RsaKeyPair::fromPem(bytes(record["pkcs8"]));
        ASSERT_TRUE(fromPem && fromJwk && fromPrivate);

        for (const auto &key : {*fromPem, *fromJwk, fromPrivate->publicKey()}) {
            EXPECT_TRUE(key.verify(input, signature));
            EXPECT_FALSE(key.verify(input + '.', signature));
            EXPECT_EQ(key, *fromPem);
            EXPECT_EQ(key.thumbprint(), fromPem->thumbprint());
        }
    }
}

TEST_F(JwsConformance, theTokenOfTheRfcIsDecodedToItsPayload)
{
    for (const json::Value record : m_records.root().elements()) {
        SCOPED_TRACE(record["name"].text());
        const QByteArray token = bytes(record["signingInput"]) + '.' + bytes(record["signature"]);
        const auto jwt = auth::Jwt::parse(token);
        const auto payload = json::Document::parse(bytes(record["payloadText"]).toStdString());
        // RFC 7520's payload is a sentence: a JWS, but not a JWT.
        ASSERT_EQ(jwt.has_value(), payload && payload->root().isObject());
        if (jwt) {
            EXPECT_EQ(jwt->header()["alg"].text(), "RS256");
            EXPECT_TRUE(json::equal(jwt->payload(), payload->root()));
            EXPECT_EQ(jwt->signingInput(), bytes(record["signingInput"]));
        }
    }
}

TEST(Thumbprint, isThatOfTheExampleInRfc7638)
{
    // given: RFC 7638 3.1
    const auto jwk = json::Document::parse(
        R"({"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK)"
        R"(7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf)"
        R"(0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD0)"
        R"(8qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJz)"
        R"(KnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"})");
    ASSERT_TRUE(jwk);
    // when
    const auto key = auth::RsaPublicKey::fromJwk(jwk->root());
    // then
    ASSERT_TRUE(key) << key.error().message.toStdString();
    EXPECT_EQ(key->thumbprint(), QStringLiteral("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"));
}

} // namespace
