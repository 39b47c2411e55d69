// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/csv/FormulaGuard.h"

#include <algorithm>
#include <cstddef>

namespace api {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// -5, -0.25: what a spreadsheet reads as a number and writes in the same way.
bool isPlainNegative(std::string_view text)
{
    text.remove_prefix(1);
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = text.substr(std::min(point + 1, text.size()));
    if (whole.empty() || !std::ranges::all_of(whole, isDigit) ||
        !std::ranges::all_of(fraction, isDigit) || whole.size() + fraction.size() > 15)
        return false;
    if (whole.size() > 1 && whole.front() == '0')
        return false;
    if (point == text.size())
        return whole != "0";
    return !fraction.empty() && fraction.back() != '0';
}

bool isRun(std::string_view text)
{
    if (text.empty())
        return false;
    switch (text.front()) {
    case '-':
        return !isPlainNegative(text);
    case '=':
    case '+':
    case '@':
    case '\t':
    case '\r':
    case '\n':
        return true;
    default:
        break;
    }
    return text.starts_with("\xef\xbc\x9d") || text.starts_with("\xef\xbc\x8b") ||
           text.starts_with("\xef\xbc\x8d") || text.starts_with("\xef\xbc\xa0");
}

std::string_view afterApostrophes(std::string_view text)
{
    return text.substr(std::min(text.find_first_not_of('\''), text.size()));
}

} // namespace

std::string guarded(std::string_view cell)
{
    std::string out;
    if (isRun(afterApostrophes(cell)))
        out.push_back('\'');
    return out.append(cell);
}

std::string_view unguarded(std::string_view cell)
{
    if (cell.starts_with('\'') && isRun(afterApostrophes(cell)))
        cell.remove_prefix(1);
    return cell;
}

} // namespace api
