// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/FormField.h"

#include "app/json/Equality.h"
#include "models/CellText.h"
#include "models/FormModel.h"

#include <QScopedValueRollback>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

using Kind = FormField::Kind;
using Type = api::Schema::Type;

// Objects inside objects beyond this become one JSON field: a form of that depth helps nobody.
constexpr int maximumGroupDepth = 8;
// Lists of objects beyond this become one JSON field, for the same reason.
constexpr std::size_t maximumEntries = 30;
constexpr int longTextFrom = 200;

bool isGroup(const api::Schema &schema)
{
    return schema.type == Type::Object && !schema.properties.isEmpty();
}

bool isListOfLines(const api::Schema &schema)
{
    if (schema.type != Type::Array || !schema.items || schema.items->secret)
        return false;
    const Type type = schema.items->type;
    return type == Type::String || type == Type::Integer || type == Type::Number;
}

/// A list of objects that are each a group of fields.
bool isListOfGroups(const api::Schema &schema)
{
    return schema.type == Type::Array && !schema.secret && schema.items && isGroup(*schema.items);
}

bool fitsGroups(json::Value array)
{
    if (!array || array.isNull())
        return true;
    return array.isArray() && array.size() <= maximumEntries &&
           std::ranges::all_of(array.elements(), [](json::Value each) { return each.isObject(); });
}

/// Each entry is one line, and the lines are the entries again.
bool fitsLines(json::Value array, const api::Schema &items)
{
    for (const json::Value entry : array.elements()) {
        if (items.type == Type::String ? !entry.isString() : !entry.isNumber())
            return false;
        const QString text = QString::fromUtf8(entry.text());
        if (text.isEmpty() || text != text.trimmed() || text.contains(u'\n') ||
            text.contains(u'\r') || text.contains(QChar::ParagraphSeparator) ||
            text.contains(QChar::LineSeparator))
            return false;
    }
    return true;
}

Kind kindBySchema(const api::Schema &schema)
{
    if (isListOfLines(schema))
        return Kind::List;
    switch (schema.type) {
    case Type::Boolean:
        return Kind::Boolean;
    case Type::Integer:
        return schema.enumeration.isEmpty() ? Kind::Integer : Kind::Choice;
    case Type::Number:
        return schema.enumeration.isEmpty() ? Kind::Number : Kind::Choice;
    case Type::String:
        break;
    default:
        return Kind::Json;
    }
    if (schema.secret || schema.format == "password"_L1)
        return Kind::Secret;
    if (!schema.enumeration.isEmpty())
        return Kind::Choice;
    const bool isLong = schema.maxLength.value_or(0) > longTextFrom || schema.renderer == "text"_L1;
    return isLong ? Kind::LongText : Kind::Text;
}

Kind kindByValue(json::Value value)
{
    if (value && value.isString())
        return value.text().contains('\n') ? Kind::LongText : Kind::Text;
    if (value && value.isBoolean())
        return Kind::Boolean;
    if (value && value.isNumber())
        return Kind::Number;
    return Kind::Json;
}

/// The schema's kind, unless the value that is there could not be shown by it.
Kind kindFor(const api::Schema &schema, json::Value value, int depth)
{
    if (isListOfGroups(schema) && depth < maximumGroupDepth && fitsGroups(value))
        return Kind::Entries;
    if (schema.type == Type::Any || schema.type == Type::Null)
        return value ? kindByValue(value) : Kind::Json;
    const Kind kind = kindBySchema(schema);
    if (kind == Kind::List && value && !value.isNull())
        return value.isArray() && fitsLines(value, *schema.items) ? kind : Kind::Json;
    if (value && (value.isObject() || value.isArray()))
        return Kind::Json;
    if (kind == Kind::Boolean && value && !value.isNull() && !value.isBoolean())
        return Kind::Json;
    if (kind == Kind::Text && value && value.text().contains('\n'))
        return Kind::LongText;
    return kind;
}

/// A number or text that people read in another form, in that form.
QString readingOf(json::Value value, const api::Schema &schema)
{
    static const QStringList readable{u"time"_s, u"duration"_s, u"bytes"_s};
    if (!value || value.isNull() || !readable.contains(schema.renderer))
        return {};
    const QString text = displayText(value, cellRenderer(schema.renderer, schema.unit));
    return text.isEmpty() || text == rawText(value) ? QString()
                                                    : FormModel::tr("That is %1.").arg(text);
}

QString noteFor(Kind kind, const api::Schema &schema)
{
    if (kind == Kind::List) {
        const QString how = FormModel::tr("An entry a line. Alt+Up and Alt+Down move a line, "
                                          "Alt+Delete removes it.");
        const QStringList &choices = schema.items->enumeration;
        return choices.isEmpty()
                   ? how
                   : u"%1 %2"_s.arg(how,
                                    FormModel::tr("Known entries: %1.").arg(choices.join(u", "_s)));
    }
    if (kind != Kind::Json)
        return {};
    if (schema.type == Type::Array) {
        return schema.items && schema.items->type == Type::Object
                   ? FormModel::tr("A list of objects, edited as JSON.")
                   : FormModel::tr("A list, edited as JSON: [\"a\", \"b\"].");
    }
    return schema.type == Type::Object ? FormModel::tr("An object, edited as JSON.") : QString();
}

class FieldMaker
{
public:
    explicit FieldMaker(const ResourceDraft &draft)
        : m_draft(draft)
        , m_base(draft.base().root())
        , m_edited(draft.edited().root())
    {
    }

    void addObject(const api::Schema &schema, const json::Pointer &pointer, const QString &group,
                   int depth)
    {
        for (const api::Property &property : schema.properties) {
            if (isLeftToPlatform(property, pointer))
                continue;
            const json::Pointer at = pointer.child(property.name.toStdString());
            const json::Value value = at.resolve(m_edited);
            const bool fits = !value || value.isNull() || value.isObject();
            if (isGroup(*property.schema) && fits && depth < maximumGroupDepth) {
                addObject(*property.schema, at, below(group, titleOf(property)), depth + 1);
                continue;
            }
            m_result.fields.append(known(property, at, group, depth));
            if (m_result.fields.constLast().kind == Kind::Entries)
                addEntries(*property.schema->items, at, below(group, titleOf(property)), depth);
        }
        // What an entry of a list was before is another entry, once one was removed.
        if (!m_inEntry)
            addUnknown(m_base, schema, pointer, group);
        addUnknown(m_edited, schema, pointer, group);
    }

    void keep(const json::Pointer &pointer)
    {
        if (!pointer.isRoot())
            addUnknownField(pointer, {});
    }

    FormFields take()
    {
        m_result.fields.append(m_unknown);
        return std::move(m_result);
    }

private:
    static QString below(const QString &group, const QString &title)
    {
        return group.isEmpty() ? title : u"%1 / %2"_s.arg(group, title);
    }

    void addEntries(const api::Schema &schema, const json::Pointer &list, const QString &title,
                    int depth)
    {
        const QScopedValueRollback inEntry(m_inEntry, true);
        const std::size_t count = list.resolve(m_edited).size();
        for (std::size_t i = 0; i < count; ++i) {
            const qsizetype first = m_result.fields.size();
            //: %1 is what the entries of a list are, %2 the number of one: "Rules 2"
            const QString group = FormModel::tr("%1 %2").arg(title).arg(i + 1);
            addObject(schema, list.child(std::to_string(i)), group, depth + 1);
            if (m_result.fields.size() > first)
                m_result.fields[first].entry = list.child(std::to_string(i));
        }
    }

    /// Members of a new resource that nobody is asked for.
    bool isLeftToPlatform(const api::Property &property, const json::Pointer &parent) const
    {
        if (!m_draft.isNew())
            return false;
        const bool isId = parent.isRoot() && property.name == m_draft.idProperty();
        return isId ? m_draft.isIdByPlatform() : property.schema->readOnly;
    }

    static QString titleOf(const api::Property &property)
    {
        return property.schema->title.isEmpty() ? FormModel::labelFor(property.name)
                                                : property.schema->title;
    }

    FormField known(const api::Property &property, const json::Pointer &pointer,
                    const QString &group, int depth) const
    {
        const api::Schema &schema = *property.schema;
        const bool isId = pointer.tokens().size() == 1 && property.name == m_draft.idProperty();
        FormField field;
        field.pointer = pointer;
        field.kind = kindFor(schema, pointer.resolve(m_edited), depth);
        field.label = titleOf(property);
        field.hint = schema.description;
        field.group = group;
        const api::Schema &chosen = field.kind == Kind::List ? *schema.items : schema;
        field.note = noteFor(field.kind, schema);
        if (field.note.isEmpty())
            field.note = readingOf(pointer.resolve(m_edited), schema);
        field.basis = schema.sourceNote;
        field.choices = chosen.enumeration;
        field.choicesAreClosed = !chosen.openEnumeration;
        field.required = property.required;
        field.readOnly = isId ? !m_draft.isNew() : schema.readOnly;
        field.inferred = schema.source == api::Source::Inferred;
        field.renderer = schema.renderer;
        fillValue(field);
        return field;
    }

    void addUnknown(json::Value root, const api::Schema &schema, const json::Pointer &pointer,
                    const QString &group)
    {
        for (const auto [name, value] : pointer.resolve(root).members()) {
            if (!schema.property(QString::fromUtf8(name)))
                addUnknownField(pointer.child(name), group);
        }
    }

    void addUnknownField(const json::Pointer &pointer, const QString &group)
    {
        const QString key = QString::fromStdString(pointer.toString());
        if (m_seen.contains(key))
            return;
        m_seen.insert(key);
        if (m_unknown.size() >= FormFields::maximumUnknown) {
            ++m_result.leftOut;
            return;
        }
        const json::Value value = pointer.resolve(m_edited);
        FormField field;
        field.pointer = pointer;
        field.kind = kindByValue(value ? value : pointer.resolve(m_base));
        field.label = QString::fromUtf8(pointer.tokens().back()).left(200);
        field.group = group;
        field.known = false;
        fillValue(field);
        m_unknown.append(field);
    }

    void fillValue(FormField &field) const
    {
        const json::Value value = field.pointer.resolve(m_edited);
        field.present = static_cast<bool>(value);
        field.isNull = value && value.isNull();
        field.text = fieldText(value, field.kind);
        field.changed = !json::sameAsWritten(value, field.pointer.resolve(m_base));
    }

    const ResourceDraft &m_draft;
    const json::Value m_base;
    const json::Value m_edited;
    bool m_inEntry = false;
    FormFields m_result;
    QList<FormField> m_unknown;
    QSet<QString> m_seen;
};

} // namespace

FormFields formFieldsOf(const ResourceDraft &draft, const QList<json::Pointer> &keep)
{
    if (draft.isEmpty())
        return {};
    FieldMaker maker(draft);
    static const api::Schema nothingKnown;
    maker.addObject(draft.schema() ? *draft.schema() : nothingKnown, {}, {}, 0);
    for (const json::Pointer &pointer : keep)
        maker.keep(pointer);
    return maker.take();
}

QString fieldText(json::Value value, Kind kind)
{
    if (!value)
        return {};
    if (kind == Kind::List) {
        QStringList lines;
        for (const json::Value entry : value.elements())
            lines.append(QString::fromUtf8(entry.text()));
        return lines.join(u'\n');
    }
    if (kind == Kind::Entries)
        return QString::number(value.size());
    if (kind == Kind::Json) {
        return QString::fromStdString(value.serialize(
            value.isObject() || value.isArray() ? json::Style::Pretty : json::Style::Compact));
    }
    if (value.isNull())
        return {};
    if (value.isString() || value.isNumber())
        return QString::fromUtf8(value.text());
    return QString::fromStdString(value.serialize());
}

} // namespace models
