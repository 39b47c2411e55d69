// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/demo/Making.h"

#include "app/sandbox/demo/Words.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <format>

namespace sandbox {

namespace {

constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;

Place somewhere(Dice &dice)
{
    Place place;
    place.isSwedish = dice.percent(70);
    const int house = 1 + dice.below(140);
    if (place.isSwedish) {
        const auto street = dice.pick(demo::swedishStreets);
        place.town = dice.pick(demo::swedishTowns);
        const int flat = 1001 + dice.below(8) * 100 + dice.below(6);
        place.address = std::format("Lägenhet {}, {} {}, {}", flat, street, house, place.town);
        place.person = std::format("{} {}", dice.pick(demo::swedishFirstNames),
                                   dice.pick(demo::swedishLastNames));
    } else {
        const auto street = dice.pick(demo::britishStreets);
        place.town = dice.pick(demo::britishTowns);
        place.address =
            std::format("Flat {}, {} {}, {}", 1 + dice.below(48), house, street, place.town);
        place.person = std::format("{} {}", dice.pick(demo::britishFirstNames),
                                   dice.pick(demo::britishLastNames));
    }
    return place;
}

std::optional<int> number(std::string_view text)
{
    int value = 0;
    const char *const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || error != std::errc() || stop != end)
        return std::nullopt;
    return value;
}

/// "-30d" in milliseconds.
std::optional<qint64> span(std::string_view text)
{
    if (text.empty())
        return std::nullopt;
    constexpr std::string_view units = "smhd";
    constexpr std::array<qint64, 4> sizes{1000, 60'000, 3'600'000, dayMs};
    const auto unit = units.find(text.back());
    const auto count = number(text.substr(0, text.size() - 1));
    if (unit == std::string_view::npos || !count)
        return std::nullopt;
    return *count * sizes.at(unit);
}

/// "from..to"
std::optional<std::pair<std::string_view, std::string_view>> ends(std::string_view text)
{
    const auto dots = text.find("..");
    if (dots == std::string_view::npos)
        return std::nullopt;
    return std::pair{text.substr(0, dots), text.substr(dots + 2)};
}

} // namespace

std::string dateTimeText(qint64 msSince1970)
{
    using namespace std::chrono;
    const sys_seconds time{floor<seconds>(milliseconds(msSince1970))};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    return std::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

Making::Making(Dice dice, int index, std::string domain, qint64 nowMs)
    : m_dice(dice)
    , m_index(index)
    , m_domain(std::move(domain))
    , m_nowMs(nowMs)
{
}

const Place &Making::place()
{
    if (!m_place)
        m_place = somewhere(m_dice);
    return *m_place;
}

void Making::remember(std::string_view name, std::string text)
{
    m_members.emplace_back(name, std::move(text));
}

std::string_view Making::recall(std::string_view name) const
{
    const auto found =
        std::ranges::find(m_members, name, [](const auto &each) { return each.first; });
    return found == m_members.end() ? std::string_view() : std::string_view(found->second);
}

std::string Making::filled(std::string_view text)
{
    std::string whole;
    for (;;) {
        const auto open = text.find('{');
        const auto close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos)
            return whole.append(text);
        whole.append(text.substr(0, open));
        const auto name = text.substr(open + 1, close - open - 1);
        if (const auto made = generated(name))
            whole += *made;
        else
            whole.append(text.substr(open, close - open + 1));
        text.remove_prefix(close + 1);
    }
}

std::optional<std::string> Making::generated(std::string_view name)
{
    if (name.starts_with('='))
        return std::string(recall(name.substr(1)));
    if (const auto colon = name.find(':'); colon != std::string_view::npos)
        return generated(name.substr(0, colon), name.substr(colon + 1));
    if (const auto both = ends(name)) {
        const auto least = number(both->first);
        const auto most = number(both->second);
        if (least && most)
            return std::to_string(m_dice.between(*least, *most));
    }
    using Generator = std::string (*)(Making &);
    static constexpr std::array<std::pair<std::string_view, Generator>, 15> generators{{
        {"number", [](Making &m) { return m.ownNumber(); }},
        {"mobile", [](Making &m) { return m.mobileNumber(); }},
        {"mac", [](Making &m) { return m.macAddress(); }},
        {"uuid", [](Making &m) { return m.uuid(); }},
        {"month", [](Making &m) { return m.month(); }},
        {"index", [](Making &m) { return std::to_string(m.m_index + 1); }},
        {"domain", [](Making &m) { return m.m_domain; }},
        {"person", [](Making &m) { return m.place().person; }},
        {"address", [](Making &m) { return m.place().address; }},
        {"town", [](Making &m) { return m.place().town; }},
        {"time", [](Making &m) { return m.time(-30 * dayMs, 0); }},
        {"country", [](Making &m) { return std::string(m.place().isSwedish ? "46" : "44"); }},
        {"desk",
         [](Making &m) {
             return std::string(m.place().isSwedish ? m.m_dice.pick(demo::swedishDesks)
                                                    : m.m_dice.pick(demo::britishDesks));
         }},
        {"spot",
         [](Making &m) {
             return std::string(m.place().isSwedish ? m.m_dice.pick(demo::swedishSpots)
                                                    : m.m_dice.pick(demo::britishSpots));
         }},
        {"notes",
         [](Making &m) {
             std::string all;
             for (const auto note : m.place().isSwedish ? demo::swedishNotes : demo::britishNotes)
                 all.append(all.empty() ? "" : " ").append(note);
             return all;
         }},
    }};
    const auto found =
        std::ranges::find(generators, name, [](const auto &each) { return each.first; });
    return found == generators.end() ? std::nullopt : std::optional(found->second(*this));
}

std::optional<std::string> Making::generated(std::string_view name, std::string_view argument)
{
    if (name == "local") {
        const auto bar = std::min(argument.find('|'), argument.size());
        if (place().isSwedish)
            return std::string(argument.substr(0, bar));
        return std::string(argument.substr(std::min(bar + 1, argument.size())));
    }
    if (name == "time") {
        const auto both = ends(argument);
        const auto from = both ? span(both->first) : std::nullopt;
        const auto to = both ? span(both->second) : std::nullopt;
        return from && to ? std::optional(time(*from, *to)) : std::nullopt;
    }
    const auto size = number(argument);
    if (!size || *size < 1 || *size > 1000)
        return std::nullopt;
    if (name == "hex")
        return lowerHex(*size);
    if (name == "index")
        return std::format("{:0{}}", m_index + 1, *size);
    if (name == "digits") {
        std::string text;
        for (int i = 0; i < *size; ++i)
            text.push_back(static_cast<char>('0' + m_dice.below(10)));
        return text;
    }
    return std::nullopt;
}

/// 0999 and 01999 are no area codes that are in use. 7,919 is prime to 1,000,000: no number comes
/// twice below a million, and neighbours in the list are none in the number plan.
std::string Making::ownNumber()
{
    const int digits =
        static_cast<int>((static_cast<std::int64_t>(m_index) * 7919 + 104'729) % 1'000'000);
    const int million = m_index / 1'000'000;
    const std::string longer = million > 0 ? std::to_string(million) : std::string();
    return std::format("{}{}{:06}", place().isSwedish ? "+46999" : "+441999", longer, digits);
}

/// Numbers that the regulators keep for films: 070-1740605 to -699 and 07700 900000 to 900999.
std::string Making::mobileNumber()
{
    return place().isSwedish ? std::format("+467017406{:02}", 5 + m_dice.below(95))
                             : std::format("+447700900{:03}", m_dice.below(1000));
}

std::string Making::macAddress()
{
    // The second-lowest bit of the first byte: locally administered, so no maker's.
    const std::uint64_t bits = m_dice.next();
    return std::format("02:{:02x}:{:02x}:{:02x}:{:02x}:{:02x}", bits & 0xff, (bits >> 8) & 0xff,
                       (bits >> 16) & 0xff, (bits >> 24) & 0xff, (bits >> 32) & 0xff);
}

std::string Making::lowerHex(int digits)
{
    std::string text;
    std::uint64_t bits = 0;
    for (int i = 0; i < digits; ++i, bits >>= 4) {
        if (i % 16 == 0)
            bits = m_dice.next();
        text.push_back("0123456789abcdef"[bits & 0xf]);
    }
    return text;
}

std::string Making::uuid()
{
    const std::string hex = lowerHex(30);
    return std::format("{}-{}-4{}-a{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 3),
                       hex.substr(15, 3), hex.substr(18, 12));
}

std::string Making::month() const
{
    using namespace std::chrono;
    const year_month_day today(floor<days>(sys_time<milliseconds>(milliseconds(m_nowMs))));
    const year_month then = year_month(today.year(), today.month()) - months(m_index);
    return std::format("{:04}-{:02}", static_cast<int>(then.year()),
                       static_cast<unsigned>(then.month()));
}

std::string Making::time(qint64 fromMs, qint64 toMs)
{
    const qint64 width = std::max<qint64>(toMs - fromMs, 0) / 1000;
    const qint64 back =
        fromMs +
        m_dice.below(static_cast<int>(std::min<qint64>(width, 2'000'000'000)) + 1) * 1000LL;
    return dateTimeText(m_nowMs + back);
}

} // namespace sandbox
