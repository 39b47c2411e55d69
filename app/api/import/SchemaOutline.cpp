// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/import/SchemaOutline.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {
namespace {

constexpr int maxDepth = 8;
constexpr qsizetype maxMembers = 200;
constexpr std::size_t maxParts = 20;
constexpr int maxSchemas = 500; // of one object: parts that refer to each other multiply

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool isJsonType(std::string_view mediaType)
{
    const std::string_view type = mediaType.substr(0, mediaType.find(';'));
    return type == "application/json" || type == "*/*" || type.ends_with("+json");
}

} // namespace

SchemaOutline::SchemaOutline(OpenApiDocument &document)
    : m_document(document)
{
}

Located SchemaOutline::jsonOf(const Located &owner)
{
    const Located content = m_document.object(owner, "content");
    for (const auto &[name, value] : content.value.members()) {
        // A patch is no resource.
        if (!isJsonType(name) || name.find("patch") != std::string_view::npos)
            continue;
        const Located media = m_document.resolved(OpenApiDocument::inside(content, name, value));
        return OpenApiDocument::member(media, "schema");
    }
    return {};
}

Located SchemaOutline::reply(const Located &operation)
{
    const Located responses = m_document.object(operation, "responses");
    for (const auto &[name, value] : responses.value.members()) {
        if (name.size() == 3 && name.starts_with('2')) {
            const Located found =
                jsonOf(m_document.resolved(OpenApiDocument::inside(responses, name, value)));
            if (found)
                return found;
        }
    }
    return {};
}

Located SchemaOutline::request(const Located &operation)
{
    return jsonOf(m_document.object(operation, "requestBody"));
}

void SchemaOutline::collect(const Located &given, QList<Member> &members, int depth)
{
    if (depth > maxDepth || members.size() >= maxMembers || !given || m_left-- <= 0)
        return;
    const Located schema = m_document.resolved(given);
    const Located properties = m_document.resolved(OpenApiDocument::member(schema, "properties"));
    for (const auto &[name, value] : properties.value.members()) {
        if (members.size() >= maxMembers)
            return;
        members.append({name, value, properties.where});
    }
    for (const char *way : {"allOf", "oneOf", "anyOf"}) {
        const Located parts = OpenApiDocument::member(schema, way);
        const bool all = std::string_view(way) == "allOf";
        if (!parts.value.isArray() || (!all && (parts.value.size() > 2 || !members.isEmpty())))
            continue;
        qsizetype index = 0;
        for (const json::Value part : parts.value.elements()) {
            if (index == static_cast<qsizetype>(maxParts))
                break;
            collect(OpenApiDocument::element(parts, part, index++), members, depth + 1);
        }
    }
}

QList<SchemaOutline::Member> SchemaOutline::members(const Located &schema)
{
    QList<Member> found;
    m_left = maxSchemas;
    collect(schema, found, 0);
    return found;
}

QStringList SchemaOutline::properties(const Located &schema)
{
    QStringList names;
    for (const Member &member : members(schema))
        names.append(toQString(member.name));
    return names;
}

bool SchemaOutline::isReadOnly(const Located &schema, const QString &property)
{
    const std::string wanted = property.toStdString();
    for (const Member &member : members(schema)) {
        if (member.name == wanted) {
            const Located found = m_document.resolved(member.schema());
            return found.value["readOnly"].boolean().value_or(false);
        }
    }
    return false;
}

QString SchemaOutline::typeOf(const Located &given, int depth)
{
    if (!given || depth > maxDepth)
        return {};
    const Located schema = m_document.resolved(given);
    const json::Value type = schema.value["type"];
    if (type.isString())
        return toQString(type.text());
    for (const json::Value each : type.elements()) {
        if (each.isString() && each.text() != "null")
            return toQString(each.text());
    }
    if (schema.value["properties"])
        return u"object"_s;
    if (schema.value["items"])
        return u"array"_s;
    for (const char *way : {"allOf", "oneOf", "anyOf"}) {
        const Located parts = OpenApiDocument::member(schema, way);
        if (parts.value.isArray() && parts.value.size() > 0)
            return typeOf(OpenApiDocument::element(parts, parts.value.at(0), 0), depth + 1);
    }
    return {};
}

Located SchemaOutline::items(const Located &given, int depth)
{
    if (!given || depth > maxDepth)
        return {};
    const Located schema = m_document.resolved(given);
    if (schema.value["items"])
        return OpenApiDocument::member(schema, "items");
    for (const char *way : {"allOf", "oneOf", "anyOf"}) {
        const Located parts = OpenApiDocument::member(schema, way);
        if (!parts.value.isArray() || parts.value.size() == 0)
            continue;
        return items(OpenApiDocument::element(parts, parts.value.at(0), 0), depth + 1);
    }
    return {};
}

bool SchemaOutline::isRowList(const Located &schema)
{
    return typeOf(schema) == "array"_L1 && typeOf(items(schema)) == "object"_L1;
}

Located SchemaOutline::unwrapped(const Located &schema)
{
    const QList<Member> found = members(schema);
    const bool marked = std::ranges::contains(found, std::string_view("success"), &Member::name);
    if (!marked && found.size() != 1)
        return schema;
    for (const Member &member : found) {
        const QString type = typeOf(member.schema());
        if (type == "array"_L1 || type == "object"_L1)
            return member.schema();
    }
    return marked ? Located() : schema;
}

Located SchemaOutline::row(const Located &schema)
{
    const Located inside = unwrapped(schema);
    if (typeOf(inside) == "array"_L1)
        return items(inside);
    for (const Member &member : members(inside)) {
        if (isRowList(member.schema()))
            return items(member.schema());
    }
    return {};
}

} // namespace api
