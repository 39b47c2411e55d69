// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cli {

/// Strict RFC 8259: Done, or Refused with line and column.
int checkJson(const QString &path);
/// Prints the new document, or {"error":..,"operation":N,"pointer":..}.
int applyPatch(const QString &documentPath, const QString &patchPath);
/// Prints an RFC 6902 array.
int diffDocuments(const QString &beforePath, const QString &afterPath);

} // namespace cli
