// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PointerCompletion.h"

#include "app/json/Writer.h"
#include "models/PatchEffects.h"
#include "models/SchemaTools.h"

#include <QCoreApplication>
#include <QSet>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr qsizetype mostItems = 200;

QString tr(const char *text)
{
    return QCoreApplication::translate("models::PointerCompletion", text);
}

class Collector
{
public:
    Collector(const QString &prefix, const api::Schema *schema)
        : m_prefix(prefix)
        , m_schema(schema)
    {
    }

    bool isFull() const { return m_items.size() >= mostItems; }

    void add(const json::Pointer &pointer, const QString &note)
    {
        const QString text = QString::fromStdString(pointer.toString());
        if (!isFull() && text.startsWith(m_prefix, Qt::CaseInsensitive))
            m_items.append({.pointer = text, .note = note});
    }
    void addPresent(const json::Pointer &pointer, json::Value value)
    {
        add(pointer, shortText(value, m_schema, pointer, false));
    }
    QList<PointerCompletion> take() { return std::move(m_items); }

private:
    QString m_prefix;
    const api::Schema *m_schema;
    QList<PointerCompletion> m_items;
};

QString asJson(const QString &text, const api::Schema &schema)
{
    using Type = api::Schema::Type;
    const bool isText = schema.type == Type::String || schema.type == Type::Any;
    return isText ? QString::fromStdString(json::quoted(text.toStdString())) : text;
}

} // namespace

QList<PointerCompletion> PointerCompletion::at(const QString &typed, const json::Document &document,
                                               const api::Schema *schema, bool missingToo)
{
    const qsizetype slash = typed.lastIndexOf(u'/');
    const auto parent =
        json::Pointer::parse(typed.left(std::max<qsizetype>(slash, 0)).toStdString());
    if (!parent)
        return {};
    Collector found(slash < 0 ? u"/"_s + typed : typed, schema);
    const json::Value value = parent->resolve(document.root());
    QSet<QString> present;
    for (const auto [name, member] : value.members()) {
        present.insert(QString::fromUtf8(name));
        found.addPresent(parent->child(name), member);
        if (found.isFull())
            break;
    }
    std::size_t index = 0;
    for (const json::Value element : value.elements()) {
        found.addPresent(parent->child(std::to_string(index++)), element);
        if (found.isFull())
            break;
    }
    if (missingToo && value.isArray())
        found.add(parent->child("-"), tr("after the last one"));
    const api::Schema *const below = schemaAt(schema, *parent);
    if (!missingToo || !below)
        return found.take();
    for (const api::Property &property : below->properties) {
        if (present.contains(property.name))
            continue;
        const QString title = property.schema->title;
        found.add(parent->child(property.name.toStdString()),
                  title.isEmpty() ? tr("not there") : tr("not there: %1").arg(title));
    }
    return found.take();
}

json::Pointer pointerOf(const QString &text)
{
    return json::Pointer::parse(text.toStdString()).value_or(json::Pointer());
}

QStringList valueChoices(const json::Pointer &pointer, const api::Schema *schema)
{
    const api::Schema *const at = schemaAt(schema, pointer);
    if (!at)
        return {};
    QStringList choices;
    for (const QString &value : at->enumeration)
        choices.append(asJson(value, *at));
    if (at->type == api::Schema::Type::Boolean)
        choices << u"true"_s << u"false"_s;
    for (const QString &text : {at->defaultText, at->exampleText}) {
        if (!text.isEmpty())
            choices.append(text);
    }
    choices.removeDuplicates();
    return choices;
}

QString suggestedValue(const json::Pointer &pointer, const json::Document &document,
                       const api::Schema *schema)
{
    const json::Value present = pointer.resolve(document.root());
    const api::Schema *const at = schemaAt(schema, pointer);
    const std::string name = pointer.isRoot() ? std::string() : pointer.tokens().back();
    if (present) {
        const std::string text = present.serialize();
        return serializeMasked(present, at, name) == text ? QString::fromStdString(text)
                                                          : u"\"\""_s;
    }
    if (!at)
        return {};
    if (!at->defaultText.isEmpty())
        return at->defaultText;
    switch (at->type) {
    case api::Schema::Type::String:
        return u"\"\""_s;
    case api::Schema::Type::Boolean:
        return u"false"_s;
    case api::Schema::Type::Integer:
    case api::Schema::Type::Number:
        return u"0"_s;
    case api::Schema::Type::Array:
        return u"[]"_s;
    case api::Schema::Type::Object:
        return u"{}"_s;
    default:
        return {};
    }
}

QString valueFromTyped(const QString &typed, const json::Pointer &pointer,
                       const json::Document &document, const api::Schema *schema)
{
    const QString trimmed = typed.trimmed();
    const auto parsed = json::Document::parse(trimmed.toStdString());
    const api::Schema *const at = schemaAt(schema, pointer);
    const json::Value present = pointer.resolve(document.root());
    const bool isText = at && at->type != api::Schema::Type::Any
                            ? at->type == api::Schema::Type::String
                            : present.isString();
    if (trimmed.isEmpty() || !isText)
        return typed;
    const bool asIs =
        parsed ? !parsed->root().isNumber() && !parsed->root().isBoolean()
               : trimmed.startsWith(u'"') || trimmed.startsWith(u'{') || trimmed.startsWith(u'[');
    return asIs ? typed : QString::fromStdString(json::quoted(trimmed.toStdString()));
}

} // namespace models
