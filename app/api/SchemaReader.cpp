// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/SchemaReader.h"

#include "app/api/LateSchemas.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace api {
namespace {

constexpr int maxDepth = 100;
constexpr qsizetype maxExpanded = 20'000;
constexpr qsizetype maxEnumeration = 1000;

QString translated(const char *text)
{
    return QCoreApplication::translate("api::Catalogue", text);
}

QString nameOf(std::string_view name)
{
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

std::optional<Schema::Type> typeNamed(std::string_view name)
{
    using enum Schema::Type;
    if (name == "null")
        return Null;
    if (name == "boolean")
        return Boolean;
    if (name == "integer")
        return Integer;
    if (name == "number")
        return Number;
    if (name == "string")
        return String;
    if (name == "array")
        return Array;
    if (name == "object")
        return Object;
    return std::nullopt;
}

Schema::Type typeOf(json::Value value)
{
    using enum Schema::Type;
    switch (value.type()) {
    case json::Type::Null:
        return Null;
    case json::Type::Boolean:
        return Boolean;
    case json::Type::Number:
        return value.integer() ? Integer : Number;
    case json::Type::String:
        return String;
    case json::Type::Array:
        return Array;
    case json::Type::Object:
        return Object;
    }
    return Any;
}

} // namespace

SchemaReader::SchemaReader(OpenApiDocument &document)
    : m_document(document)
{
}

SchemaPtr SchemaReader::read(const Located &value, Source inherited)
{
    if (m_late && value.value.isObject())
        return LateSchemas::schema(m_late, value, inherited);
    return build(value, inherited, 0).schema;
}

SchemaReader::Built SchemaReader::any(Source source)
{
    auto schema = std::make_shared<Schema>();
    schema->source = source;
    m_expanded.insert(schema.get(), 1);
    return {std::move(schema), 0};
}

bool SchemaReader::withinLimits(const Located &value, int depth)
{
    if (depth > maxDepth) {
        m_document.report(value.where, translated(QT_TRANSLATE_NOOP(
                                           "api::Catalogue", "This schema is nested too deeply; it "
                                                             "was cut off here.")));
        return false;
    }
    if (m_budget <= 0) {
        if (m_budget == 0) {
            m_budget = -1; // say it once
            m_document.report(
                value.where,
                translated(QT_TRANSLATE_NOOP(
                    "api::Catalogue", "The schemas of this document are too large; what follows "
                                      "was left out.")));
        }
        return false;
    }
    --m_budget;
    return true;
}

SchemaReader::Built SchemaReader::build(const Located &value, Source inherited, int depth)
{
    if (!value || value.value.isBoolean() || !withinLimits(value, depth))
        return any(inherited);
    if (!value.value.isObject()) {
        m_document.report(value.where, translated(QT_TRANSLATE_NOOP(
                                           "api::Catalogue",
                                           "A schema must be of type object; it was left out.")));
        return any(inherited);
    }
    const bool onlyReference = value.value["$ref"] && value.value.size() == 1;
    return onlyReference ? buildReference(value, inherited, depth)
                         : buildObject(value, inherited, depth);
}

SchemaReader::Built SchemaReader::buildReference(const Located &value, Source inherited, int depth)
{
    const Located target = m_document.resolved(value);
    if (!target)
        return any(inherited);
    if (const auto known = m_shared.constFind(target.where); known != m_shared.constEnd())
        return depth + known->height > 2 * maxDepth ? any(inherited) : *known;
    if (m_open.contains(target.where))
        return any(inherited);
    m_open.insert(target.where);
    Built built = build(target, m_document.source(), depth + 1);
    m_open.remove(target.where);
    m_shared.insert(target.where, built);
    return built;
}

SchemaReader::Built SchemaReader::buildObject(const Located &value, Source inherited, int depth)
{
    Schema schema;
    schema.source = inherited;
    int height = readParts(schema, value, inherited, depth);
    schema.source = m_document.sourceOf(value, schema.source);
    readType(schema, value);
    readTexts(schema, value);
    readFlags(schema, value);
    readLimits(schema, value);
    readPattern(schema, value);
    readValues(schema, value);
    height = std::max(height, readMembers(schema, value, depth));
    height = std::max(height, readItems(schema, value, depth));
    height = std::max(height, readAlternatives(schema, value, depth));
    limitExpansion(schema, value);
    auto built = std::make_shared<const Schema>(std::move(schema));
    qsizetype size = 1 + expandedSize(built->items);
    for (const Property &property : built->properties)
        size += expandedSize(property.schema);
    m_expanded.insert(built.get(), size);
    return {std::move(built), height};
}

qsizetype SchemaReader::expandedSize(const SchemaPtr &schema) const
{
    return schema ? m_expanded.value(schema.get(), 1) : 0;
}

/// Shared schemas can stand for billions: a few that each name the next one twice will do.
void SchemaReader::limitExpansion(Schema &schema, const Located &value)
{
    qsizetype size = 1 + expandedSize(schema.items);
    for (Property &property : schema.properties) {
        const qsizetype more = expandedSize(property.schema);
        if (size + more <= maxExpanded) {
            size += more;
            continue;
        }
        property.schema = any(schema.source).schema;
        ++size;
        m_document.report(value.where, translated(QT_TRANSLATE_NOOP(
                                           "api::Catalogue", "This schema is too large when its "
                                                             "references are written out; parts of "
                                                             "it take any value.")));
    }
}

void SchemaReader::readType(Schema &schema, const Located &value)
{
    const Located type = OpenApiDocument::member(value, "type");
    QList<Schema::Type> types;
    bool known = true;
    const auto take = [&](json::Value name) {
        const std::optional<Schema::Type> found =
            name.isString() ? typeNamed(name.text()) : std::nullopt;
        known = known && found.has_value();
        if (found == Schema::Type::Null)
            schema.nullable = true;
        else if (found)
            types.append(*found);
    };
    if (type && type.value.isArray()) {
        for (const json::Value name : type.value.elements())
            take(name);
        if (types.isEmpty() && schema.nullable)
            types.append(Schema::Type::Null);
    } else if (type) {
        take(type.value);
        if (known && types.isEmpty())
            types.append(Schema::Type::Null);
    }
    if (!known) {
        m_document.report(
            type.where,
            translated(QT_TRANSLATE_NOOP("api::Catalogue", "This is not a type of JSON Schema; any "
                                                           "value is taken.")));
    }
    if (type)
        schema.type = known && types.size() == 1 ? types.constFirst() : Schema::Type::Any;
    else if (schema.type == Schema::Type::Any && value.value["properties"].isObject())
        schema.type = Schema::Type::Object;
    else if (schema.type == Schema::Type::Any && value.value["items"])
        schema.type = Schema::Type::Array;
}

void SchemaReader::readTexts(Schema &schema, const Located &value)
{
    const auto take = [&](QString &text, std::string_view name) {
        if (const QString found = m_document.string(value, name); !found.isEmpty())
            text = found;
    };
    take(schema.title, "title");
    take(schema.description, "description");
    take(schema.format, "format");
    take(schema.renderer, "x-console-renderer");
    take(schema.sourceNote, "x-console-basis");
    const QString unit = m_document.string(value, "x-console-unit");
    if (unit == "s"_L1 || unit == "ms"_L1) {
        schema.unit = unit;
    } else if (!unit.isEmpty()) {
        m_document.report(OpenApiDocument::member(value, "x-console-unit").where,
                          translated(QT_TRANSLATE_NOOP(
                              "api::Catalogue", "This must be “s” or “ms”; it was left out.")));
    }
}

void SchemaReader::readFlags(Schema &schema, const Located &value)
{
    const auto take = [&](bool &flag, std::string_view name) {
        flag = m_document.boolean(value, name).value_or(flag);
    };
    take(schema.nullable, "nullable");
    take(schema.readOnly, "readOnly");
    take(schema.writeOnly, "writeOnly");
    take(schema.secret, "x-console-secret");
    if (schema.format == "password"_L1)
        schema.secret = true;
    if (const auto closed = m_document.boolean(value, "x-console-closed"))
        schema.openEnumeration = !*closed;
}

void SchemaReader::readLimits(Schema &schema, const Located &value)
{
    if (const auto minimum = m_document.number(value, "minimum"))
        schema.minimum = minimum;
    if (const auto maximum = m_document.number(value, "maximum"))
        schema.maximum = maximum;
    const auto length = [&](std::optional<int> &limit, std::string_view name) {
        const std::optional<double> found = m_document.number(value, name);
        if (!found)
            return;
        if (*found >= 0 && *found == std::floor(*found)) {
            limit = static_cast<int>(
                std::min(*found, static_cast<double>(std::numeric_limits<int>::max())));
            return;
        }
        m_document.report(
            OpenApiDocument::member(value, name).where,
            translated(QT_TRANSLATE_NOOP(
                "api::Catalogue", "A length must be a whole number from 0 up; it was left out.")));
    };
    length(schema.minLength, "minLength");
    length(schema.maxLength, "maxLength");
}

void SchemaReader::readPattern(Schema &schema, const Located &value)
{
    const QString pattern = m_document.string(value, "pattern");
    if (pattern.isEmpty())
        return;
    if (const QRegularExpression expression(pattern); expression.isValid()) {
        schema.pattern = pattern;
        return;
    }
    m_document.report(
        OpenApiDocument::member(value, "pattern").where,
        translated(QT_TRANSLATE_NOOP("api::Catalogue",
                                     "This regular expression is not valid; it was left out.")));
}

void SchemaReader::readValues(Schema &schema, const Located &value)
{
    QStringList values;
    std::optional<Schema::Type> type;
    const auto take = [&](json::Value each) {
        if (each.isNull()) {
            schema.nullable = true;
            return;
        }
        if (values.size() < maxEnumeration)
            values.append(plainText(each));
        type = !type || *type == typeOf(each) ? typeOf(each) : Schema::Type::Any;
    };
    if (const Located enumeration = m_document.array(value, "enum")) {
        for (const json::Value each : enumeration.value.elements())
            take(each);
    }
    if (const json::Value constant = value.value["const"])
        take(constant);
    if (!values.isEmpty()) {
        values.removeDuplicates();
        schema.enumeration = values;
        if (schema.type == Schema::Type::Any && !value.value["type"])
            schema.type = *type;
    }
    if (const json::Value byDefault = value.value["default"])
        schema.defaultText = QString::fromStdString(byDefault.serialize());
    json::Value example = value.value["example"];
    if (!example && value.value["examples"].isArray())
        example = value.value["examples"].at(0);
    if (example)
        schema.exampleText = QString::fromStdString(example.serialize());
}

int SchemaReader::readMembers(Schema &schema, const Located &value, int depth)
{
    int height = 0;
    Schema own;
    const Located properties = m_document.object(value, "properties");
    QHash<QString, qsizetype> known;
    for (const auto &[name, each] : properties.value.members()) {
        const Located located = OpenApiDocument::inside(properties, name, each);
        const Built built = build(located, schema.source, depth + 1);
        height = std::max(height, built.height + 1);
        if (const auto at = known.constFind(nameOf(name)); at != known.constEnd()) {
            m_document.report(located.where, translated(QT_TRANSLATE_NOOP(
                                                 "api::Catalogue",
                                                 "This name occurs twice; the last one counts.")));
            own.properties[*at].schema = built.schema;
            continue;
        }
        known.insert(nameOf(name), own.properties.size());
        own.properties.append({.name = nameOf(name), .schema = built.schema, .required = false});
    }
    if (!own.properties.isEmpty())
        merge(schema, own);

    const Located required = m_document.array(value, "required");
    QSet<QString> requiredNames;
    for (const json::Value each : required.value.elements()) {
        if (each.isString())
            requiredNames.insert(nameOf(each.text()));
        else
            m_document.report(required.where,
                              translated(QT_TRANSLATE_NOOP("api::Catalogue",
                                                           "A required member must be named by a "
                                                           "string.")));
    }
    for (Property &property : schema.properties) {
        if (requiredNames.remove(property.name))
            property.required = true;
    }
    // What only `required` knows is a member that takes anything; `allOf` may say more of it.
    QStringList unknown(requiredNames.cbegin(), requiredNames.cend());
    unknown.sort();
    for (const QString &name : std::as_const(unknown))
        schema.properties.append({name, any(schema.source).schema, true});
    if (value.value["additionalProperties"].boolean() == false)
        schema.additionalProperties = false;
    return height;
}

int SchemaReader::readItems(Schema &schema, const Located &value, int depth)
{
    const Located items = OpenApiDocument::member(value, "items");
    if (!items)
        return 0;
    const Built built = build(items, schema.source, depth + 1);
    schema.items = built.schema;
    return built.height + 1;
}

} // namespace api
