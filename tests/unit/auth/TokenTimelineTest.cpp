// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenTimeline.h"

#include "app/auth/TokenChecks.h"
#include "app/json/Document.h"
#include "tests/unit/auth/TestKeys.h"

#include <QRandomGenerator>

#include <gtest/gtest.h>

#include <limits>

using namespace Qt::StringLiterals;

namespace {

using auth::TokenTimeline;
using enum TokenTimeline::Instant;

constexpr double now = 1'700'000'000;

TokenTimeline lineOf(const std::string &payload, const TokenTimeline::Clock &clock = {now, 0, 0})
{
    return TokenTimeline::of(json::Document::parse(payload).value().root(), clock);
}

std::vector<TokenTimeline::Instant> instants(const TokenTimeline &line)
{
    std::vector<TokenTimeline::Instant> all;
    for (const auto &mark : line.marks())
        all.push_back(mark.instant);
    return all;
}

TEST(TokenTimeline, hasEveryInstantInOrder)
{
    // given: issued 10 min ago for 55 min, and a server 2 min ahead
    const auto line = lineOf(R"({"iat":1699999400,"exp":1700002700})", {now, 120, 0});
    // then
    EXPECT_EQ(instants(line),
              (std::vector{Issued, Now, ServerNow, Expiry, NotOlderThan, LifetimeLimit}));
    EXPECT_EQ(line.find(NotOlderThan)->at, now + 50 * 60);
    EXPECT_EQ(line.find(LifetimeLimit)->at, now + 80 * 60);
    EXPECT_EQ(line.find(ServerNow)->at, now + 120);
    EXPECT_EQ(line.find(Now)->detail, u"2023-11-14 22:13:20 UTC");
    double last = 0;
    for (const auto &mark : line.marks()) {
        EXPECT_FALSE(mark.label.isEmpty());
        EXPECT_FALSE(mark.isOutside);
        EXPECT_GT(mark.position, last); // none at the very edge
        EXPECT_LT(mark.position, 1);
        last = mark.position;
    }
    EXPECT_FALSE(lineOf("{}", {now, 0.9, 0}).find(ServerNow));
}

TEST(TokenTimeline, mapsMomentsToPositionsAndBack)
{
    const auto line = lineOf(R"({"iat":1699999400,"exp":1700002700})");
    EXPECT_EQ(line.positionOf(line.from()), 0);
    EXPECT_EQ(line.positionOf(line.to()), 1);
    EXPECT_EQ(line.momentAt(0), line.from());
    EXPECT_EQ(line.momentAt(1), line.to());
    for (double moment = line.from(); moment <= line.to(); ++moment)
        ASSERT_EQ(line.momentAt(line.positionOf(moment)), moment);
    EXPECT_EQ(line.momentAt(-1), line.from());
    EXPECT_EQ(line.momentAt(2), line.to());
    EXPECT_EQ(line.momentAt(std::numeric_limits<double>::quiet_NaN()), line.from());
    EXPECT_EQ(line.positionOf(std::numeric_limits<double>::quiet_NaN()), 0);
}

TEST(TokenTimeline, leavesOutWhatIsFarAway)
{
    const auto old = lineOf(R"({"iat":1600327269,"exp":1600338000})");
    EXPECT_TRUE(old.find(Now)->isOutside);
    EXPECT_EQ(old.find(Now)->position, 1);
    EXPECT_LT(old.to() - old.from(), 8 * 3600);
    EXPECT_FALSE(old.find(Issued)->isOutside);
    const auto longLived = lineOf(R"({"iat":1700000000,"exp":1800000000})");
    EXPECT_TRUE(longLived.find(Expiry)->isOutside);
    EXPECT_GT(longLived.find(LifetimeLimit)->position, 0.2);
}

TEST(TokenTimeline, withoutTimesShowsNow)
{
    for (const char *payload : {"{}", R"({"iat":"x"})", R"({"iat":1700000000000})",
                                R"({"iat":1e400,"exp":null})", "[]"}) {
        const auto line = lineOf(payload);
        EXPECT_EQ(instants(line), std::vector{Now}) << payload;
        EXPECT_FALSE(line.accepted()) << payload;
        EXPECT_FALSE(line.find(Now)->isOutside);
    }
    EXPECT_EQ(instants(lineOf(R"({"exp":1700000000})")), (std::vector{Expiry, Now}));
    for (const double clock : {1e300, -1e300, std::numeric_limits<double>::infinity(),
                               std::numeric_limits<double>::quiet_NaN()}) {
        const auto line = lineOf(R"({"iat":1700000000})", {clock, clock, clock});
        for (const auto &mark : line.marks()) {
            EXPECT_GE(mark.position, 0);
            EXPECT_LE(mark.position, 1);
        }
    }
}

bool timesAccepted(const QByteArray &token, double moment, double leeway)
{
    return auth::checkToken(token, {testkeys::key().publicKey(), u"d.example"_s, moment, leeway})
        .accepted;
}

TEST(TokenTimeline, acceptsExactlyWhatTheChecksAccept)
{
    QRandomGenerator random(3);
    int accepting = 0;
    for (int round = 0; round < 60; ++round) {
        // given
        const qint64 issued = qint64(now) + random.bounded(20);
        const bool hasExpiry = round % 5 != 0;
        const qint64 expires = issued - 100 + random.bounded(6000);
        const double leeway = round % 3 == 0 ? 30 : 0;
        QByteArray payload = R"({"sub":"d.example","iat":)" + QByteArray::number(issued);
        if (hasExpiry)
            payload += ",\"exp\":" + QByteArray::number(expires);
        payload += '}';
        const QByteArray token = testkeys::signedToken(testkeys::usualHeader, payload);
        // when
        const auto line = lineOf(payload.toStdString(), {now, 0, leeway});
        // then
        if (!line.accepted()) {
            for (const qint64 moment : {issued, expires, issued + 3600, (issued + expires) / 2})
                EXPECT_FALSE(timesAccepted(token, double(moment), leeway));
            continue;
        }
        ++accepting;
        const auto interval = *line.accepted();
        EXPECT_TRUE(timesAccepted(token, interval.from, leeway));
        EXPECT_FALSE(timesAccepted(token, interval.from - 1, leeway));
        EXPECT_EQ(timesAccepted(token, interval.to, leeway), interval.includesEnd);
        EXPECT_TRUE(timesAccepted(token, interval.to - 0.5, leeway));
        EXPECT_FALSE(timesAccepted(token, interval.to + 1, leeway));
    }
    EXPECT_GT(accepting, 20);
}

} // namespace
