// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace models {

/// "+46701740605" as "+46 70 174 06 05". Numbers that don't start with + are left as they are.
QString groupedPhone(const QString &number);

/// A word of a filter as it may be found in telephone numbers, however they are written.
struct PhoneWord
{
    std::string digits;   ///< empty: the word is no part of a number
    std::string national; ///< without the leading zero that stands for the country; may be empty
};
PhoneWord phoneWord(std::string_view word);

/// True when @p number, written with or without spaces, dashes and brackets, has the word's digits,
/// or is the international form of the national number that they begin.
bool hasPhoneWord(std::string_view number, const PhoneWord &word);

} // namespace models
