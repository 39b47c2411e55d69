// SPDX-License-Identifier: GPL-3.0-or-later
// iat, exp and lifetime, to the second, with a fixed clock.
#include "app/auth/TokenChecks.h"
#include "tests/unit/auth/TestKeys.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

using auth::TokenPolicy;
using auth::TokenVerdict;
using testing::AllOf;
using testing::HasSubstr;

constexpr qint64 now = 1'700'000'000;

TokenVerdict checked(const QByteArray &times, double leeway = 0,
                     double clock = static_cast<double>(now))
{
    const QByteArray payload = "{\"sub\":\"d.example\"" + times + '}';
    const TokenPolicy policy{testkeys::key().publicKey(), u"d.example"_s, clock, leeway};
    return auth::checkToken(testkeys::signedToken(testkeys::usualHeader, payload), policy);
}

QByteArray iat(qint64 age)
{
    return ",\"iat\":" + QByteArray::number(now - age);
}

QByteArray exp(qint64 left)
{
    return ",\"exp\":" + QByteArray::number(now + left);
}

QStringList failed(const TokenVerdict &verdict)
{
    QStringList names;
    for (const auto &each : verdict.checks) {
        if (!each.passed)
            names += each.name;
    }
    EXPECT_EQ(verdict.checks.size(), 9U);
    EXPECT_EQ(verdict.accepted, names.isEmpty());
    return names;
}

std::string detail(const TokenVerdict &verdict, QStringView name)
{
    return std::ranges::find(verdict.checks, name, &auth::TokenCheck::name)->detail.toStdString();
}

const QStringList none;
const QStringList onlyIat{u"iat"_s};
const QStringList onlyExp{u"exp"_s};
const QStringList onlyLifetime{u"lifetime"_s};

TEST(TokenAge, isAtMostSixtyMinutesToTheSecond)
{
    EXPECT_EQ(failed(checked(iat(0))), none);
    EXPECT_EQ(failed(checked(iat(3599))), none);
    EXPECT_EQ(failed(checked(iat(3600))), none);
    EXPECT_EQ(failed(checked(iat(3601))), onlyIat);
    EXPECT_EQ(failed(checked(iat(3601), 1)), none);
    EXPECT_EQ(failed(checked(iat(3602), 1)), onlyIat);
    EXPECT_THAT(detail(checked(iat(3601)), u"iat"),
                AllOf(HasSubstr("60 min 1 s ago"), HasSubstr("2023-11-14 21:13:19 UTC")));
}

TEST(TokenAge, isNotNegativeBeyondTheLeeway)
{
    EXPECT_EQ(failed(checked(iat(-1))), onlyIat);
    EXPECT_EQ(failed(checked(iat(-30), 30)), none);
    EXPECT_EQ(failed(checked(iat(-31), 30)), onlyIat);
    EXPECT_THAT(detail(checked(iat(-90)), u"iat"), HasSubstr("1 min 30 s in the future"));
}

TEST(TokenAge, takesFractionsAndOtherSpellingsOfNumbers)
{
    EXPECT_EQ(failed(checked(",\"iat\":1699999999.75")), none);
    EXPECT_EQ(failed(checked(",\"iat\":1700000000.5")), onlyIat);
    EXPECT_EQ(failed(checked(",\"iat\":1699996399.5")), onlyIat);
    EXPECT_EQ(failed(checked(",\"iat\":1.7e9")), none);
    EXPECT_EQ(failed(checked(",\"iat\":17e8")), none);
    EXPECT_EQ(failed(checked(iat(0), 0, now + 3600.5)), onlyIat);
}

TEST(TokenAge, mustBeANumberOfSeconds)
{
    EXPECT_EQ(failed(checked("")), onlyIat);
    EXPECT_EQ(failed(checked(",\"iat\":null")), onlyIat);
    EXPECT_EQ(failed(checked(",\"iat\":true")), onlyIat);
    EXPECT_EQ(failed(checked(",\"iat\":[1700000000]")), onlyIat);
    const auto text = checked(",\"iat\":\"1700000000\"");
    EXPECT_EQ(failed(text), onlyIat);
    EXPECT_THAT(detail(text, u"iat"), HasSubstr("without quotes"));
    const auto milliseconds = checked(",\"iat\":1700000000000");
    EXPECT_EQ(failed(milliseconds), onlyIat);
    EXPECT_THAT(detail(milliseconds, u"iat"), HasSubstr("looks like milliseconds"));
}

TEST(TokenExpiry, mustLieAheadToTheSecond)
{
    EXPECT_EQ(failed(checked(iat(600) + exp(1))), none);
    EXPECT_EQ(failed(checked(iat(600) + exp(0))), onlyExp);
    EXPECT_EQ(failed(checked(iat(600) + exp(-1))), onlyExp);
    EXPECT_EQ(failed(checked(iat(600) + exp(0), 1)), none);
    EXPECT_EQ(failed(checked(iat(600) + exp(-1), 1)), onlyExp);
    EXPECT_EQ(failed(checked(iat(600) + ",\"exp\":1700000000.5")), none);
    EXPECT_THAT(detail(checked(iat(600) + exp(-75)), u"exp"), HasSubstr("1 min 15 s ago"));
}

TEST(TokenExpiry, mayBeMissingAndTheRuleOfSixtyMinutesIsTold)
{
    const auto verdict = checked(iat(600));
    EXPECT_EQ(failed(verdict), none);
    EXPECT_THAT(detail(verdict, u"exp"),
                AllOf(HasSubstr("60 min"), HasSubstr("2023-11-14 23:03:20 UTC")));
}

TEST(TokenExpiry, mustBeANumberOfSeconds)
{
    const QStringList both{u"exp"_s, u"lifetime"_s};
    EXPECT_EQ(failed(checked(iat(0) + ",\"exp\":\"1700000600\"")), both);
    EXPECT_EQ(failed(checked(iat(0) + ",\"exp\":null")), both);
    EXPECT_EQ(failed(checked(iat(0) + ",\"exp\":false")), both);
    const auto milliseconds = checked(iat(0) + ",\"exp\":1700000600000");
    EXPECT_EQ(failed(milliseconds), both);
    EXPECT_THAT(detail(milliseconds, u"exp"), HasSubstr("looks like milliseconds"));
}

TEST(TokenLifetime, isAtMostNinetyMinutesToTheSecond)
{
    EXPECT_EQ(failed(checked(iat(10) + exp(5390))), none);
    EXPECT_EQ(failed(checked(iat(10) + exp(5391))), onlyLifetime);
    EXPECT_EQ(failed(checked(iat(10) + exp(5391), 60)), onlyLifetime); // both times are the token's
    EXPECT_EQ(failed(checked(iat(10) + ",\"exp\":1700005390.5")), onlyLifetime);
    EXPECT_THAT(detail(checked(iat(10) + exp(5390)), u"lifetime"),
                AllOf(HasSubstr("exp is 90 min after iat"), HasSubstr("60 min")));
}

TEST(TokenLifetime, ofTheSampleInThePlatformsOwnOverviewIsRefused)
{
    // iat 1600327269, exp 1600338000: 10,731 s
    const auto verdict = checked(",\"iat\":1600327269,\"exp\":1600338000", 0, 1600327300);
    EXPECT_EQ(failed(verdict), onlyLifetime);
    EXPECT_THAT(detail(verdict, u"lifetime"), HasSubstr("178 min 51 s"));
}

TEST(TokenLifetime, mayNotEndBeforeItBegins)
{
    EXPECT_EQ(failed(checked(iat(10) + exp(-11), 60)), onlyLifetime);
    EXPECT_EQ(failed(checked(iat(10) + exp(-10), 60)), none);
}

TEST(TokenLifetime, isNotLookedAtWithoutIat)
{
    const auto verdict = checked(exp(600));
    EXPECT_EQ(failed(verdict), (QStringList{u"iat"_s, u"lifetime"_s}));
    EXPECT_THAT(detail(verdict, u"lifetime"), HasSubstr("Not looked at"));
}

TEST(TokenNotBefore, isToldAndDoesNotCount)
{
    const auto ahead = checked(iat(0) + ",\"nbf\":1700000100");
    EXPECT_EQ(failed(ahead), none);
    EXPECT_THAT(detail(ahead, u"iat"), HasSubstr("nbf is 1700000100"));
    EXPECT_THAT(detail(checked(iat(0) + ",\"nbf\":1700000000"), u"iat"),
                testing::Not(HasSubstr("nbf")));
}

TEST(TokenTimes, ofAnySizeGiveAVerdict)
{
    for (const QByteArray &number :
         {QByteArray("1e400"), QByteArray("-1e400"), QByteArray("1e308"), QByteArray("-1e308"),
          QByteArray("9223372036854775807"), QByteArray("-9223372036854775808"),
          QByteArray("18446744073709551616"), QByteArray("-62135596800"), QByteArray("-1e13"),
          QByteArray("0"), QByteArray("-0"), QByteArray("1e-400"), QByteArray("1e11"),
          QByteArray(5000, '9')}) {
        SCOPED_TRACE(number.left(40).toStdString());
        const auto issued = checked(",\"iat\":" + number);
        EXPECT_EQ(failed(issued), onlyIat);
        EXPECT_LT(detail(issued, u"iat").size(), 600U);
        EXPECT_FALSE(checked(iat(0) + ",\"exp\":" + number).accepted);
        EXPECT_FALSE(checked(",\"iat\":" + number + ",\"exp\":" + number).accepted);
        EXPECT_FALSE(checked(",\"iat\":" + number + ",\"nbf\":" + number).accepted);
    }
}

TEST(TokenTimes, oddClocksAndLeewaysNeverAcceptMore)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    const QByteArray good = iat(10) + exp(600);
    for (const double clock : {nan, infinity, -infinity})
        EXPECT_EQ(failed(checked(good, 0, clock)), (QStringList{u"iat"_s, u"exp"_s}));
    for (const double clock : {-1.0, 0.0, 1e300, -1e300})
        EXPECT_FALSE(checked(good, 0, clock).accepted);
    for (const double leeway : {nan, infinity, -infinity, -100.0}) {
        EXPECT_EQ(failed(checked(good, leeway)), none);
        EXPECT_EQ(failed(checked(iat(3601), leeway)), onlyIat);
    }
}

} // namespace
