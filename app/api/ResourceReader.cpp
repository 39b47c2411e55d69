// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/ResourceReader.h"

#include "app/api/PathIndex.h"
#include "app/api/import/Naming.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace api {
namespace {

constexpr qsizetype maxDerivedColumns = 8;

QString translated(const char *text)
{
    return QCoreApplication::translate("api::Catalogue", text);
}

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool isScalar(const Schema &schema)
{
    return schema.type != Schema::Type::Object && schema.type != Schema::Type::Array;
}

} // namespace

ResourceReader::ResourceReader(OpenApiDocument &document, SchemaReader &schemas,
                               const Service &service)
    : m_document(document)
    , m_schemas(schemas)
    , m_service(service)
{
}

QList<ResourceType> ResourceReader::read()
{
    QList<ResourceType> types;
    const Located paths = m_document.object(m_document.root(), "paths");
    for (const auto &[name, value] : paths.value.members()) {
        if (pathShape(toQString(name)).isEmpty() || !value.isObject())
            continue; // reported where the operations were read
        const Located item = m_document.resolved(OpenApiDocument::inside(paths, name, value));
        const Located resource = m_document.object(item, "x-console-resource");
        if (!resource)
            continue;
        const std::optional<ResourceType> type = readResource(toQString(name), item, resource);
        if (!type)
            continue;
        const qsizetype before =
            types.removeIf([&](const ResourceType &known) { return known.key == type->key; });
        if (before > 0) {
            m_document.report(resource.where,
                              translated(QT_TRANSLATE_NOOP(
                                  "api::Catalogue",
                                  "This resource type is described twice; the last one counts.")));
        }
        types.append(*type);
    }
    return types;
}

std::optional<ResourceType> ResourceReader::readResource(const QString &path, const Located &item,
                                                         const Located &resource)
{
    ResourceType type;
    type.service = m_service.key;
    type.collectionPath = m_service.prefix + path;
    type.key = m_document.string(resource, "key");
    if (type.key.isEmpty())
        type.key = m_service.key + u'/' + lastLiteral(path);
    type.name = m_document.string(resource, "name");
    if (type.name.isEmpty())
        type.name = humanised(lastLiteral(path));
    type.plural = m_document.string(resource, "plural");
    if (type.plural.isEmpty())
        type.plural = type.name;
    type.icon = m_document.string(resource, "icon");
    type.group = m_document.string(resource, "group");
    if (type.group.isEmpty())
        type.group = m_service.title;
    type.source = m_document.sourceOf(resource, m_document.sourceOf(item, m_document.source()));
    type.idByPlatform = m_document.boolean(resource, "idByPlatform").value_or(false);
    if (!readItemPath(type, path, resource))
        return std::nullopt;
    readSchema(type, item, resource);
    type.description = m_document.string(resource, "description");
    if (type.description.isEmpty())
        type.description = type.schema->description;
    type.idProperty = m_document.string(resource, "id");
    if (type.idProperty.isEmpty())
        type.idProperty = type.idParameter;
    readCreation(type, resource);
    readColumns(type, resource);
    readExtras(type, resource);
    return type;
}

bool ResourceReader::readItemPath(ResourceType &type, const QString &path, const Located &resource)
{
    QString item = m_document.string(resource, "item");
    if (item.isEmpty())
        item = itemPathOf(path);
    if (item.isEmpty())
        return true;
    const QList<PathSegment> segments = pathSegments(item).value_or(QList<PathSegment>());
    if (segments.isEmpty() || segments.constLast().isLiteral()) {
        m_document.report(
            resource.where + "/item"_L1,
            translated(QT_TRANSLATE_NOOP(
                "api::Catalogue", "The path of an item must end in its {id}; the resource type was "
                                  "left out.")));
        return false;
    }
    type.itemPath = m_service.prefix + item;
    type.idParameter = segments.constLast().parameter;
    return true;
}

/// The path of the document that adds one parameter to @p path.
QString ResourceReader::itemPathOf(const QString &path) const
{
    const Located paths = OpenApiDocument::member(m_document.root(), "paths");
    for (const auto &[name, value] : paths.value.members()) {
        const QString other = toQString(name);
        if (other.startsWith(path + "/{"_L1) && other.endsWith(u'}') &&
            other.count(u'/') == path.count(u'/') + 1)
            return other;
    }
    return {};
}

void ResourceReader::readSchema(ResourceType &type, const Located &item, const Located &resource)
{
    Located schema = OpenApiDocument::member(resource, "schema");
    for (const char *method : {"put", "post"}) {
        if (schema)
            break;
        const Located operation = m_document.object(item, method);
        const Located body = m_document.object(operation, "requestBody");
        const Located content = m_document.object(body, "content");
        schema = OpenApiDocument::member(m_document.object(content, "application/json"), "schema");
    }
    type.schema = m_schemas.read(schema, type.source);
    if (type.schema->type == Schema::Type::Object)
        return;
    auto object = std::make_shared<Schema>(*type.schema);
    object->type = Schema::Type::Object;
    type.schema = object;
}

void ResourceReader::readCreation(ResourceType &type, const Located &resource)
{
    const QString how = m_document.string(resource, "create");
    if (how == "put"_L1 || how == "put-item"_L1)
        type.createMethod = Method::Put;
    else if (how == "post"_L1)
        type.createMethod = Method::Post;
    else if (!how.isEmpty()) {
        m_document.report(
            resource.where + "/create"_L1,
            translated(QT_TRANSLATE_NOOP(
                "api::Catalogue", "This must be “put”, “post” or “put-item”; it was left out.")));
    }
    type.createOnItemPath = how == "put-item"_L1;
}

void ResourceReader::readColumns(ResourceType &type, const Located &resource)
{
    const Located columns = m_document.array(resource, "columns");
    qsizetype index = 0;
    for (const json::Value each : columns.value.elements()) {
        if (const auto column = readColumn(type, OpenApiDocument::element(columns, each, index++)))
            type.columns.append(*column);
    }
    if (!type.columns.isEmpty())
        return;
    for (const Property &property : type.schema->properties) {
        if (type.columns.size() == maxDerivedColumns)
            break;
        if (isScalar(*property.schema) && !property.schema->secret) {
            type.columns.append({.property = property.name,
                                 .title = property.schema->title.isEmpty()
                                              ? humanised(property.name)
                                              : property.schema->title,
                                 .width = 0,
                                 .renderer = property.schema->renderer,
                                 .unit = property.schema->unit,
                                 .visible = true});
        }
    }
}

std::optional<Column> ResourceReader::readColumn(const ResourceType &type, const Located &located)
{
    Column column;
    column.property = located.value.isString() ? plainText(located.value)
                                               : m_document.string(located, "property");
    if (column.property.isEmpty()) {
        m_document.report(located.where,
                          translated(QT_TRANSLATE_NOOP(
                              "api::Catalogue", "A column needs a “property”; it was left out.")));
        return std::nullopt;
    }
    const Schema *schema = type.schema->at(column.property);
    column.title = m_document.string(located, "title");
    if (column.title.isEmpty())
        column.title =
            schema && !schema->title.isEmpty() ? schema->title : humanised(column.property);
    column.renderer = m_document.string(located, "renderer");
    if (column.renderer.isEmpty() && schema)
        column.renderer = schema->renderer;
    if (schema)
        column.unit = schema->unit;
    const double width = m_document.number(located, "width").value_or(0);
    column.width = width >= 0 && width <= 4000 ? static_cast<int>(width) : 0;
    column.visible = m_document.boolean(located, "visible").value_or(true);
    return column;
}

} // namespace api
