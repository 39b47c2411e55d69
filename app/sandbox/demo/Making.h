// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/demo/Dice.h"

#include <QtTypes>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sandbox {

/// Where something is, and in whose language it is described.
struct Place
{
    bool isSwedish = true;
    std::string town;
    std::string address;
    std::string person;
};

/// One invented item while it is made. All numbers are invented or reserved for fiction.
class Making
{
public:
    Making(Dice dice, int index, std::string domain, qint64 nowMs);

    Dice &dice() { return m_dice; }
    int index() const { return m_index; }
    const std::string &domain() const { return m_domain; }
    qint64 nowMs() const { return m_nowMs; }
    const Place &place(); ///< the same one for the whole item

    /// What was written of the item so far: its top members that are text, numbers or booleans.
    /// The text of @p name outlives this.
    void remember(std::string_view name, std::string text);
    std::string_view recall(std::string_view name) const;

    /// The text with every {generator} replaced; one that is unknown stays as it is.
    ///
    ///     {number} {mobile} {mac} {uuid} {hex:16} {digits:4} {10..99}
    ///     {index} {index:6}           from 1, filled up with zeros
    ///     {person} {address} {town} {desk} {spot} {notes} {country} {local:Swedish|English}
    ///     {time:-30d..0d}             date and time in that span from now; s, m, h, d
    ///     {time}                      the same in the last 30 days
    ///     {month}                     "2026-11": as many months back as the index says
    ///     {domain} {=member}          what was written already
    std::string filled(std::string_view text);

    std::string ownNumber();
    std::string mobileNumber();
    std::string macAddress();
    std::string lowerHex(int digits);
    std::string uuid();
    std::string month() const;
    /// Date and time, UTC, @p fromMs to @p toMs from now.
    std::string time(qint64 fromMs, qint64 toMs);

private:
    std::optional<std::string> generated(std::string_view name);
    std::optional<std::string> generated(std::string_view name, std::string_view argument);

    Dice m_dice;
    int m_index;
    std::string m_domain;
    qint64 m_nowMs;
    std::optional<Place> m_place;
    std::vector<std::pair<std::string_view, std::string>> m_members; // names live in the recipe
};

/// "2026-11-27T20:41:23Z", UTC.
std::string dateTimeText(qint64 msSince1970);

} // namespace sandbox
