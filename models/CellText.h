// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Value.h"

#include <QString>

#include <string_view>

namespace models {

/// The member at a dotted path ("authorized.domain"); absent when there is none. A member whose own
/// name has dots is found too.
/// An empty path is the row itself.
json::Value memberAt(json::Value row, QStringView dottedPath);
json::Value memberAt(json::Value row, std::string_view dottedPath); ///< UTF-8, for many rows

/// One cell as text. Renderers: "phone", "tag", "mac", "sip", "time" (local), "duration" (of
/// seconds), "duration-ms", "bytes", "" (by type). Plain text, never markup; line breaks become a
/// visible space; at most 1,000 characters.
QString displayText(json::Value value, const QString &renderer);
/// The renderer of a value in a unit: "duration" in "ms" is "duration-ms".
QString cellRenderer(const QString &renderer, const QString &unit);
QString booleanText(bool value); ///< "yes", "no"
/// In full, for a screen reader: "not set", "yes", a number without grouping, a time in words.
QString accessibleText(json::Value value, const QString &renderer);
/// As copied and exported: strings unquoted, everything else as JSON.
QString rawText(json::Value value);

/// Null, missing and empty look different.
enum class Emptiness { Filled, EmptyText, Null, Missing };
Emptiness emptiness(json::Value value);
/// What stands in such a cell, to be painted muted: "-" for null, a middle dot for missing, nothing
/// for an empty text.
QString emptyText(Emptiness emptiness);

} // namespace models
