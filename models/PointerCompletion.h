// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Schema.h"
#include "app/json/Document.h"
#include "app/json/Pointer.h"

#include <QList>
#include <QString>

namespace models {

/// What can be written for the path of an operation.
struct PointerCompletion
{
    QString pointer; ///< RFC 6901
    QString note;    ///< what lies there now, masked; or what the schema says of it

    /// Members and elements below what @p typed is inside of, as the document has them, then those
    /// that only the schema knows, when @p missingToo (an "add"); at most 200, those that go on
    /// with what is typed.
    static QList<PointerCompletion> at(const QString &typed, const json::Document &document,
                                       const api::Schema *schema, bool missingToo);
};

/// The root where @p text is no JSON Pointer.
json::Pointer pointerOf(const QString &text);

/// What can be written for the value at @p pointer: JSON texts of an enumeration, of true and
/// false, of the default and the example.
QStringList valueChoices(const json::Pointer &pointer, const api::Schema *schema);

/// What to begin with for the value at @p pointer: what lies there, unless that is secret; else the
/// schema's default, or an empty value of its type. Empty when nothing is known.
QString suggestedValue(const json::Pointer &pointer, const json::Document &document,
                       const api::Schema *schema);

/// What a person typed for the value at @p pointer as JSON: a text without quotes, where the schema
/// or what lies there is a text, gets them. Anything else stays as it is.
QString valueFromTyped(const QString &typed, const json::Pointer &pointer,
                       const json::Document &document, const api::Schema *schema);

} // namespace models
