// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/SchemaTools.h"

#include "app/api/SecretNames.h"
#include "app/json/Equality.h"
#include "app/json/Writer.h"

#include <QCoreApplication>

#include <algorithm>

namespace models {

namespace {

void writeMasked(json::Writer &writer, json::Value value, const api::Schema *schema,
                 std::string_view name)
{
    // An empty text or null says that there is no secret: worth seeing.
    const bool empty = value.isNull() || (value.isString() && value.text().empty());
    if (!empty && isSecret(schema, name)) {
        writer.string(mask().toStdString());
    } else if (value.isObject()) {
        writer.beginObject();
        for (const auto [memberName, member] : value.members()) {
            const auto *property =
                schema ? schema->property(QString::fromUtf8(memberName)) : nullptr;
            writer.name(memberName);
            writeMasked(writer, member, property ? property->schema.get() : nullptr, memberName);
        }
        writer.endObject();
    } else if (value.isArray()) {
        writer.beginArray();
        for (const json::Value element : value.elements())
            writeMasked(writer, element, schema ? schema->items.get() : nullptr, {});
        writer.endArray();
    } else {
        writer.value(value);
    }
}

/// The schema of the member or element @p token of what @p schema describes.
const api::Schema *below(const api::Schema *schema, const std::string &token)
{
    if (!schema)
        return nullptr;
    if (schema->type == api::Schema::Type::Array)
        return schema->items.get();
    const auto *property = schema->property(QString::fromStdString(token));
    return property ? property->schema.get() : nullptr;
}

void writeMaskedAt(json::Writer &writer, json::Value value, const api::Schema *schema,
                   const json::Pointer &pointer)
{
    const bool empty = value.isNull() || (value.isString() && value.text().empty());
    if (!empty && isInSecret(schema, pointer))
        writer.string(mask().toStdString());
    else
        writeMasked(writer, value, schemaAt(schema, pointer), {});
}

} // namespace

const api::Schema *schemaAt(const api::Schema *schema, const json::Pointer &pointer)
{
    for (const std::string &token : pointer.tokens())
        schema = below(schema, token);
    return schema;
}

QList<api::SchemaViolation> broughtViolations(const json::Document &before,
                                              const json::Document &after,
                                              const api::Schema &schema)
{
    QList<api::SchemaViolation> found = api::validate(after.root(), schema);
    if (found.isEmpty())
        return found;
    const QList<api::SchemaViolation> known = api::validate(before.root(), schema);
    found.removeIf([&](const api::SchemaViolation &violation) {
        const auto pointer = json::Pointer::parse(violation.pointer.toStdString());
        return std::ranges::any_of(known,
                                   [&](const api::SchemaViolation &old) {
                                       return old.pointer == violation.pointer &&
                                              old.message == violation.message;
                                   }) &&
               pointer &&
               json::sameAsWritten(pointer->resolve(before.root()), pointer->resolve(after.root()));
    });
    return found;
}

QString mask()
{
    return QCoreApplication::translate("models::Mask", "•••••• (masked)");
}

bool isSecret(const api::Schema *schema, std::string_view name)
{
    if (schema)
        return schema->secret || schema->format == QLatin1String("password");
    return api::isSecretName(api::normalizedName(name));
}

bool isInSecret(const api::Schema *schema, const json::Pointer &pointer)
{
    for (const std::string &token : pointer.tokens()) {
        schema = below(schema, token);
        if (isSecret(schema, token))
            return true;
    }
    return false;
}

std::string serializeMaskedAt(json::Value value, const api::Schema *schema,
                              const json::Pointer &pointer)
{
    json::Writer writer;
    writeMaskedAt(writer, value, schema, pointer);
    return writer.take();
}

std::string serializeMasked(json::Value value, const api::Schema *schema, std::string_view name,
                            json::Style style)
{
    json::Writer writer(style);
    writeMasked(writer, value, schema, name);
    return writer.take();
}

std::string maskedPatch(const json::Patch &patch, const api::Schema *schema)
{
    json::Writer writer(json::Style::Pretty);
    writer.beginArray();
    for (const json::Operation &operation : patch.operations()) {
        const json::Pointer &path = operation.path;
        writer.beginObject();
        writer.name("op").string(json::name(operation.op));
        if (json::needsFrom(operation.op))
            writer.name("from").string(operation.from.toString());
        writer.name("path").string(path.toString());
        if (operation.value) {
            writer.name("value");
            writeMaskedAt(writer, operation.value, schema, path);
        }
        writer.endObject();
    }
    writer.endArray();
    return writer.take();
}

} // namespace models
