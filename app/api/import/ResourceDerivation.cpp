// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/import/ResourceDerivation.h"

#include "app/api/import/ItemSchema.h"
#include "app/api/import/Naming.h"
#include "app/api/import/PseudoPath.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {
namespace {

constexpr qsizetype maxTitle = 60;
constexpr qsizetype maxDerivedColumns = 8;

/// What the session puts into paths by itself.
constexpr auto domainParameter = "domain"_L1;

QString translated(const char *text)
{
    return QCoreApplication::translate("api::Catalogue", text);
}

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// "petid" for "petId", "pet_id" and "pet-id".
QString plainName(const QString &name)
{
    QString plain;
    for (const QChar c : name) {
        if (c.isLetterOrNumber())
            plain += c.toLower();
    }
    return plain;
}

QString parentShape(const QString &path)
{
    const qsizetype slash = path.lastIndexOf(u'/');
    return slash <= 0 ? QString() : pathShape(path.first(slash));
}

} // namespace

ResourceDerivation::ResourceDerivation(OpenApiDocument &document, SchemaReader &schemas,
                                       CatalogueContents &contents)
    : m_document(document)
    , m_schemas(schemas)
    , m_contents(contents)
    , m_outline(document)
{
}

void ResourceDerivation::run()
{
    QSet<QString> known;
    for (const ResourceType &type : std::as_const(m_contents.resources)) {
        known.insert(pathShape(type.collectionPath));
        m_keys.insert(type.key);
        m_titles.insert(type.plural);
    }
    for (qsizetype i = 0; i < m_contents.operations.size(); ++i) {
        if (m_contents.operations.at(i).method == Method::Get)
            m_lists.insert(m_contents.operations.at(i).path, i);
    }
    collectPlaces();
    for (const Place &collection : std::as_const(m_places)) {
        const Place *item = itemOf(collection);
        if (!item || known.contains(pathShape(m_contents.service.prefix + collection.path)) ||
            !isCollection(collection))
            continue;
        if (const auto type = typeOf(collection, *item))
            m_contents.resources.append(*type);
    }
    deriveActions();
}

void ResourceDerivation::collectPlaces()
{
    const Located paths = m_document.object(m_document.root(), "paths");
    for (const auto &[name, value] : paths.value.members()) {
        if (m_places.size() >= maxOperations)
            return; // reported where the operations were read
        const QString path = toQString(name);
        const auto segments = pathSegments(path);
        if (!segments || segments->isEmpty() || isSetAside(path))
            continue;
        const Located item = m_document.resolved(OpenApiDocument::inside(paths, name, value));
        if (!item.value.isObject())
            continue;
        m_places.append({path, item, *segments});
        const PathSegment &last = segments->constLast();
        if (last.isLiteral() || !last.prefix.isEmpty() || !last.suffix.isEmpty() ||
            last.parameter == domainParameter)
            continue;
        const QString shape = parentShape(path);
        if (!shape.isEmpty() && !m_itemsBelow.contains(shape))
            m_itemsBelow.insert(shape, m_places.size() - 1);
    }
}

const ResourceDerivation::Place *ResourceDerivation::itemOf(const Place &collection) const
{
    if (!collection.has("get") || (collection.endsInParameter() &&
                                   collection.segments.constLast().parameter != domainParameter))
        return nullptr;
    const auto below = m_itemsBelow.constFind(pathShape(collection.path));
    if (below == m_itemsBelow.constEnd())
        return nullptr;
    const Place &item = m_places.at(*below);
    const bool serves =
        item.has("get") || item.has("put") || item.has("patch") || item.has("delete");
    return serves ? &item : nullptr;
}

/// Whether a table can be filled from it without asking for anything; reports why not.
bool ResourceDerivation::isCollection(const Place &place)
{
    for (const PathSegment &segment : place.segments) {
        if (segment.isLiteral() || segment.parameter == domainParameter)
            continue;
        m_document.report(
            place.item.where,
            translated(QT_TRANSLATE_NOOP(
                           "api::Catalogue",
                           "No table: its path needs {%1}, which the console can't fill in by "
                           "itself. The operations are there for requests."))
                .arg(segment.parameter.left(maxTitle)));
        return false;
    }
    const auto at = m_lists.constFind(m_contents.service.prefix + place.path);
    if (at == m_lists.constEnd())
        return false;
    const Operation *list = &m_contents.operations.at(*at);
    for (const Parameter &parameter : list->parameters) {
        if (!parameter.required || parameter.in == "path"_L1)
            continue;
        m_document.report(
            place.item.where,
            translated(
                QT_TRANSLATE_NOOP("api::Catalogue",
                                  "No table: its list needs the parameter “%1”. The operations are "
                                  "there for requests."))
                .arg(parameter.name.left(maxTitle)));
        return false;
    }
    if (!list->isCallable()) {
        m_document.report(place.item.where,
                          translated(QT_TRANSLATE_NOOP(
                              "api::Catalogue", "No table: its list needs an AWS signature, which "
                                                "the console can't make.")));
        return false;
    }
    return true;
}

std::optional<ResourceType> ResourceDerivation::typeOf(const Place &collection, const Place &item)
{
    ResourceType type;
    type.service = m_contents.service.key;
    type.group = m_contents.service.title.left(maxTitle);
    type.collectionPath = m_contents.service.prefix + collection.path;
    type.itemPath = m_contents.service.prefix + item.path;
    type.idParameter = item.segments.constLast().parameter;
    type.source = Source::Imported;
    type.icon = u"resource"_s;
    nameType(type, collection);

    const Located list = m_document.object(collection.item, "get");
    Located reply = m_outline.unwrapped(m_outline.reply(m_document.object(item.item, "get")));
    QStringList properties = m_outline.properties(reply);
    if (properties.isEmpty()) {
        reply = m_outline.row(m_outline.reply(list));
        properties = m_outline.properties(reply);
    }
    Located request;
    for (const auto &[place, method] :
         {std::pair(&collection, "post"), std::pair(&collection, "put"), std::pair(&item, "put"),
          std::pair(&item, "patch")}) {
        const Located body = m_outline.request(m_document.object(place->item, method));
        if (!m_outline.properties(body).isEmpty()) {
            request = body;
            break;
        }
    }
    const QStringList asked = m_outline.properties(request);
    if (properties.isEmpty())
        properties = asked;
    type.idProperty = idPropertyOf(type.idParameter, properties, type.name);
    type.idByPlatform = collection.has("post") && (!asked.contains(type.idProperty) ||
                                                   m_outline.isReadOnly(request, type.idProperty));
    type.schema = schemaOf(reply, request);
    type.description =
        m_document.string(list, "summary").left(500); // NOLINT: what a tool tip can hold
    return type;
}

void ResourceDerivation::nameType(ResourceType &type, const Place &collection)
{
    const QString word = lastLiteral(collection.path);
    type.key = type.service + u'/' + word;
    if (word.isEmpty() || m_keys.contains(type.key))
        type.key = type.service + u'/' + slug(collection.path);
    // Paths in other scripts have all the same slug: to count from 2 for each would take for ever.
    for (const QString same = type.key; m_keys.contains(type.key);) {
        const int number = m_sameKeys.value(same, 1) + 1;
        m_sameKeys.insert(same, number);
        type.key = same + u'-' + QString::number(number);
    }
    m_keys.insert(type.key);

    const QString name = humanised(word).left(maxTitle);
    type.name = singularOf(name);
    type.plural = pluralOf(name);
    if (type.name.isEmpty())
        type.name = type.plural = type.group;
    if (m_titles.contains(type.plural)) { // "Items (admin)"
        QStringList before;
        for (const PathSegment &segment : collection.segments) {
            if (segment.isLiteral() && segment.prefix != word)
                before.append(segment.prefix);
        }
        if (!before.isEmpty()) {
            const QString of = u" (%1)"_s.arg(before.join(u'/').left(maxTitle));
            type.plural += of;
        }
    }
    m_titles.insert(type.plural);
}

/// The property that a path calls {petId} may be "petId", "pet_id" or "id".
QString ResourceDerivation::idPropertyOf(const QString &parameter, const QStringList &properties,
                                         const QString &name) const
{
    if (properties.contains(parameter) || properties.isEmpty())
        return parameter;
    const auto like = [&](const QString &wanted) {
        const auto found = std::ranges::find_if(
            properties, [&](const QString &each) { return plainName(each) == wanted; });
        return found == properties.cend() ? QString() : *found;
    };
    const QString plain = plainName(parameter);
    const QString noun = plainName(name);
    QStringList candidates{plain, noun + "id"_L1};
    if (plain.startsWith(noun) && plain.size() > noun.size())
        candidates.append(plain.sliced(noun.size())); // {deviceName} -> name
    candidates += {u"id"_s, u"uuid"_s, u"name"_s, u"key"_s};
    for (const QString &candidate : std::as_const(candidates)) {
        if (const QString found = like(candidate); !found.isEmpty())
            return found;
    }
    return parameter;
}

SchemaPtr ResourceDerivation::schemaOf(const Located &reply, const Located &request)
{
    const SchemaPtr shown = reply ? m_schemas.read(reply, Source::Imported) : SchemaPtr();
    const SchemaPtr asked = request ? m_schemas.read(request, Source::Imported) : SchemaPtr();
    const auto make = [shown, asked] { return itemSchema(shown, asked); };
    return m_schemas.readsLater() ? SchemaPtr::later(make) : SchemaPtr(make());
}

/// Commands are POSTs that create nothing: those on other paths than a collection's.
void ResourceDerivation::deriveActions()
{
    QSet<QString> collections;
    QHash<QString, const ResourceType *> items;
    for (const ResourceType &type : std::as_const(m_contents.resources)) {
        collections.insert(type.collectionPath);
        items.insert(type.itemPath, &type);
    }
    for (Operation &operation : m_contents.operations) {
        if (operation.method != Method::Post || operation.action ||
            collections.contains(operation.path))
            continue;
        Action action;
        action.title = operation.summary.left(maxTitle);
        if (action.title.isEmpty())
            action.title = humanised(lastLiteral(operation.path)).left(maxTitle);
        action.icon = u"send"_s;
        for (QString path = operation.path; path.contains(u'/');
             path.truncate(path.lastIndexOf(u'/'))) {
            const auto at = items.constFind(path);
            if (at == items.constEnd() || path.isEmpty())
                continue;
            action.appliesTo = {(*at)->key};
            action.fill = {{(*at)->idParameter, (*at)->idProperty}};
            break;
        }
        operation.action = action;
    }
}

ResourceType withColumns(ResourceType type)
{
    if (!type.columns.isEmpty() || !type.schema)
        return type;
    const auto append = [&](const Property &property) {
        const Schema &schema = *property.schema;
        type.columns.append({.property = property.name,
                             .title = schema.title.isEmpty() ? humanised(property.name)
                                                             : schema.title.left(maxTitle),
                             .width = 0,
                             .renderer = schema.renderer,
                             .unit = schema.unit,
                             .visible = true});
    };
    if (const Property *id = type.schema->property(type.idProperty))
        append(*id);
    const auto appendAll = [&](const auto &wanted) {
        for (const Property &property : type.schema->properties) {
            if (type.columns.size() < maxDerivedColumns && property.name != type.idProperty &&
                !property.schema->secret && wanted(property.schema->type))
                append(property);
        }
    };
    using Type = Schema::Type;
    appendAll(
        [](Type each) { return each != Type::Object && each != Type::Array && each != Type::Any; });
    if (type.columns.size() < 2) // a document that tells no types
        appendAll([](Type each) { return each == Type::Any; });
    return type;
}

} // namespace api
