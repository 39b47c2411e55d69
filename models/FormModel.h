// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Pointer.h"
#include "models/ResourceDraft.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

namespace models {

/// One field of a form, as the schema and the draft make it. A field is one unit: label, hint,
/// value, error.
struct FormField
{
    enum class Kind { Text, LongText, Secret, Integer, Number, Boolean, Choice, Json };
    json::Pointer pointer;
    Kind kind = Kind::Text;
    QString label;
    QString hint;  ///< the schema's description, plain text
    QString group; ///< title of the nested object it belongs to; empty at the top
    QStringList choices;
    bool choicesAreClosed = false;
    bool required = false;
    bool readOnly = false; ///< ids of existing resources, readOnly members
    bool inferred = false;
    bool known = true;    ///< false: no schema describes it; edited as JSON
    bool changed = false; ///< differs from the base
    bool present = false; ///< the member exists
    QString renderer;
    QString text; ///< value for the editor; "true"/"false" for Boolean, empty when absent or null
    bool isNull = false;
    QString error; ///< sentence; empty when fine
};

/// The form of a draft: its fields in the schema's order, nested objects flattened into groups,
/// members that no schema knows at the end.
class FormModel : public QObject
{
    Q_OBJECT

public:
    explicit FormModel(ResourceDraft *draft, QObject *parent = nullptr);

    const QList<FormField> &fields() const { return m_fields; }
    /// What a person entered. Empty text removes an optional member that was absent or not text
    /// before, and sets "" where a text was. A value that doesn't fit stays in the field with its
    /// error, and out of the draft.
    void setText(int field, const QString &text);
    void clearField(int field);  ///< removes the member
    void revertField(int field); ///< back to the base's value

    bool hasErrors() const;
    /// Title of a member name: "deviceCLI" -> "Device CLI".
    static QString labelFor(const QString &name);

Q_SIGNALS:
    void reset();                 ///< another set of fields
    void fieldChanged(int field); ///< text, error or marks of one field

private:
    void rebuild();
    void refresh();

    ResourceDraft *m_draft;
    QString m_path; // which draft the fields were made for
    QList<FormField> m_fields;
    bool m_editing = false;
};

} // namespace models
