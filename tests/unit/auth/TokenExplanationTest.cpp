// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenExplanation.h"

#include "app/auth/Jwt.h"
#include "tests/unit/auth/TestKeys.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;

namespace {

using auth::MemberExplanation;
using auth::TokenAnatomy;
using auth::TokenExplanation;
using testing::HasSubstr;
using Standing = MemberExplanation::Standing;

constexpr double now = 1'700'000'000;

TokenExplanation explained(const QByteArray &header, const QByteArray &payload)
{
    const QByteArray token =
        auth::encodeBase64Url(header) + '.' + auth::encodeBase64Url(payload) + ".c2ln";
    return TokenExplanation::of(TokenAnatomy::of(token), now, QTimeZone(3600));
}

MemberExplanation inHeader(const QByteArray &member)
{
    const auto all = explained('{' + member + '}', "{}").header();
    EXPECT_FALSE(all.empty());
    return all.empty() ? MemberExplanation() : all.back();
}

MemberExplanation inPayload(const QByteArray &member)
{
    const auto all = explained("{}", '{' + member + '}').payload();
    EXPECT_FALSE(all.empty());
    return all.empty() ? MemberExplanation() : all.back();
}

QByteArray at(const char *name, qint64 offset)
{
    return '"' + QByteArray(name) + "\":" + QByteArray::number(qint64(now) + offset);
}

QString relative(const QByteArray &member)
{
    const auto found = inPayload(member);
    return found.moment ? found.moment->relative : QString();
}

TEST(TokenExplanation, tellsTimesInThreeWays)
{
    const auto issued = inPayload(at("iat", -200));
    ASSERT_TRUE(issued.moment);
    EXPECT_EQ(issued.moment->utc, u"2023-11-14 22:10:00 UTC");
    EXPECT_THAT(issued.moment->local.toStdString(), HasSubstr("2023-11-14 23:10:00"));
    EXPECT_EQ(issued.moment->relative, u"issued 3 min ago");
    EXPECT_EQ(issued.standing, Standing::Checked);
    EXPECT_THAT(issued.meaning.toStdString(), HasSubstr("RFC 7519 4.1.6"));
}

TEST(TokenExplanation, tellsTimesRelativeToTheMomentGiven)
{
    EXPECT_EQ(relative(at("iat", 0)), u"issued 0 s ago");
    EXPECT_EQ(relative(at("iat", -59)), u"issued 59 s ago");
    EXPECT_EQ(relative(at("iat", -60)), u"issued 1 min ago");
    EXPECT_EQ(relative(at("iat", 90)), u"issued 1 min in the future");
    EXPECT_EQ(relative(at("exp", 52 * 60 + 30)), u"expires in 52 min");
    EXPECT_EQ(relative(at("exp", 1)), u"expires in 1 s");
    EXPECT_EQ(relative(at("exp", 0)), u"expired 0 s ago");
    EXPECT_EQ(relative(at("exp", -2 * 3600)), u"expired 2 h ago");
    EXPECT_EQ(relative(at("nbf", 600)), u"in 10 min");
    EXPECT_EQ(relative(at("nbf", -600)), u"10 min ago");
}

TEST(TokenExplanation, seesTimesThatAreNone)
{
    const auto milliseconds = inPayload("\"iat\":1700000000000");
    EXPECT_EQ(milliseconds.standing, Standing::Suspicious);
    EXPECT_THAT(milliseconds.reading.toStdString(), HasSubstr("Looks like milliseconds"));
    EXPECT_THAT(milliseconds.reading.toStdString(), HasSubstr("2023-11-14 22:13:20 UTC"));
    EXPECT_FALSE(milliseconds.moment);
    const auto text = inPayload("\"exp\":\"1700000000\"");
    EXPECT_EQ(text.standing, Standing::Suspicious);
    EXPECT_THAT(text.reading.toStdString(), HasSubstr("without quotes"));
    for (const QByteArray value : {"null", "1e400", "[]", "true"}) {
        EXPECT_EQ(inPayload("\"iat\":" + value).standing, Standing::Suspicious);
        EXPECT_FALSE(inPayload("\"iat\":" + value).reading.isEmpty());
    }
    for (const QByteArray value : {"-1e300", "-62135596801", "99999999999", "0"})
        EXPECT_TRUE(inPayload("\"iat\":" + value).moment) << value.toStdString();
}

TEST(TokenExplanation, saysWhichAlgorithmIsTaken)
{
    EXPECT_EQ(inHeader(R"("alg":"RS256")").standing, Standing::Checked);
    EXPECT_THAT(inHeader(R"("alg":"nOnE")").reading.toStdString(), HasSubstr("anybody"));
    EXPECT_THAT(inHeader(R"("alg":"HS256")").reading.toStdString(), HasSubstr("shared secret"));
    for (const QByteArray other : {"\"none\"", "\"HS256\"", "\"rs256\"", "\"PS256\"", "null", "1"})
        EXPECT_EQ(inHeader("\"alg\":" + other).standing, Standing::Refused) << other.toStdString();
}

TEST(TokenExplanation, saysThatKeysInTheHeaderAreIgnoredAndCritIsRefused)
{
    for (const QByteArray name : {"jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256", "kid"}) {
        const auto found = inHeader('"' + name + "\":\"x\"");
        EXPECT_EQ(found.standing, Standing::Ignored) << name.toStdString();
        EXPECT_THAT(found.meaning.toStdString(), HasSubstr("Ignored: the key comes from"));
    }
    EXPECT_EQ(inHeader(R"("crit":["b64"])").standing, Standing::Refused);
    EXPECT_EQ(inHeader(R"("typ":"JWS")").standing, Standing::Refused);
    EXPECT_EQ(inHeader(R"("typ":"jwt")").standing, Standing::Checked);
}

TEST(TokenExplanation, saysWhatThePlatformDoesNotLookAt)
{
    for (const QByteArray name : {"iss", "aud", "jti", "nbf", "tenant", "", "toString"}) {
        const auto found = inPayload('"' + name + "\":7");
        EXPECT_EQ(found.standing, Standing::NotLookedAt) << name.toStdString();
        EXPECT_THAT(found.meaning.toStdString(), HasSubstr("Not looked at by the platform."));
    }
    EXPECT_EQ(inHeader(R"("zip":"DEF")").standing, Standing::NotLookedAt);
    EXPECT_EQ(inHeader(R"("cty":"x")").standing, Standing::NotLookedAt);
    EXPECT_EQ(inPayload(R"("sub":"d.example")").standing, Standing::Checked);
    EXPECT_EQ(inPayload(R"("sub":"")").standing, Standing::Suspicious);
    EXPECT_EQ(inPayload(R"("sub":["a"])").standing, Standing::Suspicious);
}

TEST(TokenExplanation, pointsAtTheMemberItIsAbout)
{
    const QByteArray payload = R"({"a":{"b":1},"sub":"x","sub":"y"})";
    const QByteArray token = "e30." + auth::encodeBase64Url(payload) + ".c2ln";
    const auto anatomy = TokenAnatomy::of(token);
    const auto all = TokenExplanation::of(anatomy, now).payload();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(anatomy.pathOf(TokenAnatomy::Payload, all[1].member), u"/sub");
    EXPECT_EQ(all[1].value, u"\"x\"");
    EXPECT_EQ(all[2].standing, Standing::Refused);
    EXPECT_THAT(all[2].reading.toStdString(), HasSubstr("twice"));
}

TEST(TokenExplanation, isHarmlessWhateverTheToken)
{
    const auto evil = inPayload("\"a\\u202eb\":\"<b>\\u0007\\n" + QByteArray(5000, 'x') + '"');
    EXPECT_FALSE(evil.name.contains(QChar(0x202e)));
    EXPECT_FALSE(evil.value.contains(u'\n'));
    EXPECT_LT(evil.value.size(), 200);
    const auto broken = explained(R"({"alg":"RS)", "{\"iat\":1700000000,\"exp\":1,\"x\":tru");
    EXPECT_EQ(broken.header().back().standing, Standing::Refused);
    EXPECT_EQ(broken.payload().size(), 3U);
    EXPECT_EQ(broken.payload()[0].standing, Standing::Checked);
    EXPECT_EQ(broken.payload()[2].standing, Standing::Refused);
    EXPECT_TRUE(TokenExplanation::of(TokenAnatomy::of({}), now).payload().empty());
}

} // namespace
