// SPDX-License-Identifier: GPL-3.0-or-later
// What the shell and Node make of the lines is in tests/e2e/RecipeTest.cpp.
#include "app/auth/TokenRecipe.h"

#include "app/auth/TokenChecks.h"
#include "tests/unit/auth/TestKeys.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;

namespace {

using auth::TokenRecipe;
using testing::HasSubstr;
using testing::Not;

constexpr qint64 now = 1'700'000'000;

TokenRecipe::Order order(const QByteArray &extra = {})
{
    TokenRecipe::Order wanted;
    wanted.domain = u"d.example"_s;
    wanted.issuedAt = now;
    wanted.extraClaims = extra;
    return wanted;
}

std::string refusal(const TokenRecipe::Order &wanted)
{
    const auto made = TokenRecipe::make(wanted, testkeys::key());
    EXPECT_FALSE(made);
    return made ? std::string() : made.error().message.toStdString();
}

TokenRecipe made(const TokenRecipe::Order &wanted)
{
    return TokenRecipe::make(wanted, testkeys::key()).value();
}

TEST(TokenRecipe, makesATokenThatIsAccepted)
{
    const auto recipe = made(order());
    EXPECT_EQ(recipe.header, R"({"alg":"RS256","typ":"JWT"})");
    EXPECT_EQ(recipe.claims, R"({"sub":"d.example","iat":1700000000,"exp":1700003300})");
    EXPECT_TRUE(recipe.remarks.isEmpty());
    EXPECT_TRUE(auth::checkToken(recipe.token,
                                 {testkeys::key().publicKey(), u"d.example"_s, double(now), 0})
                    .accepted);
    EXPECT_EQ(recipe.token, testkeys::signedToken(recipe.header, recipe.claims));
}

TEST(TokenRecipe, addsExtraClaimsBehindItsOwn)
{
    const auto recipe = made(order(" {\"b\": 1.50, \"a\": {\"sub\": [null]}}\n"));
    EXPECT_EQ(
        recipe.claims,
        R"({"sub":"d.example","iat":1700000000,"exp":1700003300,"b":1.50,"a":{"sub":[null]}})");
    EXPECT_TRUE(recipe.remarks.isEmpty());
}

TEST(TokenRecipe, neverReplacesItsOwnClaimsSilently)
{
    for (const QByteArray name : {"sub", "iat", "exp", "\\u0073ub"}) {
        auto wanted = order("{\"" + name + "\":1}");
        EXPECT_THAT(refusal(wanted), HasSubstr("extra claims contain")) << name.toStdString();
        wanted.mayReplace = true;
        EXPECT_EQ(made(wanted).remarks.size(), 1) << name.toStdString();
    }
    auto wanted = order(R"({"x":1,"sub":"other.example","exp":5})");
    wanted.mayReplace = true;
    EXPECT_EQ(made(wanted).claims, R"({"sub":"other.example","iat":1700000000,"exp":5,"x":1})");
}

TEST(TokenRecipe, refusesWhatIsNoOrder)
{
    EXPECT_THAT(refusal(order("[1]")), HasSubstr("must be a JSON object"));
    EXPECT_THAT(refusal(order("{\"a\":}")), HasSubstr("not valid JSON"));
    EXPECT_THAT(refusal(order(R"({"a":1,"a":2})")), HasSubstr("not valid JSON"));
    EXPECT_THAT(refusal(order("{\"a\":\"" + QByteArray(13'000, 'x') + "\"}")), HasSubstr("16,384"));
    auto wanted = order();
    wanted.domain.clear();
    EXPECT_THAT(refusal(wanted), HasSubstr("no domain"));
    for (const qint64 lifetime : {qint64(0), qint64(-1), std::numeric_limits<qint64>::max()}) {
        wanted = order();
        wanted.lifetime = lifetime;
        EXPECT_THAT(refusal(wanted), HasSubstr("life time"));
    }
    wanted = order();
    wanted.issuedAt = std::numeric_limits<qint64>::max();
    EXPECT_THAT(refusal(wanted), HasSubstr("out of all range"));
}

TEST(TokenRecipe, saysWhatThePlatformWillSay)
{
    const auto remarkOf = [](std::optional<qint64> lifetime) {
        auto wanted = order();
        wanted.lifetime = lifetime;
        return made(wanted).remarks.value(0).toStdString();
    };
    EXPECT_EQ(remarkOf(60 * 60), "");
    EXPECT_THAT(remarkOf(60 * 60 + 1), HasSubstr("60 minutes ago"));
    EXPECT_THAT(remarkOf(90 * 60), HasSubstr("60 minutes ago"));
    EXPECT_THAT(remarkOf(90 * 60 + 1), HasSubstr("longer than 90 minutes"));
    EXPECT_THAT(remarkOf(std::nullopt), HasSubstr("Without exp"));
    EXPECT_THAT(
        made(order("{\"a\":\"" + QByteArray(7000, 'x') + "\"}")).remarks.value(0).toStdString(),
        HasSubstr("8 KiB"));
}

TEST(TokenRecipe, showsTheTokenInACommandOnlyWhenAsked)
{
    const auto recipe = made(order());
    const auto token = recipe.token.toStdString();
    TokenRecipe::Curl options{.url = u"https://api.example/provisioning/device/d.example"_s};
    EXPECT_EQ(recipe.curl(options),
              u"printf 'Authorization: Bearer %s\\n' \"$IOTCOMMS_TOKEN\" | curl --fail-with-body "
              "--globoff --header @- --url https://api.example/provisioning/device/d.example");
    options.place = TokenRecipe::TokenPlace::File;
    options.tokenFile = u"my token's.txt"_s;
    EXPECT_THAT(recipe.curl(options).toStdString(), HasSubstr(R"(cat < 'my token'\''s.txt')"));
    EXPECT_THAT(recipe.curl(options).toStdString(), Not(HasSubstr(token)));
    options.place = TokenRecipe::TokenPlace::Literal;
    EXPECT_THAT(recipe.curl(options).toStdString(), HasSubstr(token));
    options.method = u"DELETE"_s;
    EXPECT_THAT(recipe.curl(options).toStdString(), HasSubstr("--request DELETE"));
    options.method = u"HEAD"_s;
    EXPECT_THAT(recipe.curl(options).toStdString(), HasSubstr("--head"));
    EXPECT_THAT(recipe.node().toStdString(), Not(HasSubstr(token)));
}

TEST(TokenRecipe, quotesEveryWordForTheShell)
{
    EXPECT_EQ(TokenRecipe::shellWord(u"plain-word_1.2/3:4@x%2B,="_s), u"plain-word_1.2/3:4@x%2B,=");
    EXPECT_EQ(TokenRecipe::shellWord(QString()), u"''");
    EXPECT_EQ(TokenRecipe::shellWord(u"a b"_s), u"'a b'");
    EXPECT_EQ(TokenRecipe::shellWord(u"$(x)`y`\"'\\\n"_s), u"'$(x)`y`\"'\\''\\\n'");
    EXPECT_EQ(TokenRecipe::shellWord(u"~"_s), u"'~'");
    EXPECT_EQ(TokenRecipe::shellWord(u"\u00e5"_s), u"'\u00e5'");
    EXPECT_EQ(TokenRecipe::shellWord(QString(QChar(0)) + u'a'), u"a");
}

TEST(TokenRecipe, tellsTheSameInNode)
{
    const auto recipe = made(order(R"({"x":"'\"</script>"})"));
    EXPECT_THAT(
        recipe.node().toStdString(),
        HasSubstr(R"({ "sub": "d.example", "iat": now, "exp": now + 3300, "x": "'\"</script>" })"));
    EXPECT_THAT(recipe.node(u"a\"b.pem"_s, TokenRecipe::NodeTimes::AsHere).toStdString(),
                HasSubstr(R"("iat": 1700000000, "exp": 1700003300)"));
    EXPECT_THAT(recipe.node(u"a\"b.pem"_s).toStdString(), HasSubstr(R"(readFileSync("a\"b.pem"))"));
    auto wanted = order(R"({"__proto__":{"a":1},"y":{"__proto__":2},"iat":7})");
    wanted.mayReplace = true;
    const auto node = made(wanted).node().toStdString();
    EXPECT_THAT(node, HasSubstr(R"(["__proto__"]: {"a":1})"));
    EXPECT_THAT(node, HasSubstr(R"("y": JSON.parse("{\"__proto__\":2}"))"));
    EXPECT_THAT(node, HasSubstr("\"iat\": 7"));
}

} // namespace
