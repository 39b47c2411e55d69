// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/files/ToneFile.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstring>

using sandbox::ToneFile;

TEST(ToneFile, IsAWaveFileOfExactlyItsSize)
{
    const ToneFile tone(7, ToneFile::bytesFor(3));
    const std::string all = tone.read(0, 1'000'000);
    ASSERT_EQ(all.size(), tone.size());
    EXPECT_EQ(all.size(), 44U + 3 * 8000 * 2);
    EXPECT_EQ(all.substr(0, 4), "RIFF");
    EXPECT_EQ(all.substr(8, 8), "WAVEfmt ");
    EXPECT_EQ(all.substr(36, 4), "data");
    std::uint32_t size = 0;
    std::memcpy(&size, all.data() + 40, 4);
    EXPECT_EQ(size, all.size() - 44);
}

TEST(ToneFile, CanBeReadInAnyParts)
{
    const ToneFile tone(9, ToneFile::bytesFor(1) + 1);
    const std::string all = tone.read(0, 1'000'000);
    for (const std::size_t step : {1U, 3U, 43U, 44U, 45U, 1000U}) {
        std::string parts;
        for (std::size_t at = 0; at < all.size(); at += step)
            parts += tone.read(at, step);
        EXPECT_EQ(parts, all) << step;
    }
    EXPECT_EQ(tone.read(all.size(), 10), "");
    EXPECT_EQ(tone.read(all.size() - 1, 10).size(), 1U);
}

TEST(ToneFile, CanBeHeardAndDiffersByItsSeed)
{
    const std::string all = ToneFile(1, ToneFile::bytesFor(4)).read(0, 1'000'000);
    double energy = 0;
    for (std::size_t at = 44; at + 1 < all.size(); at += 2) {
        std::int16_t sample = 0;
        std::memcpy(&sample, all.data() + at, 2);
        energy += sample * static_cast<double>(sample);
    }
    EXPECT_GT(std::sqrt(energy / (4 * 8000)), 1000);
    EXPECT_NE(ToneFile(2, ToneFile::bytesFor(4)).read(0, 1'000'000), all);
}

TEST(ToneFile, IsNeverSmallerThanItsHeader)
{
    EXPECT_EQ(ToneFile(1, 0).read(0, 100).size(), 44U);
}
