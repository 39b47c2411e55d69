// SPDX-License-Identifier: GPL-3.0-or-later
// The half of SchemaReader that makes one schema of several: references, allOf, oneOf and anyOf.
#include "app/api/SchemaReader.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {
namespace {

bool isAny(const SchemaPtr &schema)
{
    return schema->type == Schema::Type::Any && schema->description.isEmpty();
}

} // namespace

/// `$ref` beside other keywords (3.1) and `allOf` mean the same: all of it holds.
int SchemaReader::readParts(Schema &schema, const Located &value, Source inherited, int depth)
{
    int height = 0;
    if (value.value["$ref"]) {
        const Built target = buildReference(value, inherited, depth);
        schema = *target.schema;
        height = target.height;
    }
    const Located parts = m_document.array(value, "allOf");
    qsizetype index = 0;
    for (const json::Value each : parts.value.elements()) {
        const Built part =
            build(OpenApiDocument::element(parts, each, index++), inherited, depth + 1);
        merge(schema, *part.schema);
        height = std::max(height, part.height);
    }
    return height;
}

int SchemaReader::readAlternatives(Schema &schema, const Located &value, int depth)
{
    Located alternatives = m_document.array(value, "oneOf");
    if (!alternatives)
        alternatives = m_document.array(value, "anyOf");
    if (!alternatives || schema.type != Schema::Type::Any)
        return 0; // with a type of its own, alternatives only narrow it
    QList<Built> built;
    QStringList names;
    qsizetype index = 0;
    for (const json::Value each : alternatives.value.elements()) {
        const Built one =
            build(OpenApiDocument::element(alternatives, each, index++), schema.source, depth + 1);
        if (one.schema->type == Schema::Type::Null) {
            schema.nullable = true;
            continue;
        }
        if (!one.schema->title.isEmpty() && names.size() < 20)
            names.append(one.schema->title);
        built.append(one);
    }
    if (built.size() == 1) {
        const Schema own = schema;
        schema = *built.constFirst().schema;
        merge(schema, own);
        return built.constFirst().height;
    }
    if (!names.isEmpty() && schema.description.isEmpty()) {
        schema.description =
            QCoreApplication::translate("api::Catalogue", "One of: %1").arg(names.join(", "_L1));
    }
    return 0;
}

/// Adds what @p part says to @p into; where both speak, @p part counts.
void SchemaReader::merge(Schema &into, const Schema &part)
{
    if (part.type != Schema::Type::Any)
        into.type = part.type;
    const auto text = [](QString &left, const QString &right) {
        if (!right.isEmpty())
            left = right;
    };
    text(into.title, part.title);
    text(into.description, part.description);
    text(into.format, part.format);
    text(into.pattern, part.pattern);
    text(into.renderer, part.renderer);
    text(into.unit, part.unit);
    text(into.sourceNote, part.sourceNote);
    text(into.defaultText, part.defaultText);
    text(into.exampleText, part.exampleText);
    const auto limit = [](auto &left, const auto &right) {
        if (right)
            left = right;
    };
    limit(into.minimum, part.minimum);
    limit(into.maximum, part.maximum);
    limit(into.minLength, part.minLength);
    limit(into.maxLength, part.maxLength);
    if (!part.enumeration.isEmpty())
        into.enumeration = part.enumeration;
    into.openEnumeration = into.openEnumeration && part.openEnumeration;
    into.nullable = into.nullable || part.nullable;
    into.readOnly = into.readOnly || part.readOnly;
    into.writeOnly = into.writeOnly || part.writeOnly;
    into.secret = into.secret || part.secret;
    into.additionalProperties = into.additionalProperties && part.additionalProperties;
    if (part.items)
        into.items = part.items;

    // The same base under thousands of `allOf`s multiplies: it counts against the same budget.
    if (part.properties.isEmpty())
        return;
    if (into.properties.isEmpty()) {
        into.properties = part.properties;
        return;
    }
    const qsizetype cost = into.properties.size() + part.properties.size();
    if (m_budget < cost) {
        m_budget = std::min(m_budget, 0);
        return;
    }
    m_budget -= static_cast<int>(cost);
    QHash<QString, qsizetype> known;
    for (qsizetype i = 0; i < into.properties.size(); ++i)
        known.insert(into.properties.at(i).name, i);
    for (const Property &property : part.properties) {
        const auto at = known.constFind(property.name);
        if (at == known.constEnd()) {
            into.properties.append(property);
            continue;
        }
        Property &mine = into.properties[*at];
        mine.required = mine.required || property.required;
        if (!isAny(property.schema))
            mine.schema = property.schema;
    }
}

} // namespace api
