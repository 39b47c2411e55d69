// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/ByteRange.h"

#include <gmock/gmock.h>

using http::ByteRange;
using http::requestedRange;

namespace {

std::optional<ByteRange> of100(std::string_view header)
{
    const auto range = requestedRange(header, 100);
    EXPECT_TRUE(range) << header;
    return range.value_or(std::nullopt);
}

} // namespace

TEST(ByteRangeTest, takes_the_three_forms_of_one_range)
{
    EXPECT_EQ(of100("bytes=0-9"), (ByteRange{0, 9}));
    EXPECT_EQ(of100("bytes=90-"), (ByteRange{90, 99}));
    EXPECT_EQ(of100("bytes=-10"), (ByteRange{90, 99}));
    EXPECT_EQ(of100("Bytes = 5-5"), (ByteRange{5, 5}));
}

TEST(ByteRangeTest, ends_at_the_end)
{
    EXPECT_EQ(of100("bytes=50-1000"), (ByteRange{50, 99}));
    EXPECT_EQ(of100("bytes=-1000"), (ByteRange{0, 99}));
    EXPECT_EQ(of100("bytes=99-")->size(), 1U);
}

TEST(ByteRangeTest, answers_what_it_does_not_understand_with_all_of_it)
{
    for (const auto *header :
         {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5", "lines=1-2", "bytes=9-5",
          "bytes=0-1,5-6", "bytes=--5", "bytes=1-2x", "bytes=+1-2", "bytes=99999999999999999999-"})
        EXPECT_EQ(of100(header), std::nullopt) << header;
}

TEST(ByteRangeTest, says_when_nothing_of_it_is_there)
{
    EXPECT_EQ(requestedRange("bytes=100-", 100).error().contentRange, "bytes */100");
    EXPECT_FALSE(requestedRange("bytes=-0", 100));
    EXPECT_FALSE(requestedRange("bytes=0-", 0));
    EXPECT_FALSE(requestedRange("bytes=-5", 0));
}

TEST(ByteRangeTest, writes_what_is_sent_back)
{
    EXPECT_EQ((ByteRange{0, 99}.contentRange(1234)), "bytes 0-99/1234");
}
