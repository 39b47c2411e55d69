// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/Jwt.h"

#include <QString>

#include <optional>
#include <vector>

namespace auth {

/// The instants of a token on a line from 0 to 1, for a picture and a slider. Unix seconds.
class TokenTimeline
{
public:
    enum class Instant {
        Issued,        ///< iat
        NotOlderThan,  ///< iat + 60 min, the last moment at which it is young enough
        Expiry,        ///< exp
        LifetimeLimit, ///< iat + 90 min, the latest exp
        Now,           ///< by this machine's clock
        ServerNow,     ///< by the server's; missing when the two are within a second
    };
    struct Mark
    {
        Instant instant = Instant::Now;
        double at = 0;
        double position = 0;    ///< 0..1; 0 or 1 when it lies outside
        bool isOutside = false; ///< before or after what the line shows
        QString label;          ///< "Issued"
        QString detail;         ///< "2023-11-14 22:13:20 UTC"
    };
    /// Moments at which the times of the token are accepted.
    struct Interval
    {
        double from = 0;
        double to = 0;
        bool includesEnd = true; ///< false: exp itself is too late
    };

    struct Clock
    {
        double now = 0;    ///< this machine's, Unix seconds
        double offset = 0; ///< seconds by which the server is ahead
        double leeway = 0;
    };
    /// Times that are missing, no numbers, or milliseconds have no mark.
    static TokenTimeline of(json::Value payload, const Clock &clock);

    /// By time; those at the same moment in the order above.
    const std::vector<Mark> &marks() const { return m_marks; }
    const Mark *find(Instant instant) const;
    /// Nothing when no moment is accepted.
    std::optional<Interval> accepted() const { return m_accepted; }
    double from() const { return m_from; }
    double to() const { return m_to; }
    /// 0..1, clamped.
    double positionOf(double moment) const;
    /// The moment at @p position, to the whole second; clamped.
    double momentAt(double position) const;

private:
    std::vector<Mark> m_marks;
    std::optional<Interval> m_accepted;
    double m_from = 0;
    double m_to = 1;
};

} // namespace auth
