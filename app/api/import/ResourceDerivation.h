// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/CatalogueReader.h"
#include "app/api/OpenApiDocument.h"
#include "app/api/PathIndex.h"
#include "app/api/SchemaReader.h"
#include "app/api/import/SchemaOutline.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace api {

/// Finds resource types and actions in an imported document that has no marks of ours: a collection
/// with GET and a path of an item below it is a type, a POST elsewhere an action.
class ResourceDerivation
{
public:
    /// Adds to @p contents, whose operations are read already.
    ResourceDerivation(OpenApiDocument &document, SchemaReader &schemas,
                       CatalogueContents &contents);

    void run();

private:
    struct Place
    {
        QString path; ///< in the document, without the service's prefix
        Located item;
        QList<PathSegment> segments;

        bool has(const char *method) const { return item.value[method].isObject(); }
        bool endsInParameter() const
        {
            return !segments.isEmpty() && !segments.constLast().isLiteral();
        }
    };

    void collectPlaces();
    const Place *itemOf(const Place &collection) const;
    bool isCollection(const Place &place);
    std::optional<ResourceType> typeOf(const Place &collection, const Place &item);
    void nameType(ResourceType &type, const Place &collection);
    QString idPropertyOf(const QString &parameter, const QStringList &properties,
                         const QString &name) const;
    SchemaPtr schemaOf(const Located &reply, const Located &request);
    void deriveActions();

    OpenApiDocument &m_document;
    SchemaReader &m_schemas;
    CatalogueContents &m_contents;
    SchemaOutline m_outline;
    QList<Place> m_places;
    QHash<QString, qsizetype> m_itemsBelow; ///< shape of a collection -> index in m_places
    QHash<QString, qsizetype> m_lists;      ///< path -> its GET in the contents
    QSet<QString> m_keys;
    QHash<QString, int> m_sameKeys; ///< key that was taken -> number of the last one like it
    QSet<QString> m_titles;
};

/// @p type with the columns that follow from its schema when it has none of its own: what a table
/// needs that nobody described.
ResourceType withColumns(ResourceType type);

} // namespace api
