// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/HttpDate.h"

#include <gmock/gmock.h>

#include <limits>

using api::parseHttpDate;
using api::parseRetryAfter;

namespace {

constexpr qint64 example = 784'111'777'000; // RFC 9110 5.6.7

TEST(HttpDateTest, ReadsTheFixedForm)
{
    EXPECT_EQ(parseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT"), example);
    EXPECT_EQ(parseHttpDate("  Sun, 06 Nov 1994 08:49:37 GMT "), example);
}

TEST(HttpDateTest, RefusesAnythingElse)
{
    for (const char *text :
         {"", "now", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
          "1994-11-06T08:49:37Z", "Sun, 36 Nov 1994 08:49:37 GMT", "GMT"})
        EXPECT_FALSE(parseHttpDate(text)) << text;
    EXPECT_FALSE(parseHttpDate(QByteArray(100'000, '1') + "GMT"));
}

TEST(RetryAfterTest, ReadsSecondsAndDates)
{
    EXPECT_EQ(parseRetryAfter("0", 0), 0);
    EXPECT_EQ(parseRetryAfter(" 120 ", 0), 120'000);
    EXPECT_EQ(parseRetryAfter("Sun, 06 Nov 1994 08:49:37 GMT", example - 5'000), 5'000);
    EXPECT_EQ(parseRetryAfter("Sun, 06 Nov 1994 08:49:37 GMT", example + 5'000), 0);
}

TEST(RetryAfterTest, TakesNonsenseForNothingAndTooMuchForVeryLong)
{
    EXPECT_EQ(parseRetryAfter("", 0), -1);
    EXPECT_EQ(parseRetryAfter("-5", 0), -1);
    EXPECT_EQ(parseRetryAfter("soon", 0), -1);
    EXPECT_EQ(parseRetryAfter("1.5", 0), -1);
    constexpr int most = std::numeric_limits<int>::max();
    EXPECT_EQ(parseRetryAfter("99999999999999999999999", 0), most);
    EXPECT_EQ(parseRetryAfter("999999999", 0), most);
}

} // namespace
