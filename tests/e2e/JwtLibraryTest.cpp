// SPDX-License-Identifier: GPL-3.0-or-later
// Our tokens and our checks against two JWT libraries that know nothing of ours. Skipped where Node
// or npm is missing, or where the libraries can't be fetched.
#include "app/json/Writer.h"
#include "tests/e2e/Cli.h"
#include "tests/support/Print.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <gmock/gmock.h>

using namespace e2e;
using namespace Qt::StringLiterals;
using testing::HasSubstr;

namespace {

const QString nodeFolder = QStringLiteral(CONSOLE_BINARY_DIR "/tests/e2e-node");

/// Why the libraries are not there; empty when they are.
QString install()
{
    for (const QString &program : {u"node"_s, u"npm"_s}) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            return u"%1 is not here"_s.arg(program);
    }
    QDir().mkpath(nodeFolder);
    for (const QString &name : {u"package.json"_s, u"jwt.mjs"_s}) {
        const QString copy = nodeFolder + u'/' + name;
        QFile::remove(copy);
        if (!QFile::copy(QStringLiteral(CONSOLE_SOURCE_DIR "/tests/e2e/") + name, copy))
            return u"%1 can't be written"_s.arg(copy);
    }
    const Outcome installed =
        runProgram(u"npm"_s,
                   {u"install"_s, u"--no-audit"_s, u"--no-fund"_s, u"--ignore-scripts"_s,
                    u"--no-package-lock"_s, u"--prefer-offline"_s, u"--fetch-retries=1"_s,
                    u"--fetch-timeout=30000"_s},
                   QProcessEnvironment::systemEnvironment(), {}, nodeFolder);
    if (installed.exitCode != 0)
        return u"npm could not install the libraries: %1"_s.arg(
            QString::fromUtf8(installed.err).section(u'\n', 0, 1));
    return {};
}

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
        static const QString problem = install();
        if (!problem.isEmpty())
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

} // namespace
