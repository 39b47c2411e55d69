// SPDX-License-Identifier: GPL-3.0-or-later
// Private to app/json: numbers as they were written, compared and read without rounding.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace json::number {

/// True when both texts, which must be JSON numbers, stand for the same number.
bool equal(std::string_view left, std::string_view right);

/// The nearest double; infinite beyond its range.
double toDouble(std::string_view text);

/// The number when it is whole and fits.
std::optional<std::int64_t> toInteger(std::string_view text);

} // namespace json::number
