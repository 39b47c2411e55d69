// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Pointer.h"

#include <QString>
#include <QStringList>

namespace models {

/// Where a cursor stands in a JSON text that is being typed, and need not be whole.
struct JsonCursor
{
    enum class Place { Nowhere, Name, Value };
    Place place = Place::Nowhere;
    /// Of the object that the name belongs to, or of the value itself.
    json::Pointer pointer;
    /// What stands before the cursor of the word that is being typed, without a quote.
    QString prefix;
    qsizetype start = 0;   ///< where that word begins, quote included
    qsizetype end = 0;     ///< where it ends, quote included
    bool quoted = false;   ///< it begins with a quote
    bool hasColon = false; ///< after a name: a colon follows already
    QStringList names;     ///< members that the object has before the cursor

    /// @p position counts UTF-16 units.
    static JsonCursor at(const QString &text, qsizetype position);
};

} // namespace models
