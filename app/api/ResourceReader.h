// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/OpenApiDocument.h"
#include "app/api/SchemaReader.h"

#include <QList>

#include <optional>
#include <string_view>

namespace api {

/// Reads the resource types of a document: the paths that carry x-console-resource. (A type could
/// also be derived from paths without it; this is the class that would do so.)
class ResourceReader
{
public:
    ResourceReader(OpenApiDocument &document, SchemaReader &schemas, const Service &service);

    QList<ResourceType> read();

private:
    std::optional<ResourceType> readResource(const QString &path, const Located &item,
                                             const Located &resource);
    bool readItemPath(ResourceType &type, const QString &path, const Located &resource);
    QString itemPathOf(const QString &path) const;
    void readSchema(ResourceType &type, const Located &item, const Located &resource);
    void readCreation(ResourceType &type, const Located &resource);
    void readColumns(ResourceType &type, const Located &resource);
    std::optional<Column> readColumn(const ResourceType &type, const Located &column);
    // In ResourceExtras.cpp: what makes a list more than a table of things.
    void readExtras(ResourceType &type, const Located &resource);
    QString readProperty(const ResourceType &type, const Located &owner, std::string_view name);
    void readLive(ResourceType &type, const Located &resource);
    void readFile(ResourceType &type, const Located &resource);
    void readLinks(ResourceType &type, const Located &resource);
    bool isKnown(const ResourceType &type, const QString &property, const QString &where);

    OpenApiDocument &m_document;
    SchemaReader &m_schemas;
    const Service &m_service;
};

} // namespace api
