// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PhoneText.h"

#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr qsizetype longestNumber = 24;

bool isDigit(char16_t c)
{
    return c >= u'0' && c <= u'9';
}

/// Length of the country code (ITU-T E.164): one digit for 1 and 7, two for those listed.
qsizetype countryLength(QStringView digits)
{
    static constexpr std::array twoDigits{
        20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54,
        55, 56, 57, 58, 60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98};
    if (digits.startsWith(u'1') || digits.startsWith(u'7'))
        return 1;
    return std::ranges::contains(twoDigits, digits.first(2).toInt()) ? 2 : 3;
}

/// Sizes of the first groups of the number inside the country; the rest goes in threes.
QList<qsizetype> groupSizes(QStringView country, QStringView rest)
{
    if (country == u"46") // Stockholm has one digit of area code, mobiles and the others two
        return rest.startsWith(u'8') ? QList<qsizetype>{1, 3, 3} : QList<qsizetype>{2, 3, 2, 2};
    if (country == u"44")
        return rest.startsWith(u'2') ? QList<qsizetype>{2, 4, 4} : QList<qsizetype>{4, 3, 3};
    if (country == u"1")
        return {3, 3, 4};
    return {};
}

QStringList groups(QStringView country, QStringView rest)
{
    QStringList parts;
    const auto take = [&](qsizetype size) {
        parts += rest.first(size).toString();
        rest = rest.sliced(size);
    };
    for (const qsizetype size : groupSizes(country, rest)) {
        if (rest.size() < size + 2) // a last digit never stands alone
            break;
        take(size);
    }
    while (rest.size() > 4)
        take(3);
    if (!rest.isEmpty())
        take(rest.size());
    return parts;
}

/// Reads digits, skipping what people put between them; false at anything else.
template <typename Take>
bool eachDigit(std::string_view text, Take take)
{
    static constexpr std::string_view between = " -()./";
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            if (!take(c))
                return true;
        } else if (between.find(c) == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

} // namespace

QString groupedPhone(const QString &number)
{
    const bool isInternational =
        number.startsWith(u'+') && number.size() > 5 && number.size() <= longestNumber &&
        std::all_of(number.begin() + 1, number.end(), [](QChar c) { return isDigit(c.unicode()); });
    if (!isInternational)
        return number;
    const QStringView digits = QStringView(number).sliced(1);
    const qsizetype length = countryLength(digits);
    const QStringView country = digits.first(length);
    return u"+%1 %2"_s.arg(country.toString(), groups(country, digits.sliced(length)).join(u' '));
}

PhoneWord phoneWord(std::string_view word)
{
    PhoneWord result;
    const bool isInternational = word.starts_with('+');
    const bool isNumber = eachDigit(isInternational ? word.substr(1) : word, [&](char digit) {
        result.digits += digit;
        return true;
    });
    if (!isNumber || result.digits.empty())
        return {};
    const bool isNational = !isInternational && result.digits.size() >= 3 &&
                            result.digits[0] == '0' && result.digits[1] != '0';
    if (isNational)
        result.national = result.digits.substr(1);
    else if (result.digits.starts_with("00") && result.digits.size() > 4)
        result.digits.erase(0, 2);
    return result;
}

bool hasPhoneWord(std::string_view number, const PhoneWord &word)
{
    if (word.digits.empty())
        return false;
    const bool isInternational = number.starts_with('+');
    std::array<char, longestNumber> buffer;
    std::size_t count = 0;
    const bool isNumber = eachDigit(isInternational ? number.substr(1) : number, [&](char digit) {
        buffer[count++] = digit;
        return count < buffer.size();
    });
    if (!isNumber)
        return false;
    const std::string_view digits(buffer.data(), count);
    if (digits.find(word.digits) != std::string_view::npos)
        return true;
    if (!isInternational || word.national.empty())
        return false;
    for (std::size_t country = 1; country <= 3 && country < digits.size(); ++country) {
        if (digits.substr(country).starts_with(word.national))
            return true;
    }
    return false;
}

} // namespace models
