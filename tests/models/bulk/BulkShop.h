// SPDX-License-Identifier: GPL-3.0-or-later
// A resource type that is in no shipped document, and rows of it.
#pragma once

#include "app/api/Catalogue.h"
#include "models/PatchTemplate.h"
#include "models/RowSnapshot.h"

#include <gtest/gtest.h>

#include <string>

namespace bulkShop {

inline const QByteArray yaml = R"(
openapi: 3.1.0
info: { title: Shop, version: "1", description: A shop }
servers: [ { url: / } ]
x-console-source: inferred
x-console-source-note: made for a test
paths:
  /{domain}/thing:
    x-console-resource: { key: shop/thing, name: Thing, plural: Things, id: thingId }
    get: { summary: All, responses: { "200": { description: them } } }
    put:
      summary: One
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                thingId: { type: string }
                note: { type: string, maxLength: 10 }
                size: { type: integer, minimum: 0 }
                password: { type: string, format: password }
      responses: { "200": { description: ok } }
  /{domain}/thing/{thingId}:
    get: { summary: One, responses: { "200": { description: it } } }
    patch:
      summary: Change
      requestBody: { content: { application/json: { schema: { type: array } } } }
      responses: { "200": { description: ok } }
    put:
      summary: The whole
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { "200": { description: ok } }
)";

inline std::shared_ptr<const api::Catalogue> catalogue()
{
    auto made = std::make_shared<api::Catalogue>();
    const auto added = made->addDocument(QStringLiteral("shop.yaml"), yaml);
    EXPECT_TRUE(added);
    return made;
}

inline const api::ResourceType &thing()
{
    static const auto made = catalogue();
    return *made->resource(QStringLiteral("shop/thing"));
}

/// Rows of one list, as a table has them.
inline models::RowSnapshot rows(const std::string &array)
{
    models::RowSnapshot snapshot;
    snapshot.documents.push_back(json::Document::parse(array).value());
    for (const json::Value row : snapshot.documents.front().root().elements())
        snapshot.rows.push_back(row);
    return snapshot;
}

inline models::PatchTemplate patch(const QString &text)
{
    const auto parsed = models::PatchTemplate::parse(text);
    EXPECT_TRUE(parsed) << (parsed ? std::string() : parsed.error().toStdString());
    return parsed.value_or(models::PatchTemplate());
}

} // namespace bulkShop
