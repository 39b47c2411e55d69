// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Value.h"

#include <QString>

namespace models {

/// The member at a dotted path ("authorized.domain"); absent when there is none. A member whose own
/// name has dots is found too.
json::Value memberAt(json::Value row, QStringView dottedPath);

/// One cell as text. Renderers: "phone", "tag", "mac", "sip", "time", "duration", "bytes", "" (by
/// type). Never markup; line breaks become a visible space; at most 1,000 characters.
QString displayText(json::Value value, const QString &renderer);
/// In full, for a screen reader: "not set", "yes", a number without grouping, a time in words.
QString accessibleText(json::Value value, const QString &renderer);
/// As copied and exported: strings unquoted, everything else as JSON.
QString rawText(json::Value value);

/// Null, missing and empty look different.
enum class Emptiness { Filled, EmptyText, Null, Missing };
Emptiness emptiness(json::Value value);

} // namespace models
