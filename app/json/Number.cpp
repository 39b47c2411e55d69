// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace json::number {

namespace {

constexpr std::int64_t hugeExponent = std::int64_t{1} << 60;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// 0.DIGITS times ten to the power of `exponent`, where DIGITS neither starts nor ends with 0.
struct Decimal
{
    std::string_view digits; // may hold the point, which next() steps over
    std::int64_t exponent = 0;
    bool negative = false;
    bool exact = true; // false when the exponent itself is beyond counting

    bool isZero() const { return digits.empty(); }
    std::size_t count() const { return digits.size() - (digits.contains('.') ? 1 : 0); }
};

std::int64_t exponentPart(std::string_view text, bool &exact)
{
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    std::int64_t exponent = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), exponent);
    exact = result.ec == std::errc() && exponent > -hugeExponent && exponent < hugeExponent;
    if (exact)
        return exponent;
    return text.starts_with('-') ? -hugeExponent : hugeExponent;
}

Decimal decimal(std::string_view text)
{
    Decimal result;
    if (text.starts_with('-')) {
        result.negative = true;
        text.remove_prefix(1);
    }
    const std::size_t e = text.find_first_of("eE");
    std::string_view mantissa = text.substr(0, e);
    const std::size_t first = mantissa.find_first_of("123456789");
    if (first == std::string_view::npos)
        return {};
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    const std::size_t last = mantissa.find_last_of("123456789");
    if (e != std::string_view::npos)
        result.exponent = exponentPart(text.substr(e + 1), result.exact);
    result.digits = mantissa.substr(first, last - first + 1);
    if (first < point)
        result.exponent += static_cast<std::int64_t>(point - first);
    else
        result.exponent -= static_cast<std::int64_t>(first - point - 1);
    return result;
}

/// The same digits, wherever the point stands.
bool sameDigits(std::string_view left, std::string_view right)
{
    auto l = left.begin();
    auto r = right.begin();
    while (true) {
        if (l != left.end() && *l == '.')
            ++l;
        if (r != right.end() && *r == '.')
            ++r;
        if (l == left.end() || r == right.end())
            return l == left.end() && r == right.end();
        if (*l++ != *r++)
            return false;
    }
}

} // namespace

bool equal(std::string_view left, std::string_view right)
{
    if (left == right)
        return true;
    const Decimal l = decimal(left);
    const Decimal r = decimal(right);
    if (l.isZero() || r.isZero())
        return l.isZero() && r.isZero();
    return l.exact && r.exact && l.negative == r.negative && l.exponent == r.exponent &&
           sameDigits(l.digits, r.digits);
}

double toDouble(std::string_view text)
{
    double value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec == std::errc::result_out_of_range) {
        const Decimal parts = decimal(text);
        value = parts.exponent > 0 ? std::numeric_limits<double>::infinity() : 0.0;
        return parts.negative ? -value : value;
    }
    return value;
}

std::optional<std::int64_t> toInteger(std::string_view text)
{
    std::int64_t value = 0;
    const auto plain = std::from_chars(text.data(), text.data() + text.size(), value);
    if (plain.ec == std::errc() && plain.ptr == text.data() + text.size())
        return value;

    const Decimal parts = decimal(text);
    if (parts.isZero())
        return 0;
    constexpr std::int64_t mostDigits = 19;
    const std::size_t count = parts.count();
    if (parts.exponent > mostDigits || static_cast<std::int64_t>(count) > parts.exponent)
        return std::nullopt;
    std::array<char, mostDigits + 1> digits;
    digits.fill('0');
    char *out = digits.data();
    if (parts.negative)
        *out++ = '-';
    char *const end = out + parts.exponent;
    std::ranges::copy_if(parts.digits, out, isDigit);
    const auto whole = std::from_chars(digits.data(), end, value);
    if (whole.ec != std::errc())
        return std::nullopt;
    return value;
}

} // namespace json::number
