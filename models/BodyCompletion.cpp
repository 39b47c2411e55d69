// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BodyCompletion.h"

#include "app/json/Writer.h"
#include "models/JsonCursor.h"
#include "models/SchemaTools.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

using Type = api::Schema::Type;

QString translated(const char *text)
{
    return QCoreApplication::translate("models::BodyCompletion", text);
}

QString typeWord(const api::Schema &schema)
{
    switch (schema.type) {
    case Type::Boolean:
        return translated("yes or no");
    case Type::Integer:
    case Type::Number:
        return translated("number");
    case Type::String:
        return translated("text");
    case Type::Array:
        return translated("list");
    case Type::Object:
        return translated("object");
    default:
        return {};
    }
}

QString quoted(const QString &text)
{
    return QString::fromStdString(json::quoted(text.toStdString()));
}

bool begins(const QString &label, const QString &prefix)
{
    return label.startsWith(prefix, Qt::CaseInsensitive);
}

void addNames(BodyCompletion &completion, const JsonCursor &cursor, const api::Schema &schema)
{
    for (const bool required : {true, false}) {
        for (const api::Property &property : schema.properties) {
            if (property.required != required || cursor.names.contains(property.name) ||
                property.schema->readOnly || !begins(property.name, cursor.prefix))
                continue;
            QString note = typeWord(*property.schema);
            if (required)
                note += (note.isEmpty() ? QString() : u", "_s) + translated("required");
            completion.items.append(
                {property.name, note,
                 quoted(property.name) + (cursor.hasColon ? QString() : u": "_s)});
        }
    }
}

void addValues(BodyCompletion &completion, const JsonCursor &cursor, const api::Schema &schema)
{
    QStringList known;
    const auto add = [&](const QString &label, const QString &insert, const QString &note) {
        if (known.contains(insert) || !begins(label, cursor.prefix))
            return;
        known << insert;
        completion.items.append({label, note, insert});
    };
    const bool text = schema.type == Type::String || schema.type == Type::Any;
    for (const QString &value : schema.enumeration)
        add(value, text ? quoted(value) : value, {});
    if (cursor.quoted && !text)
        return;
    if (schema.type == Type::Boolean) {
        add(u"true"_s, u"true"_s, {});
        add(u"false"_s, u"false"_s, {});
    }
    const auto addJson = [&](const QString &json, const QString &note) {
        if (json.isEmpty())
            return;
        const bool isText = json.startsWith(u'"') && json.size() > 1;
        add(isText ? json.mid(1, json.size() - 2) : json, json, note);
    };
    addJson(schema.defaultText, translated("default"));
    addJson(schema.exampleText, translated("example"));
    if (schema.type == Type::Object)
        add(u"{ }"_s, u"{}"_s, {});
    if (schema.type == Type::Array)
        add(u"[ ]"_s, u"[]"_s, {});
    if (schema.nullable)
        add(u"null"_s, u"null"_s, {});
}

} // namespace

BodyCompletion BodyCompletion::at(const QString &text, qsizetype position,
                                  const api::Schema *schema)
{
    const JsonCursor cursor = JsonCursor::at(text, position);
    BodyCompletion completion{.items = {}, .start = cursor.start, .end = cursor.end};
    const api::Schema *here = schemaAt(schema, cursor.pointer);
    if (!here || cursor.place == JsonCursor::Place::Nowhere)
        return completion;
    if (cursor.place == JsonCursor::Place::Name)
        addNames(completion, cursor, *here);
    else
        addValues(completion, cursor, *here);
    return completion;
}

} // namespace models
