// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenSource.h"

#include "app/auth/TokenChecks.h"
#include "tests/unit/auth/TestKeys.h"

#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

using auth::TokenSource;

class TokenSourceTest : public testing::Test
{
protected:
    TokenSource m_source{testkeys::key(), u"d.example"_s, [this] { return m_now.load(); }};
    std::atomic<qint64> m_now = 1'700'000'000'999;

    void pass(qint64 seconds) { m_now += seconds * 1000; }
    int generation() { return m_source.token().generation; }
    bool isAccepted(const TokenSource::Token &token) const
    {
        const double now = static_cast<double>(m_now + m_source.clockOffset()) / 1000;
        return auth::checkToken(token.text, {testkeys::key().publicKey(), u"d.example"_s, now, 0})
            .accepted;
    }
};

TEST_F(TokenSourceTest, issuesATokenFromTheFlooredSecondForFiftyFiveMinutes)
{
    const auto token = m_source.token();
    EXPECT_EQ(token.issuedAt, 1'700'000'000); // .999 is not rounded up
    EXPECT_EQ(token.expiresAt, 1'700'000'000 + 55 * 60);
    EXPECT_EQ(token.generation, 1);
    EXPECT_TRUE(isAccepted(token));
}

TEST_F(TokenSourceTest, floorsTimesBefore1970Too)
{
    m_now = -1;
    EXPECT_EQ(m_source.token().issuedAt, -1);
    m_now = -1000;
    EXPECT_EQ(m_source.token().issuedAt, -1);
    m_now = -1001;
    EXPECT_EQ(m_source.token().issuedAt, -2);
}

TEST_F(TokenSourceTest, keepsTheTokenForFiftyMinutesAndThenSignsAnew)
{
    const auto first = m_source.token();
    pass(50 * 60 - 1);
    EXPECT_EQ(m_source.token().text, first.text);
    EXPECT_TRUE(isAccepted(m_source.token()));
    pass(1);
    const auto second = m_source.token();
    EXPECT_EQ(second.generation, 2);
    EXPECT_EQ(second.issuedAt, first.issuedAt + 50 * 60);
    EXPECT_NE(second.text, first.text);
}

TEST_F(TokenSourceTest, signsAnewWhenTheClockGoesBackPastIat)
{
    EXPECT_EQ(generation(), 1);
    m_now -= 999; // still the same second
    EXPECT_EQ(generation(), 1);
    m_now -= 1;
    const auto token = m_source.token();
    EXPECT_EQ(token.generation, 2);
    EXPECT_TRUE(isAccepted(token));
}

TEST_F(TokenSourceTest, twoRefusalsOfOneTokenSignOnce)
{
    const auto token = m_source.token();
    m_source.invalidate(token.generation);
    EXPECT_EQ(generation(), 2);
    m_source.invalidate(token.generation); // the second request's refusal, late
    EXPECT_EQ(generation(), 2);
    m_source.invalidate(7);
    EXPECT_EQ(generation(), 2);
    m_source.invalidate(2);
    m_source.invalidate(2);
    EXPECT_EQ(generation(), 3);
}

TEST_F(TokenSourceTest, allowsForAClockThatIsOff)
{
    const auto before = m_source.token();
    m_source.setClockOffset(90'500);
    EXPECT_EQ(m_source.clockOffset(), 90'500);
    const auto after = m_source.token();
    EXPECT_EQ(after.generation, 2);
    EXPECT_EQ(after.issuedAt, before.issuedAt + 90); // 0.999 s + 90.5 s - 1 s, floored
    EXPECT_TRUE(isAccepted(after));

    m_source.setClockOffset(90'500); // told again with every reply
    EXPECT_EQ(generation(), 2);
    m_source.setClockOffset(-3'600'000);
    EXPECT_EQ(m_source.token().issuedAt, before.issuedAt - 3601);
}

TEST_F(TokenSourceTest, isNeverIssuedInTheFutureOfAServerWhoseClockIsKnownToHalfASecond)
{
    // given: Date headers have whole seconds, so the offset may be told half a second too large
    constexpr qint64 real = 90'000;
    for (qint64 fraction = 0; fraction < 1000; fraction += 50) {
        m_now = 1'700'000'000'000 + fraction;
        // when
        m_source.setClockOffset(real + 500);
        const auto token = m_source.token();
        // then
        const double server = static_cast<double>(m_now + real) / 1000;
        EXPECT_TRUE(
            auth::checkToken(token.text, {testkeys::key().publicKey(), u"d.example"_s, server, 0})
                .accepted)
            << fraction;
        m_source.invalidate(token.generation);
    }
}

std::vector<TokenSource::Reason> reasons(const TokenSource &source)
{
    std::vector<TokenSource::Reason> all;
    for (const auto &each : source.history())
        all.push_back(each.reason);
    return all;
}

TEST_F(TokenSourceTest, remembersEverySigningAndWhyButNoToken)
{
    using enum TokenSource::Reason;
    EXPECT_TRUE(m_source.history().empty());
    m_source.setClockOffset(0);
    m_source.token();
    m_source.token(); // the same
    pass(auth::resignAfter);
    m_source.token();
    m_source.invalidate(2);
    m_source.invalidate(2);
    m_source.token();
    m_now -= 5000;
    m_source.token();
    m_source.setClockOffset(60'000);
    const auto last = m_source.token();

    EXPECT_EQ(reasons(m_source), (std::vector{First, Age, Refused, ClockWentBack, ClockOffset}));
    const auto signing = m_source.history().back();
    EXPECT_EQ(signing.generation, 5);
    EXPECT_EQ(signing.at, m_now);
    EXPECT_EQ(signing.issuedAt, last.issuedAt);
    EXPECT_EQ(signing.expiresAt, last.expiresAt);
    for (const auto reason : {First, Age, Refused, ClockWentBack, ClockOffset})
        EXPECT_FALSE(TokenSource::inWords(reason).isEmpty());
}

TEST_F(TokenSourceTest, remembersOnlyTheLastSignings)
{
    for (int i = 1; i <= static_cast<int>(TokenSource::longestHistory) + 10; ++i)
        m_source.invalidate(m_source.token().generation);
    const auto history = m_source.history();
    EXPECT_EQ(history.size(), TokenSource::longestHistory);
    EXPECT_EQ(history.front().generation, 11);
    EXPECT_EQ(history.back().generation, static_cast<int>(TokenSource::longestHistory) + 10);
}

TEST_F(TokenSourceTest, showsTheCachedTokenWithoutSigningOne)
{
    EXPECT_FALSE(m_source.current());
    EXPECT_TRUE(m_source.history().empty());
    const auto token = m_source.token();
    ASSERT_TRUE(m_source.current());
    EXPECT_EQ(m_source.current()->text, token.text);
    pass(auth::resignAfter * 2); // old, and still what there is
    EXPECT_EQ(m_source.current()->generation, 1);
    m_source.invalidate(1);
    EXPECT_FALSE(m_source.current());
}

TEST_F(TokenSourceTest, survivesClocksAndOffsetsWithoutSense)
{
    for (const qint64 clock :
         {std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max()}) {
        for (const qint64 offset :
             {std::numeric_limits<qint64>::min(), qint64(0), std::numeric_limits<qint64>::max()}) {
            m_now = clock;
            m_source.setClockOffset(offset);
            EXPECT_FALSE(m_source.token().text.isEmpty());
        }
    }
}

TEST_F(TokenSourceTest, tellsItsDomainAndKey)
{
    EXPECT_EQ(m_source.domain(), u"d.example"_s);
    EXPECT_EQ(m_source.key().publicKey(), testkeys::key().publicKey());
    EXPECT_GT(TokenSource(testkeys::key(), u"d.example"_s, nullptr).token().issuedAt,
              1'600'000'000);
}

TEST_F(TokenSourceTest, manyThreadsShareOneSigning)
{
    std::vector<QByteArray> texts(16);
    {
        std::vector<std::jthread> threads;
        for (auto &text : texts)
            threads.emplace_back([&] { text = m_source.token().text; });
    }
    for (const QByteArray &text : texts)
        EXPECT_EQ(text, texts.front());
    EXPECT_EQ(generation(), 1);
}

TEST_F(TokenSourceTest, manyThreadsWithAJumpingClockAlwaysGetAWholeToken)
{
    // given
    std::atomic<int> wrong = 0;
    // when
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 8; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < 60; ++i) {
                    const auto token = m_source.token();
                    const auto jwt = auth::Jwt::parse(token.text);
                    if (!jwt || jwt->payload()["iat"].integer() != token.issuedAt ||
                        jwt->payload()["exp"].integer() != token.expiresAt ||
                        !testkeys::key().publicKey().verify(jwt->signingInput(), jwt->signature()))
                        ++wrong;
                    if (i % 7 == t % 7)
                        m_now += (i % 2 == 0 ? 1 : -1) * 4'000'000;
                    if (i % 11 == t)
                        m_source.invalidate(token.generation);
                    if (m_source.history().empty())
                        ++wrong;
                    if (i % 13 == t)
                        m_source.setClockOffset(i * 1000);
                }
            });
        }
    }
    // then
    EXPECT_EQ(wrong, 0);
    EXPECT_GT(generation(), 1);
}

} // namespace
