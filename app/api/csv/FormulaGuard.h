// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace api {

/// A spreadsheet runs a cell that begins with = + - @ (also in their full-width forms), a tab or a
/// line end as a formula, and turns +46... into a number without its plus sign. The guard is one
/// apostrophe in front, which is all that it does; it comes off again when the file is read:
///
///     =1+2         -> '=1+2          '=1+2        -> ''=1+2        (any number of apostrophes)
///     +46701740605 -> '+46701740605  'quoted'     -> 'quoted'      (not in front of such a sign)
///     -12.5        -> -12.5          a negative number that a spreadsheet writes back as it is:
///                                    at most 15 digits, no needless zero, no exponent
///
/// So unguarded(guarded(x)) is x for every x, and a file that nobody guarded reads as it is unless
/// it has an apostrophe before such a sign.
std::string guarded(std::string_view cell);
std::string_view unguarded(std::string_view cell);

} // namespace api
