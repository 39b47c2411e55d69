// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/LineDifference.h"

#include "tests/support/Print.h"

#include <gtest/gtest.h>

using models::LineDifference;
using namespace Qt::StringLiterals;

namespace {

TEST(LineDifference, NamesTheLinesThatAreOnlyOnOneSide)
{
    const auto difference =
        LineDifference::of(u"{\n \"a\": 1,\n \"b\": 2,\n \"c\": 3\n}"_s,
                           u"{\n \"a\": 1,\n \"b\": 5,\n \"new\": 0,\n \"c\": 3\n}"_s);
    EXPECT_EQ(difference.before, QList<int>{3});
    EXPECT_EQ(difference.after, (QList<int>{3, 4}));
    EXPECT_EQ(difference.besideAfter(5), 4);
    EXPECT_EQ(difference.besideBefore(4), 5);
    EXPECT_EQ(difference.besideAfter(1), 1);
}

TEST(LineDifference, ACommaThatCameIsNoDifference)
{
    const auto difference =
        LineDifference::of(u"{\n \"a\": 1\n}"_s, u"{\n \"a\": 1,\n \"b\": 2\n}"_s);
    EXPECT_TRUE(difference.before.isEmpty());
    EXPECT_EQ(difference.after, QList<int>{3});
}

TEST(LineDifference, TheSameAndNothingAtAll)
{
    EXPECT_TRUE(LineDifference::of(u"a\nb"_s, u"a\nb"_s).after.isEmpty());
    EXPECT_EQ(LineDifference::of({}, u"a\nb"_s).after, (QList<int>{1, 2}));
    EXPECT_EQ(LineDifference::of(u"a\nb"_s, u"b\na"_s).same.size(), 1);
}

} // namespace
