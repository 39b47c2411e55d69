// SPDX-License-Identifier: GPL-3.0-or-later
#include "CsvSamples.h"
#include "models/csv/CsvBulkParts.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using testing::ElementsAre;

namespace {

std::vector<models::CsvBulkPart> parts(const std::string &text, const std::string &existing,
                                       const std::vector<int> &rows, qsizetype limit = 10'000)
{
    const models::CsvTable table = csv::table(text);
    return models::bulkParts(table, csv::check(table, existing), rows, samples::deviceType(),
                             limit);
}

} // namespace

TEST(CsvBulk, HoldsWholeResourcesUnguarded)
{
    const auto made =
        parts("deviceId,lines,note\n'+461,3,x\n8,1,\"a\nb\"\n9,1,c\n",
              R"([{"deviceId":"+461","authorized":{"domain":"d"},"k":[1]}])", {0, 1, 2});
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made[0].body, "deviceId,authorized.domain,k,lines,note\r\n"
                            "+461,d,[1],3,x\r\n"
                            "8,,,1,\"a\nb\"\r\n"
                            "9,,,1,c\r\n");
    EXPECT_THAT(made[0].lines, ElementsAre(2, 3, 5));
}

TEST(CsvBulk, IsSplitBelowTheLimit)
{
    std::string text = "deviceId,description\n";
    std::vector<int> rows;
    for (int i = 0; i < 100; ++i) {
        text += std::to_string(i) + ",some text or other\n";
        rows.push_back(i);
    }
    const auto made = parts(text, "[]", rows, 1000);
    ASSERT_GT(made.size(), 2U);
    std::vector<int> seen;
    for (const auto &part : made) {
        EXPECT_LE(part.body.size(), 1000);
        EXPECT_TRUE(part.body.startsWith("deviceId,description\r\n"));
        seen.insert(seen.end(), part.rows.begin(), part.rows.end());
    }
    EXPECT_EQ(seen, rows);
}

TEST(CsvBulk, FindsTheRowsThatAReasonIsAbout)
{
    const auto made = parts("deviceId,lines\n+461,3\n8,1\n9,1\n", "[]", {0, 1, 2});
    const auto reasons = models::bulkReasons(
        u"Line 3: lines is too small.\nDevice +461 is blocked\nand 4 more"_s, made.at(0));
    EXPECT_EQ(reasons.ofRows.at(1), u"lines is too small."_s);
    EXPECT_EQ(reasons.ofRows.at(0), u"Device +461 is blocked"_s);
    EXPECT_EQ(reasons.others, QStringList(u"and 4 more"_s));
}
