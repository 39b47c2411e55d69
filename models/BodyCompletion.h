// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Schema.h"

#include <QList>
#include <QString>

namespace models {

/// What can be typed at a place of a JSON text, by the schema of the text.
struct BodyCompletion
{
    struct Item
    {
        QString label;  ///< "authType"
        QString note;   ///< "text, required"; may be empty
        QString insert; ///< takes the place of start..end
    };
    QList<Item> items;
    qsizetype start = 0;
    qsizetype end = 0;

    /// Names that the object does not have yet, required ones first; for values those of an
    /// enumeration, true and false, the default and the example. Nothing without a schema.
    static BodyCompletion at(const QString &text, qsizetype position, const api::Schema *schema);
};

} // namespace models
