// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Merge.h"

#include "EditingSupport.h"

using editing::document;
using namespace Qt::StringLiterals;

namespace {

models::Merged merged(std::string_view base, std::string_view mine, std::string_view theirs)
{
    return models::merge(document(base), document(mine), document(theirs));
}

TEST(Merge, ChangesOfDifferentMembersComeTogether)
{
    const auto result =
        merged(R"({"a":1,"b":2,"c":3})", R"({"a":10,"b":2})", R"({"a":1,"b":20,"c":3,"d":4})");

    EXPECT_TRUE(result.conflicts.isEmpty());
    EXPECT_EQ(result.document.serialize(), R"({"a":10,"b":20,"d":4})");
}

TEST(Merge, NestedObjectsAreMergedMemberByMember)
{
    const auto result =
        merged(R"({"o":{"x":1,"y":1}})", R"({"o":{"x":2,"y":1}})", R"({"o":{"x":1,"y":2}})");

    EXPECT_TRUE(result.conflicts.isEmpty());
    EXPECT_EQ(result.document.serialize(), R"({"o":{"x":2,"y":2}})");
}

TEST(Merge, TheSameChangeOnBothSidesIsNoConflict)
{
    const auto result = merged(R"({"a":1})", R"({"a":2,"n":[1]})", R"({"n":[1],"a":2})");

    EXPECT_TRUE(result.conflicts.isEmpty());
    EXPECT_EQ(result.document.serialize(), R"({"n":[1],"a":2})");
}

TEST(Merge, DifferentChangesOfOneMemberConflictAndMineIsKept)
{
    const auto result =
        merged(R"({"a":{"b/c":1},"d":1})", R"({"a":{"b/c":2},"d":1})", R"({"a":{"b/c":3},"d":5})");

    EXPECT_EQ(result.conflicts, QStringList{u"/a/b~1c"_s});
    EXPECT_EQ(result.document.serialize(), R"({"a":{"b/c":2},"d":5})");
}

TEST(Merge, RemovingWhatOthersChangedIsAConflict)
{
    EXPECT_EQ(merged(R"({"a":1})", R"({})", R"({"a":2})").conflicts, QStringList{u"/a"_s});
    EXPECT_EQ(merged(R"({"a":1})", R"({"a":2})", R"({})").conflicts, QStringList{u"/a"_s});
    EXPECT_TRUE(merged(R"({"a":1})", R"({})", R"({})").conflicts.isEmpty());
}

TEST(Merge, ArraysAreTakenWholeBecauseIndicesShift)
{
    EXPECT_EQ(merged(R"({"l":[1,2]})", R"({"l":[0,1,2]})", R"({"l":[1,2,3]})").conflicts,
              QStringList{u"/l"_s});
    EXPECT_EQ(merged(R"({"l":[1],"x":1})", R"({"l":[1,2],"x":1})", R"({"l":[1],"x":2})")
                  .document.serialize(),
              R"({"l":[1,2],"x":2})");
}

TEST(Merge, NumbersDifferByTheirSpelling)
{
    const auto result = merged(R"({"a":1})", R"({"a":1.0})", R"({"a":1,"b":1})");

    EXPECT_TRUE(result.conflicts.isEmpty());
    EXPECT_EQ(result.document.serialize(), R"({"a":1.0,"b":1})");
}

} // namespace
