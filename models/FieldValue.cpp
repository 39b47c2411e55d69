// SPDX-License-Identifier: GPL-3.0-or-later
// What a person types into a field, as JSON text.
#include "app/json/Document.h"
#include "app/json/Writer.h"
#include "models/FormField.h"
#include "models/FormModel.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace models {

namespace {

using Kind = FormField::Kind;
using Type = api::Schema::Type;

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
