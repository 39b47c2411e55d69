// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/CellTime.h"

#include <QDateTime>

#include <chrono>
#include <cmath>

namespace models {

namespace {

constexpr std::int64_t secondsADay = 86'400;
constexpr std::int64_t earliest = -62'135'596'800'000; // 0001-01-01
constexpr std::int64_t latest = 253'402'300'799'999;   // 9999-12-31
constexpr double firstMilliseconds = 1e11;             // as seconds that is the year 5138

/// Reads a text from its front.
class Scanner
{
public:
    explicit Scanner(std::string_view text)
        : m_text(text)
    {
    }

    bool atEnd() const { return m_text.empty(); }
    char next() const { return m_text.empty() ? '\0' : m_text.front(); }
    bool take(char wanted)
    {
        if (next() != wanted || m_text.empty())
            return false;
        m_text.remove_prefix(1);
        return true;
    }
    /// Exactly @p count digits; -1 when there are fewer.
    int digits(std::size_t count)
    {
        if (m_text.size() < count)
            return -1;
        int number = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const char c = m_text[i];
            if (c < '0' || c > '9')
                return -1;
            number = number * 10 + (c - '0');
        }
        m_text.remove_prefix(count);
        return number;
    }
    /// The digits after a decimal point, as ms.
    int fraction()
    {
        int ms = 0;
        int weight = 100;
        int count = 0;
        while (next() >= '0' && next() <= '9') {
            ms += weight * (next() - '0');
            weight /= 10;
            ++count;
            m_text.remove_prefix(1);
        }
        return count > 0 ? ms : -1;
    }

private:
    std::string_view m_text;
};

std::optional<std::int64_t> date(Scanner &in)
{
    using namespace std::chrono;
    const int y = in.digits(4);
    if (y < 1 || !in.take('-'))
        return {};
    const int m = in.digits(2);
    if (m < 1 || !in.take('-'))
        return {};
    const int d = in.digits(2);
    if (d < 1)
        return {};
    const year_month_day day{year(y), month(unsigned(m)), std::chrono::day(unsigned(d))};
    if (!day.ok())
        return {};
    return sys_days(day).time_since_epoch().count() * secondsADay;
}

std::optional<std::int64_t> timeOfDay(Scanner &in)
{
    const int hour = in.digits(2);
    if (hour < 0 || hour > 24 || !in.take(':'))
        return {};
    const int minute = in.digits(2);
    if (minute < 0 || minute > 59)
        return {};
    int second = 0;
    int ms = 0;
    if (in.take(':')) {
        second = in.digits(2);
        if (second < 0 || second > 60) // 60: a leap second
            return {};
        if (in.take('.') || in.take(','))
            ms = in.fraction();
        if (ms < 0)
            return {};
    }
    return (hour * 3600 + minute * 60 + second) * 1000LL + ms;
}

/// Seconds east of UTC.
std::optional<std::int64_t> zone(Scanner &in)
{
    if (in.atEnd() || in.take('Z') || in.take('z'))
        return 0;
    const bool west = in.next() == '-';
    if (!in.take('+') && !in.take('-'))
        return {};
    const int hours = in.digits(2);
    if (hours < 0 || hours > 23)
        return {};
    int minutes = 0;
    if (!in.atEnd()) {
        in.take(':');
        minutes = in.digits(2);
        if (minutes < 0 || minutes > 59)
            return {};
    }
    const std::int64_t seconds = hours * 3600 + minutes * 60;
    return west ? -seconds : seconds;
}

void appendNumber(std::string &out, int number, int width)
{
    char digits[4];
    for (int i = width - 1; i >= 0; --i) {
        digits[i] = char('0' + number % 10);
        number /= 10;
    }
    out.append(digits, std::size_t(width));
}

} // namespace

std::optional<std::int64_t> parseIsoTime(std::string_view text)
{
    Scanner in(text);
    const auto day = date(in);
    if (!day)
        return {};
    if (in.atEnd())
        return *day * 1000;
    if (!in.take('T') && !in.take('t') && !in.take(' '))
        return {};
    const auto time = timeOfDay(in);
    if (!time)
        return {};
    const auto offset = zone(in);
    if (!offset || !in.atEnd())
        return {};
    return (*day - *offset) * 1000 + *time;
}

std::optional<std::int64_t> timeOf(json::Value value)
{
    std::optional<std::int64_t> ms;
    if (value.isString()) {
        ms = parseIsoTime(value.text());
    } else if (const auto number = value.number(); number && std::abs(*number) < 1e15) {
        const bool isMilliseconds = std::abs(*number) >= firstMilliseconds;
        ms = std::int64_t(std::floor(isMilliseconds ? *number : *number * 1000));
    }
    if (!ms || *ms < earliest || *ms > latest)
        return {};
    return ms;
}

std::int64_t LocalClock::offsetSeconds(std::int64_t seconds)
{
    // No zone has ever changed its offset but at a full quarter of an hour of UTC in modern times.
    const std::int64_t block = seconds >= 0 ? seconds / 900 : (seconds - 899) / 900;
    Remembered &known = m_remembered[std::size_t(block) % m_remembered.size()];
    if (known.block != block) {
        known.block = block;
        known.offset = QDateTime::fromSecsSinceEpoch(seconds).offsetFromUtc();
    }
    return known.offset;
}

void LocalClock::append(std::string &out, std::int64_t msSinceEpoch)
{
    using namespace std::chrono;
    const std::int64_t utc = floor<seconds>(milliseconds(msSinceEpoch)).count();
    const sys_seconds local{seconds(utc + offsetSeconds(utc))};
    const auto days = floor<std::chrono::days>(local);
    const year_month_day date(days);
    const int second = int((local - days).count());
    appendNumber(out, int(date.year()), 4);
    out += '-';
    appendNumber(out, int(unsigned(date.month())), 2);
    out += '-';
    appendNumber(out, int(unsigned(date.day())), 2);
    out += ' ';
    appendNumber(out, second / 3600, 2);
    out += ':';
    appendNumber(out, second / 60 % 60, 2);
    out += ':';
    appendNumber(out, second % 60, 2);
}

} // namespace models
