// SPDX-License-Identifier: GPL-3.0-or-later
// The half of ResourceReader that makes a list more than a table of things: when its rows happened,
// who took part, the file behind each row, and the way to rows of other types.
#include "app/api/ConditionReader.h"
#include "app/api/PathIndex.h"
#include "app/api/ResourceReader.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace api {
namespace {

constexpr double maxLiveSeconds = 3600;

QString translated(const char *text)
{
    return QCoreApplication::translate("api::Catalogue", text);
}

} // namespace

void ResourceReader::readExtras(ResourceType &type, const Located &resource)
{
    type.timeProperty = readProperty(type, resource, "time");
    type.stateProperty = readProperty(type, resource, "state");
    for (const QString &party : m_document.strings(resource, "party")) {
        if (isKnown(type, party, resource.where + "/party"_L1))
            type.partyProperties.append(party);
    }
    readLive(type, resource);
    readFile(type, resource);
    readLinks(type, resource);
}

QString ResourceReader::readProperty(const ResourceType &type, const Located &owner,
                                     std::string_view name)
{
    const QString property = m_document.string(owner, name);
    const QString where = OpenApiDocument::member(owner, name).where;
    return !property.isEmpty() && isKnown(type, property, where) ? property : QString();
}

/// A schema without members says nothing about them: then any name may be right.
bool ResourceReader::isKnown(const ResourceType &type, const QString &property,
                             const QString &where)
{
    if (type.schema->properties.isEmpty() || type.schema->at(property))
        return true;
    m_document.report(
        where, QCoreApplication::translate(
                   "api::Catalogue", "“%1” is no property of this resource type; it was left out.")
                   .arg(property.left(200)));
    return false;
}

void ResourceReader::readLive(ResourceType &type, const Located &resource)
{
    const std::optional<double> seconds = m_document.number(resource, "live");
    if (!seconds)
        return;
    if (*seconds >= 0 && *seconds <= maxLiveSeconds && *seconds == std::floor(*seconds)) {
        type.liveSeconds = static_cast<int>(*seconds);
        return;
    }
    m_document.report(
        resource.where + "/live"_L1,
        translated(QT_TRANSLATE_NOOP("api::Catalogue", "This must be a whole number of seconds "
                                                       "from 0 to 3600; it was left out.")));
}

void ResourceReader::readFile(ResourceType &type, const Located &resource)
{
    const Located own = m_document.object(resource, "file");
    if (!own)
        return;
    const QString path = m_document.string(own, "path");
    const QList<PathSegment> segments = pathSegments(path).value_or(QList<PathSegment>());
    const bool namesItem = std::ranges::any_of(segments, [&](const PathSegment &segment) {
        return !segment.isLiteral() && segment.parameter == type.idParameter;
    });
    if (type.idParameter.isEmpty() || !namesItem) {
        m_document.report(own.where + "/path"_L1,
                          translated(QT_TRANSLATE_NOOP(
                              "api::Catalogue", "The path of a file must contain the {id} of the "
                                                "path of an item; the file was left out.")));
        return;
    }
    type.file = FileLink{.path = m_service.prefix + path,
                         .nameProperty = readProperty(type, own, "name"),
                         .sizeProperty = readProperty(type, own, "size"),
                         .mediaType = m_document.string(own, "mediaType"),
                         .mediaTypeProperty = readProperty(type, own, "mediaTypeProperty"),
                         .when = readConditions(m_document, own)};
}

void ResourceReader::readLinks(ResourceType &type, const Located &resource)
{
    const Located links = m_document.array(resource, "links");
    qsizetype index = 0;
    for (const json::Value each : links.value.elements()) {
        const Located own = OpenApiDocument::element(links, each, index++);
        ResourceLink link{.title = m_document.string(own, "title"),
                          .icon = m_document.string(own, "icon"),
                          .to = m_document.string(own, "to"),
                          .match = m_document.pairs(own, "match")};
        link.match.removeIf([&](const QPair<QString, QString> &pair) {
            return !isKnown(type, pair.second, own.where + "/match"_L1);
        });
        if (link.title.isEmpty() || link.to.isEmpty() || link.match.isEmpty()) {
            m_document.report(own.where, translated(QT_TRANSLATE_NOOP(
                                             "api::Catalogue", "A link needs “title”, “to” and "
                                                               "“match”; it was left out.")));
            continue;
        }
        type.links.append(link);
    }
}

} // namespace api
