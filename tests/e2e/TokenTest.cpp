// SPDX-License-Identifier: GPL-3.0-or-later
// iotcomms-cli token.
#include "tests/e2e/Cli.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace e2e;
using namespace Qt::StringLiterals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace {

constexpr qint64 issued = 1'700'000'000;

QByteArray sign(qint64 at, const QStringList &more = {})
{
    const Outcome signedToken =
        run(QStringList{u"token"_s, u"sign"_s, u"--key"_s, keys().privateFile, u"--domain"_s,
                        domain, u"--at"_s, QString::number(at)} +
            more);
    EXPECT_EQ(signedToken.exitCode, 0) << testing::PrintToString(signedToken);
    return signedToken.out;
}

Outcome check(const QByteArray &token, const QString &at, const QStringList &more = {},
              const QString &publicKey = keys().publicFile)
{
    return run(QStringList{u"token"_s, u"check"_s, u"-"_s, u"--public-key"_s, publicKey,
                           u"--domain"_s, domain, u"--at"_s, at} +
                   more,
               {.input = token});
}

Outcome check(const QByteArray &token, qint64 at, const QStringList &more = {})
{
    return check(token, QString::number(at), more);
}

std::vector<std::string> namesOfChecks(const Outcome &outcome)
{
    std::vector<std::string> names;
    const json::Document document = outcome.json();
    for (const json::Value each : document.root()["checks"].elements())
        names.emplace_back(each["name"].text());
    return names;
}

std::vector<std::string> failed(const Outcome &outcome)
{
    std::vector<std::string> names;
    const json::Document document = outcome.json();
    for (const json::Value each : document.root()["checks"].elements()) {
        if (!each["passed"].boolean().value_or(false))
            names.emplace_back(each["name"].text());
        EXPECT_FALSE(each["detail"].text().empty()) << each["name"].text();
    }
    return names;
}

} // namespace

TEST(Token, ThatWasSignedNowIsAccepted)
{
    const Outcome made =
        run({u"token"_s, u"sign"_s, u"--key"_s, keys().privateFile, u"--domain"_s, domain});
    const Outcome checked = run({u"token"_s, u"check"_s, u"-"_s, u"--public-key"_s,
                                 keys().publicFile, u"--domain"_s, domain},
                                {.input = made.out});
    EXPECT_EQ(checked.exitCode, 0) << testing::PrintToString(checked);
    EXPECT_EQ(checked.json().root()["accepted"].boolean(), true);
}

TEST(Token, IsPrintedBareOnOneLine)
{
    const QByteArray token = sign(issued);
    EXPECT_TRUE(token.endsWith('\n'));
    EXPECT_EQ(token.count('\n'), 1);
    EXPECT_EQ(token.count('.'), 2);
    EXPECT_EQ(token.count('='), 0);
}

TEST(Token, HasTheClaimsThatWereAskedFor)
{
    const Outcome checked = check(sign(issued), issued);
    const json::Document verdict = checked.json();
    EXPECT_EQ(verdict.root()["header"]["alg"].text(), "RS256");
    EXPECT_EQ(verdict.root()["payload"]["sub"].text(), domain.toStdString());
    EXPECT_EQ(verdict.root()["payload"]["iat"].integer(), issued);
    EXPECT_EQ(verdict.root()["payload"]["exp"].integer(), issued + 55 * 60);
}

TEST(Token, IsCheckedByNineNamedChecksInThisOrder)
{
    const auto order = ElementsAre("form", "header", "algorithm", "key", "signature", "sub", "iat",
                                   "exp", "lifetime");
    EXPECT_THAT(namesOfChecks(check(sign(issued), issued)), order);
    const Outcome rubbish = check("rubbish", issued);
    EXPECT_THAT(namesOfChecks(rubbish), order);
    EXPECT_EQ(rubbish.exitCode, 1);
    EXPECT_TRUE(rubbish.json().root()["header"].isNull());
}

TEST(Token, IsReadFromAFileToo)
{
    const Folder folder;
    const QString file = folder.write(u"token"_s, sign(issued));
    const Outcome checked = run({u"token"_s, u"check"_s, file, u"--public-key"_s, keys().publicFile,
                                 u"--domain"_s, domain, u"--at"_s, QString::number(issued)});
    EXPECT_EQ(checked.exitCode, 0) << testing::PrintToString(checked);
}

TEST(Token, IsRefusedBeforeItsIssueAndFromItsExpiryOn)
{
    const QByteArray token = sign(issued, {u"--lifetime"_s, u"10m"_s});
    EXPECT_EQ(check(token, issued).exitCode, 0);
    EXPECT_EQ(check(token, issued + 599).exitCode, 0);
    EXPECT_THAT(failed(check(token, issued - 1)), ElementsAre("iat"));
    EXPECT_THAT(failed(check(token, issued + 601)), ElementsAre("exp"));
}

TEST(Token, IsRefusedAnHourAfterItsIssue)
{
    const QByteArray token = sign(issued, {u"--lifetime"_s, u"90m"_s});
    EXPECT_EQ(check(token, issued + 3600).exitCode, 0);
    EXPECT_THAT(failed(check(token, issued + 3601)), ElementsAre("iat"));
}

TEST(Token, MayLiveNinetyMinutesAndNoSecondMore)
{
    EXPECT_EQ(check(sign(issued, {u"--lifetime"_s, u"5400s"_s}), issued).exitCode, 0);
    const Outcome longer =
        run({u"token"_s, u"sign"_s, u"--key"_s, keys().privateFile, u"--domain"_s, domain,
             u"--lifetime"_s, u"5401"_s, u"--at"_s, u"1700000000"_s});
    EXPECT_EQ(longer.exitCode, 0);
    EXPECT_THAT(longer.err.toStdString(), HasSubstr("90 minutes"));
    EXPECT_THAT(failed(check(longer.out, issued)), ElementsAre("lifetime"));
}

TEST(Token, IsAllowedTheLeewayBothWays)
{
    const QByteArray token = sign(issued, {u"--lifetime"_s, u"10m"_s});
    const QStringList leeway{u"--leeway"_s, u"30"_s};
    EXPECT_EQ(check(token, issued - 30, leeway).exitCode, 0);
    EXPECT_EQ(check(token, issued - 31, leeway).exitCode, 1);
    EXPECT_EQ(check(token, issued + 629, leeway).exitCode, 0);
    EXPECT_EQ(check(token, issued + 631, leeway).exitCode, 1);
}

TEST(Token, OfAnotherKeyOrDomainIsRefused)
{
    const QByteArray token = sign(issued);
    const Outcome key = check(token, QString::number(issued), {}, otherKeys().publicFile);
    EXPECT_THAT(failed(key), ElementsAre("signature"));
    const Outcome other = run({u"token"_s, u"check"_s, u"-"_s, u"--public-key"_s, keys().publicFile,
                               u"--domain"_s, u"other.example"_s, u"--at"_s, u"1700000000"_s},
                              {.input = token});
    EXPECT_THAT(failed(other), ElementsAre("sub"));
    EXPECT_EQ(other.exitCode, 1);
}

TEST(Token, ThatIsChangedAnywhereIsRefused)
{
    const QByteArray token = sign(issued).trimmed();
    for (qsizetype i = 0; i < token.size(); i += token.size() / 7) {
        QByteArray changed = token;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_EQ(check(changed, issued).exitCode, 1) << "changed at " << i;
    }
    EXPECT_EQ(check(token + ' ', issued).exitCode, 1);
    EXPECT_EQ(check("", issued).exitCode, 1);
}

TEST(Token, NeedsAnRsaKeyOfTheRightKind)
{
    const Outcome sign =
        run({u"token"_s, u"sign"_s, u"--key"_s, keys().publicFile, u"--domain"_s, domain});
    EXPECT_EQ(sign.exitCode, 1);
    EXPECT_EQ(sign.out, "");
    EXPECT_THAT(sign.err.toStdString(), HasSubstr("public"));
    const Outcome checked = check("x", QString::number(issued), {}, keys().privateFile);
    EXPECT_EQ(checked.exitCode, 1);
    EXPECT_THAT(checked.err.toStdString(), HasSubstr("private"));
}

TEST(Token, IsNotSignedForWhatCanBeNoDomain)
{
    for (const QString &wrong : {u"https://customer47.example.io"_s, u"customer 47"_s, u""_s,
                                 u"customer47.prod-eu-north-1.iotcomms-io"_s}) {
        const Outcome made =
            run({u"token"_s, u"sign"_s, u"--key"_s, keys().privateFile, u"--domain"_s, wrong});
        EXPECT_EQ(made.exitCode, 1) << wrong.toStdString();
        EXPECT_EQ(made.out, "");
        EXPECT_THAT(made.err.toStdString(), HasSubstr("omain"));
    }
}

TEST(Token, GivenAsAnArgumentByMistakeIsNotRepeated)
{
    const QString token = QString::fromLatin1(sign(issued).trimmed());
    const Outcome asFile = run({u"token"_s, u"check"_s, token, u"--public-key"_s, keys().publicFile,
                                u"--domain"_s, domain});
    EXPECT_EQ(asFile.exitCode, 1);
    const Outcome asMore = run({u"keys"_s, u"show"_s, keys().publicFile, token});
    EXPECT_EQ(asMore.exitCode, 2);
    for (const Outcome &outcome : {asFile, asMore})
        EXPECT_THAT((outcome.out + outcome.err).toStdString(),
                    Not(HasSubstr(token.section(u'.', 2).toStdString())));
}
