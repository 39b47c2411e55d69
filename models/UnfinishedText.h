// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Document.h"

#include <QMap>
#include <QString>

namespace models {

/// What a JSON text that somebody edits was made from: edits of it are edits of this, whatever has
/// come in from the platform since.
struct TextOrigin
{
    json::Document base;
    json::Document edited;
};

/// A JSON text as far as it is typed, while it can't be taken.
struct UnfinishedText
{
    QString text;
    TextOrigin origin;
};

/// Texts of form fields that do not fit ("abc" in a number), as they were typed, by the pointer of
/// their members (RFC 6901).
using UnfinishedFields = QMap<QString, QString>;

} // namespace models
