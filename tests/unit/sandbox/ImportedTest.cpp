// SPDX-License-Identifier: GPL-3.0-or-later
// Documents that were not written for the sandbox.
#include "tests/support/Print.h"
#include "tests/unit/sandbox/Platform.h"

#include <gmock/gmock.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using platform::Tenant;

namespace {

constexpr const char *bakery = R"(
openapi: 3.0.3
info: { title: Bakery, version: 1.0.0 }
servers: [ { url: 'https://bakery.example/v2' } ]
paths:
  /breads:
    x-console-resource: { name: Bread, plural: Breads, item: '/breads/{breadId}', id: breadId, create: post,
      schema: { $ref: '#/components/schemas/Bread' } }
    get:
      responses: { '200': { description: All, content: { application/json: { schema:
        { type: array, items: { $ref: '#/components/schemas/Bread' } } } } } }
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Bread' } } } }
      responses: { '200': { description: One, content: { application/json: { schema: { $ref: '#/components/schemas/Bread' } } } } }
  /breads/{breadId}:
    get:
      responses: { '200': { description: One, content: { application/json: { schema: { $ref: '#/components/schemas/Bread' } } } } }
  /ovens/{ovenId}/breads:
    x-console-resource: { key: bakery/inoven, name: Bread in oven, plural: Breads in oven, id: breadId,
      item: '/ovens/{ovenId}/breads/{breadId}', schema: { $ref: '#/components/schemas/Bread' } }
    get:
      responses: { '200': { description: All, content: { application/json: { schema:
        { type: object, properties: { total: { type: integer }, data: { type: array, items: { type: object } } } } } } } }
    post:
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { '200': { description: One } }
  /opening-hours:
    get:
      responses: { '200': { description: Hours, content: { application/json: { schema:
        { type: object, required: [from, days], properties: {
          from: { type: string, example: '07:00' }, days: { type: array, items: { type: integer, minimum: 1, maximum: 7 } } } } } } } }
components:
  schemas:
    Bread:
      type: object
      required: [breadId, flour]
      properties:
        breadId: { type: string, example: rye-1 }
        flour: { type: string, enum: [rye, wheat], x-console-closed: true }
        weight: { type: integer, minimum: 100, maximum: 2000 }
)";

std::shared_ptr<const api::Catalogue> withBakery()
{
    auto extended = *platform::catalogue();
    const auto added = extended.addDocument(u"bakery.yaml"_s, bakery, api::Source::Imported);
    EXPECT_TRUE(added && added->isEmpty());
    return std::make_shared<const api::Catalogue>(extended);
}

TEST(ImportedDocument, IsServedInItsOwnShape)
{
    const auto known = withBakery();
    const Tenant tenant(Tenant::defaults(), known);
    const auto list = tenant.send("GET", "/v2/breads");
    EXPECT_EQ(list.status, 200) << list.body.toStdString();
    ASSERT_TRUE(list.json().root().isArray()) << list.body.toStdString();
    EXPECT_EQ(list.json().root().size(), 5U) << "made up after the schema";
    const auto document = list.json();
    const auto type =
        std::ranges::find(known->resources(), u"/v2/breads"_s, &api::ResourceType::collectionPath);
    ASSERT_NE(type, known->resources().end());
    for (const json::Value each : document.root().elements())
        EXPECT_TRUE(api::validate(each, *type->schema).isEmpty()) << each.serialize();

    const QByteArray rye = R"({"breadId":"my-rye","flour":"rye"})";
    EXPECT_EQ(tenant.send("POST", "/v2/breads", rye).body, rye);
    EXPECT_EQ(tenant.send("GET", "/v2/breads/my-rye").body, rye);
    EXPECT_EQ(tenant.send("POST", "/v2/breads", R"({"breadId":"x","flour":"sand"})").status, 400);
}

TEST(ImportedDocument, KeepsListsBelowDifferentItemsApart)
{
    const Tenant tenant(Tenant::defaults(), withBakery());
    const QByteArray loaf = R"({"breadId":"loaf","flour":"rye"})";
    EXPECT_EQ(tenant.send("POST", "/v2/ovens/1/breads", loaf).status, 200);
    EXPECT_EQ(tenant.send("GET", "/v2/ovens/1/breads").json().root()["data"].size(), 1U);
    EXPECT_EQ(tenant.send("GET", "/v2/ovens/2/breads").json().root()["data"].size(), 0U);
}

TEST(ImportedDocument, AnswersWithWhatItPromisesWhereNothingIsBehind)
{
    const Tenant tenant(Tenant::defaults(), withBakery());
    const auto hours = tenant.send("GET", "/v2/opening-hours");
    EXPECT_EQ(hours.status, 200);
    EXPECT_EQ(hours.json().root()["from"].text(), "07:00");
    EXPECT_EQ(hours.json().root()["days"].size(), 1U);
}

TEST(ImportedDocument, LeavesTheSandboxItsBehaviour)
{
    auto extended = *platform::catalogue();
    const auto shipped =
        std::ranges::find(extended.operations(), u"deviceCommand"_s, &api::Operation::operationId);
    ASSERT_NE(shipped, extended.operations().end());
    const QByteArray path = shipped->path.toUtf8();
    const QByteArray sandbox = shipped->sandbox;
    ASSERT_FALSE(sandbox.isEmpty());
    const auto added = extended.addDocument(
        u"theirs.yaml"_s,
        "openapi: 3.0.0\ninfo: { title: Theirs, version: '2' }\npaths:\n  " + path +
            ":\n    post: { summary: Theirs, responses: { '200': { description: Done } } }\n",
        api::Source::Imported);
    ASSERT_TRUE(added);
    const auto match = extended.match(
        api::Method::Post, api::expandPath(QString::fromUtf8(path), {{u"domain"_s, u"d"_s}}));
    ASSERT_TRUE(match);
    EXPECT_EQ(match->operation->summary, u"Theirs");
    EXPECT_EQ(match->operation->sandbox, sandbox);
}

} // namespace
