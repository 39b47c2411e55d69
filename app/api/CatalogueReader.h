// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/OpenApiDocument.h"
#include "app/api/SchemaReader.h"
#include "app/api/import/ServiceBase.h"

#include <QList>
#include <QSet>
#include <QString>

#include <expected>
#include <optional>

namespace api {

/// As many as are taken from one document; the largest public ones have some thousands.
constexpr qsizetype maxOperations = 20'000;

struct ReadOptions
{
    /// Where the paths begin, instead of what the document says.
    std::optional<QString> prefix;
    /// Services that are known already: one with the same prefix lends its key and title.
    const Catalogue *base = nullptr;
    /// Schemas are read when they are looked at, and what is wrong with them is not reported.
    bool schemasLater = false;
};

/// What one document describes. Resource types do not know yet what can be done with them: that
/// follows from the operations of all documents.
struct CatalogueContents
{
    Service service;
    QList<Operation> operations;
    QList<ResourceType> resources;
    QList<CatalogueProblem> problems;
    ServiceBase base;
    Source source = Source::Confirmed;

    bool isImported() const { return source == Source::Imported; }
};

/// Reads one OpenAPI 3.x document (or Swagger 2.0, which is upgraded first), YAML or JSON. The
/// error is for a document of which nothing can be used.
class CatalogueReader
{
public:
    static std::expected<CatalogueContents, CatalogueProblem>
    read(const QString &name, const QByteArray &text, Source source);
    /// The same of a parsed document. From an imported one, resource types and actions are derived
    /// as well.
    static std::expected<CatalogueContents, CatalogueProblem> read(const QString &name,
                                                                   const json::Document &json,
                                                                   Source source,
                                                                   const ReadOptions &options = {});

private:
    explicit CatalogueReader(OpenApiDocument &document);

    void readService(const ReadOptions &options);
    void nameService(const ReadOptions &options);
    void readSecuritySchemes();
    void readPaths();
    void readPathItem(const QString &path, const Located &item);
    void reportScheme(const QString &name, const Located &scheme);
    void readOperation(Method method, const QString &path, const Located &item,
                       const Located &operation);
    QList<Parameter> readParameters(const QString &path, const Located &item,
                                    const Located &operation, Source source);
    std::optional<Parameter> readParameter(const Located &parameter, Source source);
    QList<Body> readBodies(const Located &owner, Source source);
    QList<Body> readResponses(const Located &operation, Source source);
    Security securityOf(Method method, const Located &operation);

    OpenApiDocument &m_document;
    SchemaReader m_schemas;
    CatalogueContents m_contents;
    QSet<QString> m_jwtSchemes;
    QSet<QString> m_sigv4Schemes;
    QSet<QString> m_seen; // method and shape of each operation
};

} // namespace api
