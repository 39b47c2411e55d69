// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/TokenVerifier.h"

#include "app/auth/Jwt.h"
#include "app/auth/TokenChecks.h"
#include "tests/support/Print.h"
#include "tests/unit/sandbox/Platform.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using sandbox::TokenProblem;
using sandbox::TokenVerifier;

namespace {

constexpr qint64 now = 1'700'000'000;
const QByteArray goodHeader = R"({"alg":"RS256","typ":"JWT"})";

QByteArray payload(qint64 issuedAt, const QByteArray &more = {})
{
    return R"({"sub":")" + platform::domain.toUtf8() + R"(","iat":)" +
           QByteArray::number(issuedAt) + more + '}';
}

class TokenRules : public testing::Test
{
protected:
    TokenRules()
    {
        m_verifier.provision(platform::domain);
        EXPECT_TRUE(m_verifier.setPublicKey(platform::domain, platform::key().publicKey().pem()));
    }

    std::expected<QString, TokenProblem> verify(const QByteArray &token, qint64 at = now)
    {
        const std::string header = "Bearer " + token.toStdString();
        return m_verifier.verify(header, at * 1000);
    }

    std::optional<TokenProblem> problem(const QByteArray &token, qint64 at = now)
    {
        const auto verdict = verify(token, at);
        return verdict ? std::nullopt : std::optional(verdict.error());
    }

    std::optional<TokenProblem> problemOf(const QByteArray &header, const QByteArray &claims)
    {
        return problem(platform::token(header, claims));
    }

    TokenVerifier m_verifier;
};

TEST_F(TokenRules, AcceptATokenThatKeepsThemAll)
{
    const auto verdict =
        verify(platform::token(goodHeader, payload(now - 60, ",\"exp\":1700003240")));
    ASSERT_TRUE(verdict);
    EXPECT_EQ(*verdict, platform::domain);
}

TEST_F(TokenRules, AcceptATokenWithoutExpiry)
{
    EXPECT_FALSE(problemOf(goodHeader, payload(now)));
}

TEST_F(TokenRules, AcceptWhatTheConsoleSigns)
{
    EXPECT_FALSE(problem(
        auth::signToken({.subject = platform::domain, .issuedAt = now, .expiresAt = now + 55 * 60},
                        platform::key())));
}

TEST_F(TokenRules, WantAnAuthorizationOfTypeBearer)
{
    const std::string token = platform::token(goodHeader, payload(now)).toStdString();
    for (const std::string &header :
         {std::string(), std::string("Bearer"), std::string("Bearer "), std::string("Bearer   "),
          "Basic " + token, token, "Bearer\t" + token}) {
        const auto verdict = m_verifier.verify(header, now * 1000);
        ASSERT_FALSE(verdict) << header;
        EXPECT_EQ(verdict.error(), TokenProblem::Missing) << header;
    }
    EXPECT_TRUE(m_verifier.verify("bEARER  " + token, now * 1000));
}

TEST_F(TokenRules, WantExactlyRs256)
{
    for (const char *algorithm :
         {"none", "None", "HS256", "RS384", "rs256", "RS256 ", "PS256", ""}) {
        EXPECT_EQ(problemOf("{\"alg\":\"" + QByteArray(algorithm) + "\"}", payload(now)),
                  TokenProblem::Algorithm)
            << algorithm;
    }
    EXPECT_EQ(problemOf("{}", payload(now)), TokenProblem::Algorithm);
    EXPECT_EQ(problemOf(R"({"alg":["RS256"]})", payload(now)), TokenProblem::Algorithm);
    EXPECT_EQ(problemOf(R"({"alg":"RS256","crit":["x"],"x":1})", payload(now)),
              TokenProblem::Algorithm);
}

TEST_F(TokenRules, IgnoreAKeyThatTheTokenBringsAlong)
{
    const QByteArray header = R"({"alg":"RS256","jku":"http://x/","jwk":{"kty":"RSA","n":"AQ"}})";
    EXPECT_FALSE(problem(platform::token(header, payload(now))));
    EXPECT_EQ(problem(platform::token(header, payload(now), platform::otherKey())),
              TokenProblem::Signature);
}

TEST_F(TokenRules, WantAProvisionedDomain)
{
    EXPECT_EQ(problemOf(goodHeader, R"({"sub":"elsewhere.localhost","iat":1700000000})"),
              TokenProblem::UnknownDomain);
    EXPECT_EQ(problemOf(goodHeader, R"({"iat":1700000000})"), TokenProblem::UnknownDomain);
    EXPECT_EQ(problemOf(goodHeader, R"({"sub":47,"iat":1700000000})"), TokenProblem::UnknownDomain);
    EXPECT_EQ(problemOf(goodHeader, R"({"sub":"","iat":1700000000})"), TokenProblem::UnknownDomain);
}

TEST_F(TokenRules, WantTheDomainsOwnKey)
{
    m_verifier.provision(u"keyless.localhost"_s);
    EXPECT_EQ(problemOf(goodHeader, R"({"sub":"keyless.localhost","iat":1700000000})"),
              TokenProblem::NoKey);
    EXPECT_EQ(problem(platform::token(goodHeader, payload(now), platform::otherKey())),
              TokenProblem::Signature);
}

TEST_F(TokenRules, WantTheSignatureOfExactlyThatText)
{
    QByteArray token = platform::token(goodHeader, payload(now));
    const qsizetype dot = token.lastIndexOf('.');
    EXPECT_EQ(problem(token.first(dot + 1)), TokenProblem::Signature);

    QByteArray swapped = token;
    swapped.replace(0, token.indexOf('.'), auth::encodeBase64Url(R"({"typ":"JWT","alg":"RS256"})"));
    EXPECT_EQ(problem(swapped), TokenProblem::Signature);
}

TEST_F(TokenRules, WantThreeStrictBase64UrlPartsWithObjects)
{
    const QByteArray good = platform::token(goodHeader, payload(now));
    EXPECT_EQ(problem(good + "=="), TokenProblem::Malformed);
    EXPECT_EQ(problem(good + "."), TokenProblem::Malformed);
    EXPECT_EQ(problem(good + " "), TokenProblem::Malformed);
    EXPECT_EQ(problem(good.first(good.lastIndexOf('.'))), TokenProblem::Malformed);
    EXPECT_EQ(problem("a.b.c"), TokenProblem::Malformed);
    EXPECT_EQ(problem(".."), TokenProblem::Malformed);
    EXPECT_EQ(problemOf("[]", payload(now)), TokenProblem::Malformed);
    EXPECT_EQ(problemOf(goodHeader, "\"sub\""), TokenProblem::Malformed);
    EXPECT_EQ(problemOf(goodHeader, "{"), TokenProblem::Malformed);
    EXPECT_EQ(problemOf(goodHeader, payload(now, ",\"iat\":1700000000")), TokenProblem::Malformed);
    EXPECT_EQ(problemOf(R"({"alg":"none","alg":"RS256"})", payload(now)), TokenProblem::Malformed);
    EXPECT_EQ(problem(QByteArray(20'000, 'a')), TokenProblem::Malformed);
    EXPECT_EQ(problem(QByteArray("a\0b.c.d", 7)), TokenProblem::Malformed);
}

TEST_F(TokenRules, WantIssuedAtWithinTheLastHour)
{
    EXPECT_FALSE(problemOf(goodHeader, payload(now - 3600)));
    EXPECT_EQ(problemOf(goodHeader, payload(now - 3601)), TokenProblem::IssuedAt);
    EXPECT_FALSE(problemOf(goodHeader, payload(now)));
    EXPECT_EQ(problemOf(goodHeader, payload(now + 1)), TokenProblem::IssuedAt);
    const QByteArray start = R"({"sub":")" + platform::domain.toUtf8() + '"';
    EXPECT_EQ(problemOf(goodHeader, start + '}'), TokenProblem::IssuedAt);
    EXPECT_EQ(problemOf(goodHeader, start + R"(,"iat":"1700000000"})"), TokenProblem::IssuedAt);
    EXPECT_EQ(problemOf(goodHeader, start + R"(,"iat":null})"), TokenProblem::IssuedAt);
    EXPECT_EQ(problemOf(goodHeader, start + R"(,"iat":1700000000000})"), TokenProblem::IssuedAt);
    EXPECT_EQ(problemOf(goodHeader, start + R"(,"iat":1e400})"), TokenProblem::IssuedAt);
    EXPECT_FALSE(problemOf(goodHeader, start + R"(,"iat":1699999999.5})"));
}

TEST_F(TokenRules, WantAnExpiryInTheFutureAtMostNinetyMinutesAfterIssue)
{
    const auto expiring = [&](qint64 issuedAt, const QByteArray &expiry) {
        return problemOf(goodHeader, payload(issuedAt, ",\"exp\":" + expiry));
    };
    EXPECT_FALSE(expiring(now, QByteArray::number(now + 90 * 60)));
    EXPECT_EQ(expiring(now, QByteArray::number(now + 90 * 60 + 1)), TokenProblem::Expiry);
    EXPECT_FALSE(expiring(now - 60, QByteArray::number(now + 1)));
    EXPECT_EQ(expiring(now - 60, QByteArray::number(now)), TokenProblem::Expiry);
    EXPECT_EQ(expiring(now - 2, QByteArray::number(now - 4)), TokenProblem::Expiry);
    EXPECT_EQ(expiring(now, "\"1700003000\""), TokenProblem::Expiry);
    EXPECT_EQ(expiring(now, "null"), TokenProblem::Expiry);
    // The sample of the platform's own overview.
    const auto sample = platform::token(
        goodHeader, R"({"sub":"customer47.sandbox.localhost","iat":1600327269,"exp":1600338000})");
    EXPECT_EQ(problem(sample, 1600327300), TokenProblem::Expiry);
}

TEST_F(TokenRules, AreTheSameAsTheConsolesOwn)
{
    const QByteArrayList tokens{
        platform::token(goodHeader, payload(now)),
        platform::token(goodHeader, payload(now - 3600)),
        platform::token(goodHeader, payload(now - 3601)),
        platform::token(goodHeader, payload(now + 1)),
        platform::token(goodHeader, payload(now, ",\"exp\":1700005400")),
        platform::token(goodHeader, payload(now, ",\"exp\":1700005401")),
        platform::token(goodHeader, payload(now), platform::otherKey()),
        platform::token(R"({"alg":"none"})", payload(now)),
        platform::token(goodHeader, payload(now, ",\"sub\":\"twice\"")),
        platform::token(goodHeader, "{}"),
        platform::token(goodHeader, payload(now)) + '=',
        "not.a.token",
    };
    const auth::TokenPolicy policy{.publicKey = platform::key().publicKey(),
                                   .domain = platform::domain,
                                   .now = static_cast<double>(now),
                                   .leeway = 0};
    for (const QByteArray &token : tokens)
        EXPECT_EQ(verify(token).has_value(), auth::checkToken(token, policy).accepted)
            << token.toStdString();
}

TEST_F(TokenRules, AreCheckedAgainOnARememberedToken)
{
    const QByteArray token = platform::token(goodHeader, payload(now, ",\"exp\":1700000100"));
    ASSERT_FALSE(problem(token));
    EXPECT_EQ(m_verifier.rememberedTokens(), 1);
    EXPECT_FALSE(problem(token, now + 99));
    EXPECT_EQ(problem(token, now + 100), TokenProblem::Expiry);
    EXPECT_EQ(m_verifier.rememberedTokens(), 0);
    EXPECT_EQ(problem(token, now - 1), TokenProblem::IssuedAt);
}

TEST_F(TokenRules, ForgetRememberedTokensWhenAKeyIsUploaded)
{
    const QByteArray token = platform::token(goodHeader, payload(now));
    ASSERT_FALSE(problem(token));
    ASSERT_TRUE(m_verifier.setPublicKey(platform::domain, platform::otherKey().publicKey().pem()));
    EXPECT_EQ(problem(token), TokenProblem::Signature);
    EXPECT_FALSE(problem(platform::token(goodHeader, payload(now), platform::otherKey())));
}

TEST_F(TokenRules, RememberABoundedNumberOfTokens)
{
    for (int i = 0; i < 300; ++i)
        ASSERT_FALSE(problem(platform::token(goodHeader, payload(now - i))));
    EXPECT_LE(m_verifier.rememberedTokens(), 256);
    EXPECT_GT(m_verifier.rememberedTokens(), 0);
}

TEST_F(TokenRules, TakeOnlyAnRsaPublicKeyOf2048Bits)
{
    const QByteArray curve = "-----BEGIN PUBLIC KEY-----\n"
                             "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
                             "-----END PUBLIC KEY-----\n";
    const QByteArray tooShort = "-----BEGIN PUBLIC KEY-----\n"
                                "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCztoowQCHRnoF5VPaFxOSigL1z\n"
                                "kwEaiR/vDVvj0Att1wn8sLwG+rg6cEq1jGn681YrCt50PHV+jDJk+2VZhKZ00fB+\n"
                                "S0rnapzPQTY0seKk0gaUWVBMUhBREOBBTS0s9M+xfQe9VlwvaoWq8xexRt/6DlwR\n"
                                "IM1riEh6yw2qu5JNAQIDAQAB\n"
                                "-----END PUBLIC KEY-----\n";
    const QByteArray privatePem = platform::key().privatePem().toByteArray();
    const std::vector<std::pair<QByteArray, const char *>> cases{
        {QByteArray(), "not a public key"}, {"rubbish", "not a public key"},
        {curve, "not an RSA key"},          {tooShort, "1024 bits"},
        {privatePem, "private key"},
    };
    for (const auto &[pem, words] : cases) {
        const auto set = m_verifier.setPublicKey(platform::domain, pem);
        ASSERT_FALSE(set) << words;
        EXPECT_THAT(set.error().toStdString(), testing::HasSubstr(words));
    }
    EXPECT_FALSE(problemOf(goodHeader, payload(now))) << "the key that was there stays";
}

TEST(Base64Url, IsDecodedStrictly)
{
    using sandbox::fromBase64Url;
    EXPECT_EQ(fromBase64Url(""), "");
    EXPECT_EQ(fromBase64Url("Zg"), "f");
    EXPECT_EQ(fromBase64Url("Zm8"), "fo");
    EXPECT_EQ(fromBase64Url("Zm9v"), "foo");
    EXPECT_EQ(fromBase64Url("_-8"), "\xff\xef");
    for (const char *bad : {"Z", "Zh", "Zm9", "Zm8=", "Zm 8", "+/8", "Zm9vZ", "Zm\n8"})
        EXPECT_FALSE(fromBase64Url(bad)) << bad;
}

} // namespace
