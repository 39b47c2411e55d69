// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenTimeline.h"

#include "app/auth/TokenChecks.h"
#include "app/auth/TokenWords.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace auth {

namespace {

using Instant = TokenTimeline::Instant;

constexpr double age = static_cast<double>(maximumAge);
constexpr double lifetime = static_cast<double>(maximumLifetime);
constexpr double margin = 10 * 60;          // beside the outermost mark
constexpr double farthestNow = 3 * 60 * 60; // from the token's own times, to be on the line

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(auth::TokenTimeline)

public:
    static QString label(Instant instant)
    {
        switch (instant) {
        case Instant::Issued:
            return tr("Issued");
        case Instant::NotOlderThan:
            return tr("60 minutes old");
        case Instant::Expiry:
            return tr("Expires");
        case Instant::LifetimeLimit:
            return tr("Latest expiry");
        case Instant::Now:
            return tr("Now");
        case Instant::ServerNow:
            return tr("Now at the server");
        }
        Q_UNREACHABLE_RETURN({});
    }
};

std::optional<double> timeOf(json::Value value)
{
    if (!value.isNumber())
        return std::nullopt;
    const double seconds = value.number().value_or(HUGE_VAL);
    if (!std::isfinite(seconds) || std::abs(seconds) > words::looksLikeMilliseconds)
        return std::nullopt;
    return seconds;
}

/// As checkToken() judges the times.
std::optional<TokenTimeline::Interval> acceptedInterval(json::Value payload, double leeway)
{
    const auto issued = timeOf(payload["iat"]);
    const auto expires = timeOf(payload["exp"]);
    if (!issued || (payload["exp"] && !expires))
        return std::nullopt;
    TokenTimeline::Interval interval{*issued - leeway, *issued + age + leeway, true};
    if (!expires)
        return interval;
    const double length = *expires - *issued;
    if (length < 0 || length > lifetime)
        return std::nullopt;
    if (*expires + leeway <= interval.to) {
        interval.to = *expires + leeway;
        interval.includesEnd = false;
    }
    if (interval.to < interval.from || (interval.to == interval.from && !interval.includesEnd))
        return std::nullopt;
    return interval;
}

} // namespace

TokenTimeline TokenTimeline::of(json::Value payload, const Clock &clock)
{
    TokenTimeline line;
    const auto add = [&line](Instant instant, double at) {
        line.m_marks.push_back({instant, at, 0, false, Words::label(instant), words::moment(at)});
    };
    if (const auto issued = timeOf(payload["iat"])) {
        add(Instant::Issued, *issued);
        add(Instant::NotOlderThan, *issued + age);
        add(Instant::LifetimeLimit, *issued + lifetime);
    }
    if (const auto expires = timeOf(payload["exp"]))
        add(Instant::Expiry, *expires);

    const double now = std::isfinite(clock.now) ? clock.now : 0;
    const double offset = std::isfinite(clock.offset) ? clock.offset : 0;
    const double leeway = std::isfinite(clock.leeway) && clock.leeway > 0 ? clock.leeway : 0;
    double from = now;
    double to = now + age;
    const Mark *const issued = line.find(Instant::Issued);
    if (issued || !line.m_marks.empty()) {
        // The rules hang on iat: an exp that is days away must not squeeze them into a point.
        const double anchor = issued ? issued->at : line.m_marks.front().at - age;
        const double farthest = anchor + lifetime + farthestNow;
        from = anchor;
        to = anchor + lifetime;
        if (const Mark *expiry = line.find(Instant::Expiry)) {
            from = std::max(std::min(from, expiry->at), anchor - farthestNow);
            to = std::min(std::max(to, expiry->at), farthest);
        }
        for (const double each : {now, now + offset}) {
            if (each >= anchor - farthestNow && each <= farthest) {
                from = std::min(from, each);
                to = std::max(to, each);
            }
        }
    }
    line.m_from = std::floor(from - margin);
    line.m_to = std::ceil(to + margin);

    add(Instant::Now, now);
    if (std::abs(offset) >= 1)
        add(Instant::ServerNow, now + offset);
    for (Mark &mark : line.m_marks) {
        mark.position = line.positionOf(mark.at);
        mark.isOutside = mark.at < line.m_from || mark.at > line.m_to;
    }
    std::ranges::sort(line.m_marks, [](const Mark &left, const Mark &right) {
        return std::pair(left.at, left.instant) < std::pair(right.at, right.instant);
    });
    line.m_accepted = acceptedInterval(payload, leeway);
    return line;
}

const TokenTimeline::Mark *TokenTimeline::find(Instant instant) const
{
    const auto found = std::ranges::find(m_marks, instant, &Mark::instant);
    return found == m_marks.end() ? nullptr : &*found;
}

double TokenTimeline::positionOf(double moment) const
{
    const double position = (moment - m_from) / (m_to - m_from);
    return position > 0 ? std::min(position, 1.0) : 0; // 0 for no number too
}

double TokenTimeline::momentAt(double position) const
{
    const double inside = position > 0 ? std::min(position, 1.0) : 0;
    return std::clamp(std::round(m_from + inside * (m_to - m_from)), m_from, m_to);
}

} // namespace auth
