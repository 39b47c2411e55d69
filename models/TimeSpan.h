// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <optional>

namespace models {

/// Which times a list shows.
enum class TimeChoice { Any, LastHour, Today, Yesterday, LastWeek, LastMonth, Between };

/// ms since 1970 UTC; from is included, to is not. Absent: open on that side.
struct TimeSpan
{
    std::optional<qint64> from;
    std::optional<qint64> to;
    bool operator==(const TimeSpan &) const = default;
};

/// Days are those of @p now's zone. @p first and @p last count for Between only, in any order; the
/// minute of the later one is included.
TimeSpan timeSpan(TimeChoice choice, const QDateTime &now, const QDateTime &first = {},
                  const QDateTime &last = {});

/// What the choice shows becomes another span as time goes on.
bool movesOn(TimeChoice choice);

} // namespace models
