// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace cli {

/// Reads an API document as the window would import it and prints what it brings as JSON; keeps
/// nothing. Refused when it can't be read at all.
int reportImport(const QString &file, const std::optional<QString> &prefix);

} // namespace cli
