// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/import/ItemSchema.h"

#include <QHash>

namespace api {
namespace {

std::shared_ptr<Schema> objectFrom(const SchemaPtr &schema)
{
    auto object = schema ? std::make_shared<Schema>(*schema) : std::make_shared<Schema>();
    object->type = Schema::Type::Object;
    object->items = nullptr;
    object->source = Source::Imported;
    return object;
}

QHash<QString, qsizetype> placesOf(const QList<Property> &properties)
{
    QHash<QString, qsizetype> places;
    for (qsizetype i = 0; i < properties.size(); ++i)
        places.insert(properties.at(i).name, i);
    return places;
}

SchemaPtr annotated(const SchemaPtr &ours, const SchemaPtr &imported)
{
    auto schema = std::make_shared<Schema>(*imported);
    const auto text = [](QString &to, const QString &from) {
        if (to.isEmpty())
            to = from;
    };
    text(schema->title, ours->title);
    text(schema->description, ours->description);
    text(schema->renderer, ours->renderer);
    text(schema->exampleText, ours->exampleText);
    schema->secret = schema->secret || ours->secret;
    if (schema->type == Schema::Type::Any) {
        schema->type = ours->type;
        schema->properties = ours->properties;
        schema->items = ours->items;
    }
    if (schema->enumeration.isEmpty() && schema->type == ours->type)
        schema->enumeration = ours->enumeration;
    if (schema->properties.isEmpty() && ours->type == schema->type)
        schema->properties = ours->properties;
    return SchemaPtr(std::move(schema));
}

} // namespace

std::shared_ptr<const Schema> itemSchema(const SchemaPtr &answered, const SchemaPtr &asked)
{
    if (!answered || answered->properties.isEmpty())
        return objectFrom(asked && !asked->properties.isEmpty() ? asked : answered);
    auto schema = objectFrom(answered);
    if (!asked || asked->properties.isEmpty())
        return schema;
    const QHash<QString, qsizetype> places = placesOf(schema->properties);
    const QHash<QString, qsizetype> wanted = placesOf(asked->properties);
    for (Property &property : schema->properties) {
        const auto at = wanted.constFind(property.name);
        property.required = at != wanted.constEnd() && asked->properties.at(*at).required;
        if (at != wanted.constEnd() || property.schema->readOnly)
            continue;
        auto readOnly = std::make_shared<Schema>(*property.schema);
        readOnly->readOnly = true;
        property.schema = std::move(readOnly);
    }
    for (const Property &property : asked->properties) {
        if (!places.contains(property.name))
            schema->properties.append(property);
    }
    return schema;
}

std::shared_ptr<const Schema> replacedSchema(const SchemaPtr &ours, const SchemaPtr &imported)
{
    if (!imported || imported->properties.isEmpty())
        return std::make_shared<const Schema>(*ours);
    auto schema = objectFrom(imported);
    if (schema->description.isEmpty())
        schema->description = ours->description;
    for (Property &property : schema->properties) {
        if (const Property *known = ours->property(property.name))
            property.schema = annotated(known->schema, property.schema);
    }
    return schema;
}

ResourceType replacedType(const ResourceType &ours, const ResourceType &imported)
{
    ResourceType type = ours;
    type.source = Source::Imported;
    type.itemPath = imported.itemPath;
    type.idParameter = imported.idParameter;
    if (ours.source == Source::Inferred) {
        type.idProperty = imported.idProperty;
        type.idByPlatform = imported.idByPlatform;
    }
    type.schema = SchemaPtr::later(
        [mine = ours.schema, theirs = imported.schema] { return replacedSchema(mine, theirs); });
    return type;
}

} // namespace api
