// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Patch.h"

namespace json {

/// The patch that turns @p before into @p after: `diff(b, a).apply(b)` equals a, exactly, with
/// member order of added members as in @p after. Deterministic; finds insertions and removals
/// inside arrays instead of rewriting their tail; uses add, remove and replace only; needs no stack
/// per element. A number that is written differently but equal by value (1 and 1.0) is a replace.
Patch diff(const Document &before, const Document &after);

} // namespace json
