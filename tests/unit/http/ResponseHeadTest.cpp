// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/ResponseHead.h"

#include <gmock/gmock.h>

using namespace std::chrono_literals;

TEST(ResponseHeadTest, writes_the_dates_of_rfc_9110)
{
    const auto at = [](std::int64_t unixSeconds) {
        return http::imfFixdate(std::chrono::sys_seconds(std::chrono::seconds(unixSeconds)));
    };
    EXPECT_EQ(at(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(at(0), "Thu, 01 Jan 1970 00:00:00 GMT");
    EXPECT_EQ(at(-1), "Wed, 31 Dec 1969 23:59:59 GMT");
    EXPECT_EQ(at(951782400), "Tue, 29 Feb 2000 00:00:00 GMT");
    EXPECT_EQ(at(4102444799), "Thu, 31 Dec 2099 23:59:59 GMT");
}

TEST(ResponseHeadTest, allows_text_of_any_language_in_values_and_nothing_that_ends_a_line)
{
    const auto sendable = [](std::string name, std::string value) {
        return http::isSendable({.status = 200,
                                 .headers = {{std::move(name), std::move(value)}},
                                 .body = {},
                                 .stream = {}});
    };
    EXPECT_TRUE(sendable("X-Name", "Åsa \t \"x\""));
    EXPECT_TRUE(sendable("X-Name", ""));
    for (int c = 0; c < 0x20; ++c)
        EXPECT_EQ(sendable("X", std::string("a") + static_cast<char>(c)), c == '\t') << c;
    EXPECT_FALSE(sendable("X", "\x7f"));
    for (const char *name : {"", " ", "a b", "a:", "a\r\n", "å", "a/b", "(a)"})
        EXPECT_FALSE(sendable(name, "x")) << name;
}

TEST(ResponseHeadTest, compares_names_without_case)
{
    EXPECT_TRUE(http::equalsIgnoringCase("Content-Type", "cONTENT-tYPE"));
    EXPECT_FALSE(http::equalsIgnoringCase("Content-Type", "Content-Typ"));
    EXPECT_FALSE(http::equalsIgnoringCase("a@", "A`"));
}
