// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/ArrayDiff.h"

#include "app/json/Document.h"
#include "app/json/Sequence.h"

#include <gmock/gmock.h>

#include <numeric>

using namespace json;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

using Numbers = std::vector<std::uint32_t>;

TEST(CommonSubsequence, IsTheLongestForFewDifferences)
{
    EXPECT_THAT(commonSubsequence(Numbers{}, Numbers{}), IsEmpty());
    EXPECT_THAT(commonSubsequence(Numbers{1, 2}, Numbers{3}), IsEmpty());
    EXPECT_THAT(commonSubsequence(Numbers{1, 2, 3}, Numbers{2, 3, 4}),
                ElementsAre(Match{1, 0}, Match{2, 1}));
    EXPECT_EQ(commonSubsequence(Numbers{1, 2, 3, 1, 2, 2, 1}, Numbers{3, 2, 1, 2, 1, 3}).size(),
              4U);
}

TEST(CommonSubsequence, FollowsAShiftWithThousandsOfDifferences)
{
    Numbers before(10'000);
    std::iota(before.begin(), before.end(), 0U);
    Numbers after(5'000);
    std::iota(after.begin(), after.end(), 20'000U);
    after.insert(after.end(), before.begin(), before.end());

    const auto matches = commonSubsequence(before, after);

    ASSERT_EQ(matches.size(), before.size());
    EXPECT_EQ(matches.front(), (Match{0, 5'000}));
}

TEST(LongestRising, LeavesOutWhatGoesBack)
{
    const std::vector<Match> matches{{0, 5}, {1, 1}, {2, 2}, {3, 0}, {4, 7}};

    EXPECT_THAT(longestRising(matches), ElementsAre(Match{1, 1}, Match{2, 2}, Match{4, 7}));
}

TEST(ArrayDiff, MatchesByPositionWhenTheEffortIsUsedUp)
{
    const Document before = *Document::parse("[1,2,3]");
    const Document after = *Document::parse("[0,1,2,3]");

    const auto steps = ArrayDiff(0).steps(before.root().handle(), after.root().handle());

    ASSERT_EQ(steps.size(), 4U);
    EXPECT_EQ(steps[0].kind, ArrayStep::Kind::Replace);
    EXPECT_EQ(steps[3].kind, ArrayStep::Kind::Add);
}

} // namespace
