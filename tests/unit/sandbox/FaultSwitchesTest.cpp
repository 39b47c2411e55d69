// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/FaultSwitches.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

using sandbox::Faults;
using sandbox::FaultSwitches;

namespace {

std::vector<int> statuses(FaultSwitches &switches, int count)
{
    std::vector<int> all;
    for (int i = 0; i < count; ++i) {
        const auto refusal = switches.refusal();
        all.push_back(refusal ? refusal->status : 200);
    }
    return all;
}

TEST(FaultSwitches, DoNothingUntilTheyAreSet)
{
    FaultSwitches switches(1);
    EXPECT_FALSE(switches.refusal());
    const http::Fault fault = switches.fault(0, 100);
    EXPECT_EQ(fault.delay.count(), 0);
    EXPECT_FALSE(fault.dropBeforeReply);
    EXPECT_FALSE(fault.truncateBodyAt);
    EXPECT_EQ(fault.clockOffset.count(), 0);
}

TEST(FaultSwitches, GiveTheSameFaultsForTheSameSeed)
{
    FaultSwitches first(7);
    FaultSwitches second(7);
    FaultSwitches other(8);
    for (FaultSwitches *switches : {&first, &second, &other})
        switches->set({.tooManyRequests = 0.3, .serverErrors = 0.3});
    const auto expected = statuses(first, 200);
    EXPECT_EQ(statuses(second, 200), expected);
    EXPECT_NE(statuses(other, 200), expected);
    EXPECT_THAT(expected, testing::Contains(429));
    EXPECT_THAT(expected, testing::Contains(500));
    EXPECT_THAT(expected, testing::Contains(200));
}

TEST(FaultSwitches, SayWhenToComeBack)
{
    FaultSwitches switches(1);
    switches.set({.tooManyRequests = 1, .retryAfterSeconds = 7});
    const auto refusal = switches.refusal();
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->status, 429);
    EXPECT_THAT(refusal->headers, testing::Contains(testing::Pair("Retry-After", "7")));
}

TEST(FaultSwitches, ActOnTheReplysWay)
{
    FaultSwitches switches(1);
    switches.set({.latencyMs = 40, .dropped = 1, .truncated = 1, .clockOffsetSeconds = -90});
    const http::Fault fault = switches.fault(30, 100);
    EXPECT_EQ(fault.delay.count(), 40);
    EXPECT_TRUE(fault.dropBeforeReply);
    EXPECT_EQ(fault.truncateBodyAt, 50U);
    EXPECT_EQ(fault.clockOffset.count(), -60);
}

TEST(FaultSwitches, LetABodyStopInTheMiddle)
{
    FaultSwitches switches(1);
    switches.set({.stalled = 1});
    EXPECT_EQ(switches.fault(0, 100).stallBodyAt, 50U);
    EXPECT_FALSE(switches.fault(0, 100).truncateBodyAt);
    switches.set({.truncated = 1, .stalled = 1});
    EXPECT_FALSE(switches.fault(0, 100).stallBodyAt) << "one end is enough";
}

TEST(FaultSwitches, HoldValuesToWhatMakesSense)
{
    FaultSwitches switches(1);
    switches.set({.latencyMs = -5,
                  .tooManyRequests = 7,
                  .serverErrors = -1,
                  .dropped = std::numeric_limits<double>::quiet_NaN()});
    EXPECT_EQ(switches.faults().latencyMs, 0);
    EXPECT_EQ(switches.faults().tooManyRequests, 1);
    EXPECT_EQ(switches.faults().serverErrors, 0);
    EXPECT_EQ(switches.faults().dropped, 0);
}

std::expected<Faults, std::string> read(std::string_view text)
{
    const auto document = json::Document::parse(text);
    return document ? FaultSwitches::fromJson(document->root())
                    : std::unexpected(std::string("no JSON"));
}

TEST(FaultSwitches, AreReadBackAsTheyWereWritten)
{
    FaultSwitches switches(1);
    switches.set({.latencyMs = 12,
                  .tooManyRequests = 0.25,
                  .retryAfterSeconds = 3,
                  .serverErrors = 0.5,
                  .dropped = 0.125,
                  .truncated = 1,
                  .clockOffsetSeconds = -3600});
    const auto back = read(switches.toJson());
    ASSERT_TRUE(back);
    FaultSwitches copy(1);
    copy.set(*back);
    EXPECT_EQ(copy.toJson(), switches.toJson());
}

TEST(FaultSwitches, KeepTheDefaultOfMembersThatAreLeftOut)
{
    const auto faults = read(R"({"serverErrors":1})");
    ASSERT_TRUE(faults);
    EXPECT_EQ(faults->serverErrors, 1);
    EXPECT_EQ(faults->retryAfterSeconds, 1);
    EXPECT_EQ(faults->latencyMs, 0);
}

TEST(FaultSwitches, RefuseWhatTheyDoNotKnow)
{
    for (const char *text :
         {"[]", R"({"colour":1})", R"({"dropped":2})", R"({"dropped":"1"})", R"({"latencyMs":1.5})",
          R"({"latencyMs":-1})", R"({"latencyMs":1e300})", R"({"dropped":null})"}) {
        EXPECT_FALSE(read(text)) << text;
    }
}

} // namespace
