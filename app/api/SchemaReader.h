// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/OpenApiDocument.h"
#include "app/api/Schema.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <memory>

namespace api {

class LateSchemas;

/// Reads schema objects of OpenAPI 3.0 and 3.1. A schema that is referred to is read once and
/// shared; a reference back into a schema that is being read ends in Type::Any, as does whatever
/// lies deeper than 100 levels or beyond 500,000 schemas, and what would make one of more than
/// 20,000 if every reference were written out, as forms do.
class SchemaReader
{
public:
    explicit SchemaReader(OpenApiDocument &document);

    /// From now on read() answers with schemas that are read by @p late when they are looked at.
    void readLater(std::shared_ptr<LateSchemas> late) { m_late = std::move(late); }
    bool readsLater() const { return m_late != nullptr; }
    /// Never null. @p inherited is the mark of what does not carry one itself.
    SchemaPtr read(const Located &value, Source inherited);

private:
    struct Built
    {
        SchemaPtr schema;
        int height = 0; // levels below; limits what recurses over a schema later
    };

    Built build(const Located &value, Source inherited, int depth);
    Built buildObject(const Located &value, Source inherited, int depth);
    Built buildReference(const Located &value, Source inherited, int depth);
    Built any(Source source);
    void limitExpansion(Schema &schema, const Located &value);
    qsizetype expandedSize(const SchemaPtr &schema) const;
    bool withinLimits(const Located &value, int depth);

    void readType(Schema &schema, const Located &value);
    void readTexts(Schema &schema, const Located &value);
    void readFlags(Schema &schema, const Located &value);
    void readLimits(Schema &schema, const Located &value);
    void readPattern(Schema &schema, const Located &value);
    void readValues(Schema &schema, const Located &value);
    int readMembers(Schema &schema, const Located &value, int depth);
    int readItems(Schema &schema, const Located &value, int depth);
    int readParts(Schema &schema, const Located &value, Source inherited, int depth);
    int readAlternatives(Schema &schema, const Located &value, int depth);
    void merge(Schema &into, const Schema &part);

    OpenApiDocument &m_document;
    std::shared_ptr<LateSchemas> m_late;
    QHash<QString, Built> m_shared;
    QSet<QString> m_open;
    /// Schemas that there would be if every reference were written out; of all that were built.
    QHash<const Schema *, qsizetype> m_expanded;
    int m_budget = 500'000;
};

} // namespace api
