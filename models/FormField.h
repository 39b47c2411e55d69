// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Schema.h"
#include "app/json/Pointer.h"
#include "models/ResourceDraft.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <expected>
#include <optional>
#include <string>

namespace models {

/// One field of a form, as the schema and the draft make it. A field is one unit: label, hint,
/// value, error.
struct FormField
{
    /// List: an array of texts or numbers, an entry a line. Entries: an array of objects; the
    /// field stands for the list, and the fields of each object follow as a group.
    enum class Kind {
        Text,
        LongText,
        Secret,
        Integer,
        Number,
        Boolean,
        Choice,
        List,
        Entries,
        Json
    };
    json::Pointer pointer;
    Kind kind = Kind::Text;
    QString label;
    QString hint;        ///< the schema's description, plain text
    QString note;        ///< how it is edited, where that is not plain to see
    QString basis;       ///< where the description was read, or what the assumption rests on
    json::Pointer entry; ///< of the first field of an entry of a list: that entry; else the root
    QString group;       ///< title of the nested object it belongs to ("A / B"); empty at the top
    QStringList choices; ///< of a List: of its entries
    bool choicesAreClosed = false;
    bool required = false;
    bool readOnly = false; ///< ids of existing resources, readOnly members
    bool inferred = false;
    bool known = true;    ///< false: no schema describes it; edited as its own simple type, or JSON
    bool changed = false; ///< differs from the base
    bool present = false; ///< the member exists
    QString renderer;
    QString text; ///< value for the editor; "true"/"false" for Boolean, empty when absent or null
    bool isNull = false;
    QString error;        ///< sentence; empty when fine
    QString errorDetails; ///< the exact rule, for a tool tip; mostly empty

    bool operator==(const FormField &) const = default;
};

/// Everything that a form of @p draft shows, without errors: the schema's members in its order,
/// nested objects flattened into groups, members that no schema knows at the end. @p keep: unknown
/// members that stay fields although they were just removed.
struct FormFields
{
    QList<FormField> fields;
    int leftOut = 0; ///< unknown members beyond maximumUnknown; the JSON text has them
    static constexpr int maximumUnknown = 200;
};
FormFields formFieldsOf(const ResourceDraft &draft, const QList<json::Pointer> &keep = {});

/// @p value as a field of @p kind shows it.
QString fieldText(json::Value value, FormField::Kind kind);

/// What a person typed as JSON text; nothing: the member is to be absent. The error is a sentence.
/// @p schema may be null, @p base is the base's value.
std::expected<std::optional<std::string>, QString> valueFromTyped(const FormField &field,
                                                                  const api::Schema *schema,
                                                                  json::Value base,
                                                                  const QString &typed);

} // namespace models
