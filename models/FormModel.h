// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/FormField.h"
#include "models/ResourceDraft.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>
#include <QString>

#include <functional>

namespace models {

/// The form of a draft: its fields in the schema's order, nested objects flattened into groups,
/// members that no schema knows at the end. While only values change the fields stay the same ones,
/// in the same places: an editor keeps its focus.
class FormModel : public QObject
{
    Q_OBJECT

public:
    explicit FormModel(ResourceDraft *draft, QObject *parent = nullptr);

    const QList<FormField> &fields() const { return m_fields; }
    /// Members without a field, because there are too many: the JSON text has them.
    int leftOut() const { return m_leftOut; }

    /// What a person enters, at each keystroke. Empty text removes an optional member that was
    /// absent or not text before, and sets "" where a text was. A value that doesn't fit (letters
    /// in a number) stays in the field with its error at once, and out of the draft.
    void setText(int field, const QString &text);
    /// The editor lost the focus: from now on the field shows what the schema finds wrong
    /// (required, pattern, limits), until it is fixed.
    void leaveField(int field);
    void clearField(int field);  ///< removes the member
    void revertField(int field); ///< back to the base's value
    /// Adds an object to a list of them; the first field of it, -1 when there is none.
    int addEntry(int field);
    /// Removes the entry of a list that begins with @p field.
    void removeEntry(int field);

    /// Where values come from that others have in a member, by its dotted name, most frequent
    /// first.
    void setValueSource(std::function<QStringList(const QString &property)> source);
    /// What an open choice offers: the schema's values, then those that others have.
    QStringList suggestions(int field) const;

    /// A value that is typed and does not fit, or a shown violation.
    bool hasErrors() const;
    /// Shows what is wrong with all fields, touched or not: before sending.
    void checkAll();
    /// Title of a member name: "deviceCLI" -> "Device CLI".
    static QString labelFor(const QString &name);

Q_SIGNALS:
    void reset();                 ///< another set of fields
    void fieldChanged(int field); ///< text, error or marks of one field

private:
    // What was typed, as long as the draft still holds the value that came of it.
    struct Typed
    {
        QString text;
        QString error;
        std::string valueThen;
    };

    void rebuild();
    void takeUnfinished();
    void refresh(bool editing);
    void keepWhatIsTyped(QList<FormField> &fields, bool editing);
    void dropUnseen(const QList<FormField> &fields);
    void markViolations(QList<FormField> &fields) const;
    void removeTidily(const json::Pointer &pointer);
    void forget(const json::Pointer &pointer); // what was typed and checked there and below
    std::string valueOf(const json::Pointer &pointer) const;
    QString path() const;

    ResourceDraft *m_draft;
    QString m_path; // which draft the fields were made for
    QList<FormField> m_fields;
    int m_leftOut = 0;
    QHash<QString, Typed> m_typed; // by pointer
    std::function<QStringList(const QString &)> m_values;
    QSet<QString> m_checked; // pointers whose violations are shown
    bool m_editing = false;  // the draft's change is our own
};

} // namespace models
