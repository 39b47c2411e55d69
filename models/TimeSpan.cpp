// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/TimeSpan.h"

#include <algorithm>

namespace models {

TimeSpan timeSpan(TimeChoice choice, const QDateTime &now, const QDateTime &first,
                  const QDateTime &last)
{
    const auto startOf = [&now](int daysAgo) {
        return now.date().addDays(-daysAgo).startOfDay(now.timeZone()).toMSecsSinceEpoch();
    };
    switch (choice) {
    case TimeChoice::Any:
        return {};
    case TimeChoice::LastHour:
        return {now.addSecs(-3600).toMSecsSinceEpoch(), {}};
    case TimeChoice::Today:
        return {startOf(0), {}};
    case TimeChoice::Yesterday:
        return {startOf(1), startOf(0)};
    case TimeChoice::LastWeek:
        return {startOf(6), {}};
    case TimeChoice::LastMonth:
        return {startOf(29), {}};
    case TimeChoice::Between:
        break;
    }
    const auto [from, to] = std::minmax(first, last);
    constexpr qint64 minute = 60'000;
    return {from.toMSecsSinceEpoch(), to.toMSecsSinceEpoch() / minute * minute + minute};
}

bool movesOn(TimeChoice choice)
{
    return choice != TimeChoice::Any && choice != TimeChoice::Between;
}

} // namespace models
