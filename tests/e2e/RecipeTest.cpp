// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of auth::TokenRecipe, run by a real shell, a real curl and a real Node.
#include "app/auth/TokenRecipe.h"
#include "tests/e2e/Cli.h"
#include "tests/e2e/NodeLibraries.h"
#include "tests/support/Print.h"

#include <QDateTime>
#include <QFile>
#include <QStandardPaths>

#include <gmock/gmock.h>

using namespace e2e;
using namespace Qt::StringLiterals;
using auth::TokenRecipe;
using testing::HasSubstr;
using testing::Not;
using Place = TokenRecipe::TokenPlace;

namespace {

TokenRecipe recipe(const QByteArray &extra = {})
{
    TokenRecipe::Order order;
    order.domain = domain;
    order.issuedAt = QDateTime::currentSecsSinceEpoch();
    order.extraClaims = extra;
    return TokenRecipe::make(order, auth::RsaKeyPair::fromFile(keys().privateFile).value()).value();
}

/// Runs a line as a person would who has put the token where the line wants it.
Outcome shell(const QString &line, const TokenRecipe &made, const Folder &folder,
              const QString &path = {})
{
    folder.write(u"my token"_s, made.token + '\n');
    QProcessEnvironment surroundings = environment();
    surroundings.insert(u"IOTCOMMS_TOKEN"_s, QString::fromLatin1(made.token));
    if (!path.isEmpty())
        surroundings.insert(u"PATH"_s, path + u':' + surroundings.value(u"PATH"_s));
    return runProgram(u"sh"_s, {u"-c"_s, line}, surroundings, {}, folder.path());
}

TokenRecipe::Curl options(Place place, const QString &url)
{
    return {.method = u"GET"_s, .url = url, .place = place, .tokenFile = u"my token"_s};
}

TEST(Recipe, CurlLineGetsAnAnswerFromThePlatform)
{
    if (QStandardPaths::findExecutable(u"curl"_s).isEmpty())
        GTEST_SKIP() << "curl is not here";
    RunningSandbox sandbox;
    const Folder folder;
    const auto made = recipe();
    const QString url = sandbox.baseUrl() + u"/provisioning/device/"_s + domain;
    for (const Place place : {Place::Environment, Place::File, Place::Literal}) {
        const Outcome outcome = shell(made.curl(options(place, url)), made, folder);
        EXPECT_EQ(outcome.exitCode, 0) << testing::PrintToString(outcome);
        EXPECT_TRUE(outcome.json().root().isObject() || outcome.json().root().isArray());
    }
    const Outcome refused = shell(made.curl(options(Place::Environment, url)), recipe(R"({"x":1})"),
                                  folder); // another token, good as well
    EXPECT_EQ(refused.exitCode, 0);
}

TEST(Recipe, CurlLineShowsTheTokenToNoOtherProcess)
{
    // given: a curl that tells its arguments and its input
    const Folder folder;
    const QString stub = folder.write(
        u"curl"_s, "#!/bin/sh\nfor each in \"$@\"; do printf '<%s>' \"$each\"; done\ncat\n");
    QFile::setPermissions(stub, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const auto made = recipe();
    const QString evil = u"http://x/$(touch pwned)'\"; touch pwned; '`touch pwned`\\\n[1-9]{a,b}"_s;
    for (const Place place : {Place::Environment, Place::File}) {
        // when
        const Outcome outcome = shell(made.curl(options(place, evil)), made, folder, folder.path());
        // then
        EXPECT_EQ(outcome.exitCode, 0) << testing::PrintToString(outcome);
        const auto arguments = outcome.out.first(outcome.out.lastIndexOf('>') + 1).toStdString();
        const auto input = outcome.out.sliced(outcome.out.lastIndexOf('>') + 1);
        EXPECT_THAT(arguments, HasSubstr("<--url><" + evil.toStdString() + '>'));
        EXPECT_THAT(arguments, Not(HasSubstr(made.token.toStdString())));
        EXPECT_EQ(input, "Authorization: Bearer " + made.token + '\n');
        EXPECT_FALSE(QFile::exists(folder.path(u"pwned"_s)));
    }
}

TEST(Recipe, LinesOfNodeMakeTheSameToken)
{
    if (const QString problem = nodeProblem(); !problem.isEmpty())
        GTEST_SKIP() << problem.toStdString();
    const auto run = [](const QString &lines) {
        QFile script(nodeFolder + u"/recipe.cjs"_s);
        EXPECT_TRUE(script.open(QIODevice::WriteOnly));
        script.write(lines.toUtf8());
        script.close();
        return runProgram(u"node"_s, {u"recipe.cjs"_s}, environment(), {}, nodeFolder);
    };
    for (const QByteArray &extra :
         {QByteArray(), QByteArray(R"({"jti":"'\"\\</script>","n":[1,2.5,null],"å":{}})"),
          QByteArray(R"({"y":{"__proto__":2}})")}) {
        const auto made = recipe(extra);
        const Outcome same = run(made.node(keys().privateFile, TokenRecipe::NodeTimes::AsHere));
        EXPECT_EQ(same.out.trimmed(), made.token) << testing::PrintToString(same);
        const Outcome fresh = run(made.node(keys().privateFile));
        const Outcome checked = e2e::run({u"token"_s, u"check"_s, u"-"_s, u"--public-key"_s,
                                          keys().publicFile, u"--domain"_s, domain},
                                         {.input = fresh.out});
        EXPECT_EQ(checked.exitCode, 0) << testing::PrintToString(fresh);
    }
}

} // namespace
