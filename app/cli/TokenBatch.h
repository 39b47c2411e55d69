// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/TokenChecks.h"

#include <QString>

namespace cli {

/// Checks one token a line of @p file ("-": standard input) with @p jobs threads, and prints one
/// JSON object a token, in their order:
///   {"line", "accepted", "failed": [names of checks], "detail": of the first of them, or null}
/// Blank lines are passed over, and counted in "line". Done when there is a token and all are
/// accepted. Memory does not grow with the file.
int checkTokens(const QString &file, const auth::TokenPolicy &policy, int jobs);

} // namespace cli
