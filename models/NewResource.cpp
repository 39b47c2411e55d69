// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/NewResource.h"

#include "app/api/import/ResourceDerivation.h"
#include "app/json/Writer.h"

namespace models {

namespace {

void writeDefaults(json::Writer &writer, const api::Schema &schema, int depth)
{
    writer.beginObject();
    for (const api::Property &property : schema.properties) {
        const api::Schema &member = *property.schema;
        if (member.readOnly)
            continue;
        const auto value = json::Document::parse(member.defaultText.toStdString());
        if (!member.defaultText.isEmpty() && value)
            writer.name(property.name.toStdString()).value(value->root());
        else if (property.required && !member.properties.isEmpty() && depth > 0) {
            writer.name(property.name.toStdString());
            writeDefaults(writer, member, depth - 1);
        }
    }
    writer.endObject();
}

} // namespace

json::Document defaultsOf(const api::SchemaPtr &schema)
{
    json::Writer writer;
    writeDefaults(writer, schema ? *schema : api::Schema(), 8);
    return json::Document::parseInPlace(writer.take()).value_or(json::Document());
}

json::Document duplicateOf(json::Value source, const api::ResourceType &type)
{
    json::Writer writer;
    writer.beginObject();
    for (const auto [name, value] : source.members()) {
        const QString member = QString::fromUtf8(name);
        const auto *property = type.schema ? type.schema->property(member) : nullptr;
        if (member != type.idProperty && !(property && property->schema->readOnly))
            writer.name(name).value(value);
    }
    writer.endObject();
    return json::Document::parseInPlace(writer.take()).value_or(json::Document());
}

api::ResourceType withColumns(const api::ResourceType &type)
{
    return api::withColumns(type);
}

} // namespace models
