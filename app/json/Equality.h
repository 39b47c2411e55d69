// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Value.h"

namespace json {

/// As equal(), but with numbers as they are written: 1 is not 1.0. Two absent values are the same.
bool sameAsWritten(Value left, Value right);

} // namespace json
