// SPDX-License-Identifier: GPL-3.0-or-later
// Form, header, algorithm, key, signature and subject; the times are in TokenTimesTest.cpp.
#include "app/auth/TokenChecks.h"

#include "app/auth/Jwt.h"
#include "tests/unit/auth/TestKeys.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;

namespace {

using auth::checkToken;
using auth::TokenPolicy;
using auth::TokenVerdict;
using testing::HasSubstr;

constexpr double now = 1'700'000'000;
const QString domain = u"customer47.prod-eu-north-1.iotcomms.io"_s;

TokenPolicy policy()
{
    return {testkeys::key().publicKey(), domain, now, 0};
}

QByteArray usualPayload()
{
    return R"({"sub":"customer47.prod-eu-north-1.iotcomms.io","iat":1699999990,"exp":1700003290})";
}

const auth::TokenCheck &check(const TokenVerdict &verdict, QStringView name)
{
    const auto found = std::ranges::find(verdict.checks, name, &auth::TokenCheck::name);
    EXPECT_NE(found, verdict.checks.end());
    return *found;
}

QStringList failed(const TokenVerdict &verdict)
{
    QStringList names;
    for (const auto &each : verdict.checks) {
        if (!each.passed)
            names += each.name;
        EXPECT_FALSE(each.detail.isEmpty()) << each.name.toStdString();
    }
    return names;
}

const QStringList allNames{u"form"_s, u"header"_s, u"algorithm"_s, u"key"_s,     u"signature"_s,
                           u"sub"_s,  u"iat"_s,    u"exp"_s,       u"lifetime"_s};

QStringList names(const TokenVerdict &verdict)
{
    QStringList result;
    for (const auto &each : verdict.checks)
        result += each.name;
    return result;
}

TokenVerdict withHeader(const QByteArray &json)
{
    return checkToken(testkeys::signedToken(json, usualPayload()), policy());
}

TokenVerdict withSubject(const QByteArray &json)
{
    const QByteArray payload = "{\"sub\":" + json + ",\"iat\":1699999990}";
    return checkToken(testkeys::signedToken(testkeys::usualHeader, payload), policy());
}

TEST(TokenChecks, aTokenThatKeepsTheRulesPassesAllNine)
{
    const auto verdict =
        checkToken(testkeys::signedToken(testkeys::usualHeader, usualPayload()), policy());
    EXPECT_TRUE(verdict.accepted);
    EXPECT_EQ(names(verdict), allNames);
    EXPECT_EQ(failed(verdict), QStringList());
    EXPECT_EQ(verdict.firstFailure(), nullptr);
    ASSERT_TRUE(verdict.token);
    EXPECT_EQ(verdict.token->payload()["iat"].integer(), 1'699'999'990);
}

TEST(TokenChecks, whatCannotBeDecodedFailsEverythingButTheKeyAndSaysWhy)
{
    for (const QByteArray &token : {QByteArray(), QByteArray("a.b"), QByteArray("....."),
                                    QByteArray(20'000, 'A'), QByteArray("e30.e30.")}) {
        const auto verdict = checkToken(token, policy());
        EXPECT_FALSE(verdict.accepted);
        EXPECT_EQ(names(verdict), allNames);
        QStringList expected = allNames;
        expected.removeOne(u"key"_s);
        EXPECT_EQ(failed(verdict), expected);
        EXPECT_EQ(verdict.firstFailure()->name, u"form"_s);
        EXPECT_THAT(check(verdict, u"exp").detail.toStdString(), HasSubstr("Not looked at"));
        EXPECT_FALSE(check(verdict, u"exp").looked);
        EXPECT_TRUE(check(verdict, u"form").looked);
        EXPECT_FALSE(verdict.token);
    }
}

TEST(TokenChecks, criticalExtensionsAreRefused)
{
    const auto verdict = withHeader(R"({"alg":"RS256","crit":["b64"],"b64":false})");
    EXPECT_EQ(failed(verdict), QStringList{u"header"_s});
    EXPECT_THAT(verdict.firstFailure()->detail.toStdString(), HasSubstr("b64"));
    EXPECT_EQ(failed(withHeader(R"({"alg":"RS256","crit":null})")), QStringList{u"header"_s});
}

TEST(TokenChecks, theTypeMayBeMissingOrAnySpellingOfJwtButNothingElse)
{
    EXPECT_TRUE(withHeader(R"({"alg":"RS256"})").accepted);
    EXPECT_TRUE(withHeader(R"({"alg":"RS256","typ":"jWt"})").accepted);
    for (const QByteArray &type :
         {QByteArray("\"JWS\""), QByteArray("\"\""), QByteArray("null"), QByteArray("1"),
          QByteArray("[\"JWT\"]"), QByteArray("\"JWT\\u0000\"")})
        EXPECT_EQ(failed(withHeader(R"({"alg":"RS256","typ":)" + type + '}')),
                  QStringList{u"header"_s});
}

TEST(TokenChecks, keysInTheHeaderAreIgnoredAndReported)
{
    const auto verdict = withHeader(
        R"({"alg":"RS256","jwk":{"kty":"RSA"},"jku":"https://evil.example/","x5u":"a","x5c":[],)"
        R"("x5t":"a","kid":"../../etc/passwd"})");
    EXPECT_TRUE(verdict.accepted);
    EXPECT_THAT(check(verdict, u"header").detail.toStdString(),
                HasSubstr("jwk, jku, x5u, x5c, x5t, kid"));
}

TEST(TokenChecks, onlyTheVeryTextRs256IsTheAlgorithm)
{
    for (const QByteArray &algorithm :
         {QByteArray("\"none\""), QByteArray("\"NoNe\""), QByteArray("\"rs256\""),
          QByteArray("\"RS256 \""), QByteArray("\"RS256\\u0000\""), QByteArray("\"HS256\""),
          QByteArray("\"RS512\""), QByteArray("\"PS256\""), QByteArray("null"), QByteArray("256"),
          QByteArray("[\"RS256\"]"), QByteArray("\"\"")}) {
        SCOPED_TRACE(algorithm.toStdString());
        EXPECT_EQ(failed(withHeader("{\"alg\":" + algorithm + '}')), QStringList{u"algorithm"_s});
    }
    EXPECT_EQ(failed(withHeader("{}")), QStringList{u"algorithm"_s});
}

TEST(TokenChecks, withoutAPublicKeyNothingIsAccepted)
{
    TokenPolicy without = policy();
    without.publicKey.reset();
    const auto verdict =
        checkToken(testkeys::signedToken(testkeys::usualHeader, usualPayload()), without);
    EXPECT_EQ(failed(verdict), (QStringList{u"key"_s, u"signature"_s}));
}

TEST(TokenChecks, theKeyIsNamedByItsThumbprint)
{
    const auto verdict =
        checkToken(testkeys::signedToken(testkeys::usualHeader, usualPayload()), policy());
    EXPECT_THAT(check(verdict, u"key").detail.toStdString(),
                HasSubstr(testkeys::key().thumbprint().toStdString()));
    EXPECT_THAT(check(verdict, u"key").detail.toStdString(), HasSubstr("2048 bits"));
}

TEST(TokenChecks, aSignatureOfAnotherKeyOrOtherContentsFails)
{
    const QByteArray token = testkeys::signedToken(testkeys::usualHeader, usualPayload());
    TokenPolicy other = policy();
    other.publicKey = testkeys::otherKey().publicKey();
    EXPECT_EQ(failed(checkToken(token, other)), QStringList{u"signature"_s});

    // the signature of another token
    const QByteArray foreign =
        testkeys::signedToken(R"({"alg":"RS256"})", R"({"sub":"a","iat":1})");
    const QByteArray grafted =
        token.first(token.lastIndexOf('.')) + foreign.sliced(foreign.lastIndexOf('.'));
    EXPECT_EQ(failed(checkToken(grafted, policy())), QStringList{u"signature"_s});

    const qsizetype signature = token.lastIndexOf('.') + 1;
    const QByteArray bytes = auth::decodeBase64Url(token.sliced(signature)).value();
    const auto cut =
        checkToken(token.first(signature) + auth::encodeBase64Url(bytes.chopped(3)), policy());
    EXPECT_EQ(failed(cut), QStringList{u"signature"_s});
    EXPECT_THAT(cut.firstFailure()->detail.toStdString(), HasSubstr("253 bytes"));
}

struct SubjectCase
{
    QByteArray json;
    const char *says;
};

TEST(TokenChecks, theSubjectIsExactlyTheDomainAndAnErrorShowsBothWithAHint)
{
    EXPECT_TRUE(withSubject("\"customer47.prod-eu-north-1.iotcomms.io\"").accepted);
    const QList<SubjectCase> cases{
        {"\"Customer47.prod-eu-north-1.iotcomms.io\"", "upper and lower case"},
        {"\"customer47.prod-eu-north-1.iotcoms.io\"", "typing mistake"},
        {"\"customer74.prod-eu-north-1.iotcomms.io\"", "typing mistake"},
        {"\"customer47.test-eu-west-1.iotcomms.io\"", "another region"},
        {"\"someone-else.prod-eu-north-1.iotcomms.io\"", "another customer"},
        {"\"customer47.prod-eu-north-1.iotcomms-io\"", "with a dot"},
        {"\"customer47.prod-eu-north-1.iotcomms.io.\"", "dot at the end"},
        {"\" customer47.prod-eu-north-1.iotcomms.io\"", "white space"},
        {"\"https://customer47.prod-eu-north-1.iotcomms.io/\"", "address"},
        {"\"customer47.prod-eu-north-1.iotcomms.io\\u0000\"", "typing mistake"},
        {"\"\"", "sub is \"\""},
        {"null", "must be a text"},
        {"47", "must be a text"},
        {"[\"customer47.prod-eu-north-1.iotcomms.io\"]", "must be a text"},
        {"\"" + QByteArray(5000, 'x') + "\"", "sub is \"xxx"},
    };
    for (const SubjectCase &each : cases) {
        SCOPED_TRACE(each.json.left(80).toStdString());
        const auto verdict = withSubject(each.json);
        EXPECT_EQ(failed(verdict), QStringList{u"sub"_s});
        const std::string detail = verdict.firstFailure()->detail.toStdString();
        EXPECT_THAT(detail, HasSubstr(each.says));
        EXPECT_THAT(detail, HasSubstr(domain.toStdString()));
        EXPECT_LT(detail.size(), 600U);
    }
}

TEST(TokenChecks, aMissingSubjectOrDomainFails)
{
    const QByteArray token = testkeys::signedToken(testkeys::usualHeader, R"({"iat":1699999990})");
    EXPECT_EQ(failed(checkToken(token, policy())), QStringList{u"sub"_s});

    TokenPolicy without = policy();
    without.domain.clear();
    const QByteArray empty =
        testkeys::signedToken(testkeys::usualHeader, R"({"sub":"","iat":1699999990})");
    EXPECT_EQ(failed(checkToken(empty, without)), QStringList{u"sub"_s});
}

TEST(TokenChecks, detailsShowForeignTextHarmless)
{
    const auto verdict = withSubject("\"a\\u202eb\\u0007\\n<b>\"");
    const QString detail = verdict.firstFailure()->detail;
    EXPECT_FALSE(detail.contains(QChar(0x202e)));
    EXPECT_FALSE(detail.contains(u'\a'));
    EXPECT_FALSE(detail.contains(u'\n'));
    EXPECT_TRUE(detail.contains(u"<b>"_s));
}

} // namespace
