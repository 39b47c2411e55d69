// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Value.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace models {

/// ISO 8601 date and time ("2026-11-22T13:03:05.250Z", "+01:00", date alone) in ms since 1970 UTC.
/// Without a zone it is taken as UTC, which is what servers mean. Nothing when it is no time.
std::optional<std::int64_t> parseIsoTime(std::string_view text);

/// A time of any form a reply may have: ISO 8601, or epoch numbers in s, or in ms from 10^11 on.
/// ms since 1970 UTC, years 1 to 9999 only.
std::optional<std::int64_t> timeOf(json::Value value);

/// Writes local times. Remembers zone offsets, which makes it fast for many; one for each thread.
class LocalClock
{
public:
    /// "2026-11-22 14:03:05"
    void append(std::string &out, std::int64_t msSinceEpoch);

private:
    std::int64_t offsetSeconds(std::int64_t seconds);

    struct Remembered
    {
        std::int64_t block = INT64_MIN;
        std::int64_t offset = 0;
    };
    std::array<Remembered, 64> m_remembered;
};

} // namespace models
