// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/History.h"

#include <string>

namespace api {

/// @p entries as an HTTP Archive 1.2, oldest first: for browsers' developer tools and proxies.
/// What the history has not kept (secrets, the rest of long bodies) is not in it either; comments
/// say so. @p version is the program's.
std::string toHar(QList<HistoryEntry> entries, const QString &version);

} // namespace api
