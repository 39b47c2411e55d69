// SPDX-License-Identifier: GPL-3.0-or-later
// Our tokens and our checks against two JWT libraries that know nothing of ours. Skipped where Node
// or npm is missing, or where the libraries can't be fetched.
#include "app/json/Writer.h"
#include "tests/e2e/Cli.h"
#include "tests/e2e/NodeLibraries.h"
#include "tests/support/Print.h"

#include <QDateTime>

#include <gmock/gmock.h>

using namespace e2e;
using namespace Qt::StringLiterals;
using testing::HasSubstr;

namespace {

struct Claims
{
    std::string subject = domain.toStdString();
    qint64 issuedAt = QDateTime::currentSecsSinceEpoch();
    qint64 expiresAt = issuedAt + 3300;
};

class JwtLibrary : public testing::TestWithParam<const char *>
{
protected:
    void SetUp() override
    {
        if (const QString problem = nodeProblem(); !problem.isEmpty())
            GTEST_SKIP() << problem.toStdString();
    }

    static Outcome node(const std::string &job)
    {
        const Outcome outcome = runProgram(u"node"_s, {u"jwt.mjs"_s}, environment(),
                                           QByteArray::fromStdString(job), nodeFolder);
        EXPECT_EQ(outcome.exitCode, 0) << testing::PrintToString(outcome);
        return outcome;
    }

    static QByteArray signedByLibrary(const char *algorithm, const QString &keyFile,
                                      const Claims &claims = {})
    {
        json::Writer job;
        job.beginObject().name("library").string(GetParam()).name("action").string("sign");
        job.name("algorithm").string(algorithm);
        job.name("key").string(contents(keyFile).toStdString());
        job.name("claims").beginObject().name("sub").string(claims.subject);
        job.name("iat").integer(claims.issuedAt).name("exp").integer(claims.expiresAt).endObject();
        const Outcome outcome = node(job.endObject().take());
        EXPECT_NE(outcome.text("token"), "") << testing::PrintToString(outcome);
        return QByteArray::fromStdString(outcome.text("token"));
    }

    /// @p payload is JSON; "signText" signs it as it is written, "sign" as the library writes it.
    static QByteArray signedJson(const char *action, const std::string &payload,
                                 const std::string &header = "{}")
    {
        json::Writer job;
        job.beginObject().name("library").string(GetParam()).name("action").string(action);
        job.name("algorithm").string("RS256").name("header").raw(header);
        job.name("key").string(contents(keys().privateFile).toStdString());
        job.name("claims").raw(payload).name("text").string(payload);
        const Outcome outcome = node(job.endObject().take());
        EXPECT_NE(outcome.text("token"), "") << testing::PrintToString(outcome);
        return QByteArray::fromStdString(outcome.text("token"));
    }

    static Outcome verifiedByLibrary(const QByteArray &token, const QString &publicFile)
    {
        json::Writer job;
        job.beginObject().name("library").string(GetParam()).name("action").string("verify");
        job.name("key").string(contents(publicFile).toStdString());
        job.name("token").string(token.toStdString());
        return node(job.name("subject").string(domain.toStdString()).endObject().take());
    }

    static QByteArray ours(const QStringList &more = {})
    {
        return run(QStringList{u"token"_s, u"sign"_s, u"--key"_s, keys().privateFile, u"--domain"_s,
                               domain} +
                   more)
            .out.trimmed();
    }

    static Outcome checkedByUs(const QByteArray &token)
    {
        return run({u"token"_s, u"check"_s, u"-"_s, u"--public-key"_s, keys().publicFile,
                    u"--domain"_s, domain},
                   {.input = token});
    }

    static bool passed(const Outcome &outcome, std::string_view name)
    {
        const json::Document verdict = outcome.json();
        for (const json::Value each : verdict.root()["checks"].elements()) {
            if (each["name"].text() == name)
                return each["passed"].boolean().value_or(false);
        }
        ADD_FAILURE() << "no check " << name;
        return false;
    }
};

INSTANTIATE_TEST_SUITE_P(Npm, JwtLibrary, testing::Values("jsonwebtoken", "jose"),
                         [](const auto &each) { return std::string(each.param); });

TEST_P(JwtLibrary, AcceptsOurTokens)
{
    const Outcome verified = verifiedByLibrary(ours(), keys().publicFile);
    const json::Document answer = verified.json();
    EXPECT_EQ(answer.root()["payload"]["sub"].text(), domain.toStdString())
        << testing::PrintToString(verified);
}

TEST_P(JwtLibrary, RefusesOurTokenWithAnotherKeyOrAfterItsTime)
{
    EXPECT_NE(verifiedByLibrary(ours(), otherKeys().publicFile).text("error"), "");
    EXPECT_NE(
        verifiedByLibrary(ours({u"--at"_s, u"1600000000"_s}), keys().publicFile).text("error"), "");
}

TEST_P(JwtLibrary, MakesTokensThatWeAccept)
{
    const Outcome checked = checkedByUs(signedByLibrary("RS256", keys().privateFile));
    EXPECT_EQ(checked.exitCode, 0) << testing::PrintToString(checked);
}

TEST_P(JwtLibrary, MakesATokenWithThePublicKeyAsHmacSecretThatWeRefuse)
{
    const Outcome checked = checkedByUs(signedByLibrary("HS256", keys().publicFile));
    EXPECT_EQ(checked.exitCode, 1) << testing::PrintToString(checked);
    EXPECT_FALSE(passed(checked, "algorithm"));
    EXPECT_FALSE(passed(checked, "signature"));
}

TEST_P(JwtLibrary, MakesUnsignedTokensThatWeRefuse)
{
    const Outcome checked = checkedByUs(signedByLibrary("none", keys().privateFile));
    EXPECT_EQ(checked.exitCode, 1) << testing::PrintToString(checked);
    EXPECT_EQ(checked.json().root()["accepted"].boolean(), false);
}

TEST_P(JwtLibrary, MakesTokensOfAnotherRsaSchemeThatWeRefuse)
{
    for (const char *algorithm : {"RS512", "PS256"}) {
        const Outcome checked = checkedByUs(signedByLibrary(algorithm, keys().privateFile));
        EXPECT_EQ(checked.exitCode, 1) << algorithm;
        EXPECT_FALSE(passed(checked, "algorithm")) << algorithm;
    }
}

TEST_P(JwtLibrary, MakesTokensWithWrongClaimsThatWeRefuse)
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    struct Case
    {
        const char *check;
        Claims claims;
    };
    for (const auto &[check, claims] : std::vector<Case>{
             {"exp", {.issuedAt = now - 1200, .expiresAt = now - 600}},
             {"iat", {.issuedAt = now - 4000, .expiresAt = now + 600}},
             {"iat", {.issuedAt = now + 600, .expiresAt = now + 1200}},
             {"lifetime", {.issuedAt = now - 10, .expiresAt = now + 5400}},
             {"sub", {.subject = "other.example"}},
         }) {
        const Outcome checked = checkedByUs(signedByLibrary("RS256", keys().privateFile, claims));
        EXPECT_EQ(checked.exitCode, 1) << check;
        EXPECT_FALSE(passed(checked, check)) << testing::PrintToString(checked);
        EXPECT_TRUE(passed(checked, "signature")) << check;
    }
}

TEST_P(JwtLibrary, MakesTokensWithLegalQuirksThatWeAccept)
{
    const std::string sub = "\"sub\":\"" + domain.toStdString() + '"';
    const std::string now = std::to_string(QDateTime::currentSecsSinceEpoch() - 10);
    const std::string later = std::to_string(QDateTime::currentSecsSinceEpoch() + 600);
    for (const std::string &payload : {
             '{' + sub + ",\"iat\":" + now + ".125,\"exp\":" + later + ".75}",
             "{\"exp\":" + later + ",\"iat\":" + now + ',' + sub + '}',
             '{' + sub + ",\"iat\":" + now + R"(,"jti":"a","aud":["x","y"],"\u00e5":{"b":null}})",
         }) {
        for (const char *action : {"sign", "signText"}) {
            const Outcome checked = checkedByUs(signedJson(action, payload));
            EXPECT_EQ(checked.exitCode, 0) << payload << testing::PrintToString(checked);
        }
    }
    const std::string spaced =
        "\r\n{\t\"iat\" : " + now + " ,\n  " + sub + " ,\n \"exp\" : " + later + "e0 } \n";
    EXPECT_EQ(checkedByUs(signedJson("signText", spaced)).exitCode, 0);
    const Outcome header = checkedByUs(signedJson("sign", '{' + sub + ",\"iat\":" + now + '}',
                                                  R"({"kid":"2026-11","typ":"JWT","x":[1]})"));
    EXPECT_EQ(header.exitCode, 0) << testing::PrintToString(header);
}

TEST_P(JwtLibrary, MakesTokensWithIllegalQuirksThatWeRefuse)
{
    const std::string sub = "\"sub\":\"" + domain.toStdString() + '"';
    const std::string now = std::to_string(QDateTime::currentSecsSinceEpoch() - 10);
    for (const auto &[payload, says] : std::vector<std::pair<std::string, const char *>>{
             {'{' + sub + ",\"iat\":" + now + "000}", "looks like milliseconds"},
             {'{' + sub + ",\"iat\":\"" + now + "\"}", "without quotes"},
             {'{' + sub + ",\"iat\":" + now + ',' + sub + '}', "JSON"},
             {"[1]", "not an object"},
         }) {
        const Outcome checked = checkedByUs(signedJson("signText", payload));
        EXPECT_EQ(checked.exitCode, 1) << payload;
        EXPECT_THAT(checked.out.toStdString(), HasSubstr(says)) << payload;
    }
}

} // namespace
