// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/csv/FormulaGuard.h"

#include <gtest/gtest.h>

#include <random>

TEST(FormulaGuard, StandsInFrontOfWhatASpreadsheetWouldRun)
{
    for (const std::string run :
         {"=1+2", "+46701740605", "@SUM(A1)", "-2+3", "\t=1", "\r=1", "\n=1", "-", "+", "-0",
          "-1.50", "-007", "-1e5", "-1234567890123456",
          "\xef\xbc\x9d"
          "1"}) {
        EXPECT_EQ(api::guarded(run), "'" + run);
        EXPECT_EQ(api::unguarded("'" + run), run);
        EXPECT_EQ(api::unguarded(run), run) << "a file that nobody guarded";
    }
}

TEST(FormulaGuard, LeavesAloneWhatIsOnlyData)
{
    for (const std::string data : {"", "a=b", "46701740605", "-5", "-0.25", "-120", "'", "'quoted'",
                                   "''", "it's", "'-5", " =1"}) {
        EXPECT_EQ(api::guarded(data), data);
        EXPECT_EQ(api::unguarded(data), data);
    }
}

TEST(FormulaGuard, GuardsWhatLooksGuardedOnceMore)
{
    EXPECT_EQ(api::guarded("'=1"), "''=1");
    EXPECT_EQ(api::unguarded("''=1"), "'=1");
}

TEST(FormulaGuard, ComesOffAnyText)
{
    std::mt19937 random(7);
    const std::string signs = "'=+-@\t\r\n01.9a";
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (auto length = random() % 8; length > 0; --length)
            text.push_back(signs[random() % signs.size()]);
        ASSERT_EQ(api::unguarded(api::guarded(text)), text);
    }
}
