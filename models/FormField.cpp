// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/FormField.h"

#include "app/json/Equality.h"
#include "app/json/Writer.h"
#include "models/FormModel.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace models {

namespace {

using Kind = FormField::Kind;
using Type = api::Schema::Type;

// Objects inside objects beyond this become one JSON field: a form of that depth helps nobody.
constexpr int maximumGroupDepth = 8;
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
Kind kindFor(const api::Schema &schema, json::Value value)
{
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
                const QString title = titleOf(property);
                addObject(*property.schema, at,
                          group.isEmpty() ? title : u"%1 / %2"_s.arg(group, title), depth + 1);
            } else {
                m_result.fields.append(known(property, at, group));
            }
        }
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
                    const QString &group) const
    {
        const api::Schema &schema = *property.schema;
        const bool isId = pointer.tokens().size() == 1 && property.name == m_draft.idProperty();
        FormField field;
        field.pointer = pointer;
        field.kind = kindFor(schema, pointer.resolve(m_edited));
        field.label = titleOf(property);
        field.hint = schema.description;
        field.group = group;
        const api::Schema &chosen = field.kind == Kind::List ? *schema.items : schema;
        field.note = noteFor(field.kind, schema);
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
    FormFields m_result;
    QList<FormField> m_unknown;
    QSet<QString> m_seen;
};

/// The number grammar of RFC 8259 6.
bool isNumber(const QString &text, bool whole)
{
    static const QRegularExpression integer(u"\\A-?(0|[1-9][0-9]*)\\z"_s);
    static const QRegularExpression number(
        u"\\A-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?\\z"_s);
    return (whole ? integer : number).match(text).hasMatch();
}

using Typed = std::expected<std::optional<std::string>, QString>;

Typed numberFromTyped(const QString &typed, bool whole)
{
    const QString text = typed.trimmed();
    if (isNumber(text, whole))
        return text.toStdString();
    return std::unexpected(whole ? FormModel::tr("A whole number is needed here, such as 8080.")
                                 : FormModel::tr("A number is needed here, such as 2.5."));
}

Typed booleanFromTyped(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text == "true"_L1 || text == "false"_L1)
        return text.toStdString();
    return std::unexpected(FormModel::tr("This is either true or false."));
}

Typed choiceFromTyped(const FormField &field, const api::Schema *schema, const QString &typed)
{
    if (field.choicesAreClosed && !field.choices.contains(typed)) {
        return std::unexpected(FormModel::tr("The platform takes only these values: %1.")
                                   .arg(field.choices.join(u", "_s)));
    }
    if (schema && (schema->type == Type::Integer || schema->type == Type::Number))
        return numberFromTyped(typed, schema->type == Type::Integer);
    return json::quoted(typed.toStdString());
}

Typed listFromTyped(const FormField &field, const api::Schema *schema, const QString &typed)
{
    const api::Schema *items = schema ? schema->items.get() : nullptr;
    FormField entry = field;
    entry.kind = Kind::Choice;
    entry.choicesAreClosed = field.choicesAreClosed && !field.choices.isEmpty();
    json::Writer writer;
    writer.beginArray();
    int number = 0;
    for (const QStringView line : QStringView(typed).split(u'\n')) {
        ++number;
        const QString text = line.trimmed().toString();
        if (text.isEmpty())
            continue;
        const Typed value = choiceFromTyped(entry, items, text);
        if (!value)
            return std::unexpected(
                FormModel::tr("Line %1: %2").arg(QString::number(number), value.error()));
        writer.raw(**value);
    }
    writer.endArray();
    return writer.take();
}

Typed jsonFromTyped(const api::Schema *schema, const QString &typed)
{
    const auto document =
        json::Document::parse(typed.toStdString(), {.refuseDuplicateNames = true});
    if (!document) {
        return std::unexpected(FormModel::tr("This is not JSON: %1.")
                                   .arg(QString::fromStdString(document.error().toString())));
    }
    const json::Value value = document->root();
    if (schema && !value.isNull()) {
        if (schema->type == Type::Array && !value.isArray())
            return std::unexpected(FormModel::tr("A list is needed here: […]."));
        if (schema->type == Type::Object && !value.isObject())
            return std::unexpected(FormModel::tr("An object is needed here: {…}."));
    }
    return document->serialize();
}

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

Typed valueFromTyped(const FormField &field, const api::Schema *schema, json::Value base,
                     const QString &typed)
{
    const bool isText =
        field.kind == Kind::Text || field.kind == Kind::LongText || field.kind == Kind::Secret;
    if (typed.isEmpty()) {
        const bool wasText = base && base.isString() && (isText || field.kind == Kind::Choice);
        if (field.kind == Kind::List && base && base.isArray())
            return "[]";
        return wasText ? Typed("\"\"") : Typed(std::nullopt);
    }
    switch (field.kind) {
    case Kind::Integer:
        return numberFromTyped(typed, true);
    case Kind::Number:
        return numberFromTyped(typed, false);
    case Kind::Boolean:
        return booleanFromTyped(typed);
    case Kind::Choice:
        return choiceFromTyped(field, schema, typed);
    case Kind::List:
        return listFromTyped(field, schema, typed);
    case Kind::Json:
        return jsonFromTyped(schema, typed);
    default:
        return json::quoted(typed.toStdString());
    }
}

} // namespace models
