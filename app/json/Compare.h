// SPDX-License-Identifier: GPL-3.0-or-later
// Private to app/json.
#pragma once

#include "app/json/Flat.h"

namespace json {

enum class Numbers {
    ByValue,   ///< 1 is 1.0
    AsWritten, ///< 1 is not 1.0
};

/// Equality of values without call stack and in n log n: objects without order, where a name that
/// occurs more than once must occur as often and with the same values in the same order.
bool equalValues(flat::Val *left, flat::Val *right, Numbers numbers);

/// The same values in the same order, numbers as written. Stops at the first difference.
bool identical(flat::Val *left, flat::Val *right);

/// Equal for values that equalValues(AsWritten) calls equal; different for nearly all others.
std::uint64_t hashOf(flat::Val *value);

} // namespace json
