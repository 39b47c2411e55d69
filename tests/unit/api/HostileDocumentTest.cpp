// SPDX-License-Identifier: GPL-3.0-or-later
// Documents that are wrong, by accident or on purpose: the rest of the catalogue stays usable.
#include "app/api/Catalogue.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

#include <array>

using namespace Qt::StringLiterals;
using api::Catalogue;
using api::Method;
using api::Schema;

namespace {

const char *const head = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n";

struct Added
{
    Catalogue catalogue;
    bool taken = false;
    QList<api::CatalogueProblem> problems;

    bool mentions(const QString &where) const
    {
        return std::ranges::any_of(problems, [&](const auto &p) { return p.where == where; });
    }
};

Added added(const QByteArray &text)
{
    Added result;
    const auto problems = result.catalogue.addDocument(u"t.yaml"_s, text);
    result.taken = problems.has_value();
    result.problems = problems ? *problems : problems.error();
    for (const api::CatalogueProblem &problem : result.problems) {
        EXPECT_EQ(problem.document, u"t.yaml"_s);
        EXPECT_FALSE(problem.message.isEmpty());
    }
    return result;
}

/// The schema of the JSON body of PUT /x.
api::SchemaPtr bodyOf(const Added &result)
{
    const auto match = result.catalogue.match(Method::Put, u"/x");
    if (!match || match->operation->requestBodies.isEmpty())
        return nullptr;
    return match->operation->requestBodies.constFirst().schema;
}

/// A document in which PUT /x takes `#/components/schemas/A`.
QByteArray withSchemas(const QByteArray &schemas)
{
    return head + QByteArray(R"(paths:
  /x:
    put:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }
      responses: { '200': { description: ok } }
components:
  schemas:
)") + schemas;
}

int depthOf(const api::SchemaPtr &schema)
{
    int deepest = 0;
    for (const api::Property &property : schema->properties)
        deepest = std::max(deepest, depthOf(property.schema) + 1);
    if (schema->items)
        deepest = std::max(deepest, depthOf(schema->items) + 1);
    return deepest;
}

} // namespace

TEST(HostileDocument, ThatIsNoDocumentIsRefusedAndChangesNothing)
{
    Catalogue catalogue;
    ASSERT_TRUE(catalogue.addDocument(
        u"good.yaml"_s, QByteArray(head) + "paths: { /x: { get: { responses: {} } } }"));
    const std::array<QByteArray, 14> texts = {"",
                                              "  \n",
                                              "null",
                                              "[]",
                                              "42",
                                              "\"openapi\"",
                                              "{",
                                              "{\"openapi\":",
                                              "a: b",
                                              "swagger: '1.2'\npaths: {}",
                                              "openapi: 2.5\npaths: {}",
                                              "openapi: []\n",
                                              QByteArray("\x00\x01\x02\xff\xfe\x80", 6),
                                              "\xff\xfe\x00\x00rubbish"};
    for (const QByteArray &text : texts) {
        const auto result = catalogue.addDocument(u"bad"_s, text);
        EXPECT_FALSE(result) << text.toStdString();
        EXPECT_EQ(catalogue.operations().size(), 1);
        EXPECT_EQ(catalogue.services().size(), 1);
    }
}

TEST(HostileDocument, OfRandomBytesIsRefused)
{
    quint32 state = 1;
    for (int round = 0; round < 200; ++round) {
        QByteArray text;
        for (int i = 0; i < 400; ++i) {
            state = state * 1664525U + 1013904223U;
            text += static_cast<char>(state >> 24);
        }
        EXPECT_FALSE(added(text).taken);
    }
}

TEST(HostileDocument, CutOffAnywhereDoesNoHarm)
{
    const QByteArray whole = withSchemas(R"(    A: &a
      type: object
      required: [one]
      properties: { one: { type: [string, "null"], enum: [a, "b"] }, two: { $ref: '#/components/schemas/A' } }
)");
    ASSERT_TRUE(added(whole).taken);
    for (qsizetype length = 0; length < whole.size(); ++length)
        added(whole.first(length)); // ends, with or without a problem
}

TEST(HostileDocument, WithoutPathsIsTakenAndSaysSo)
{
    for (const char *paths : {"", "paths: {}\n", "paths:\n"}) {
        const Added result = added(QByteArray(head) + paths);
        EXPECT_TRUE(result.taken);
        EXPECT_EQ(result.problems.size(), QByteArrayView(paths) == "paths:\n" ? 2 : 1);
        EXPECT_TRUE(result.mentions(u"/paths"_s));
        EXPECT_TRUE(result.catalogue.operations().isEmpty());
    }
}

TEST(HostileDocument, LosesOnlyThePartsThatHaveTheWrongType)
{
    const QByteArray good = "  /good: { get: { operationId: good, responses: {} } }\n";
    const std::array<const char *, 24> wrong = {
        "  /x: 5\n",
        "  /x: [get]\n",
        "  /x:\n",
        "  no-slash: { get: {} }\n",
        "  /{a}{b}: { get: {} }\n",
        "  /{}: { get: {} }\n",
        "  /{a: { get: {} }\n",
        "  /x: { get: true }\n",
        "  /x: { get: { operationId: [1], summary: {}, description: 4, responses: [] } }\n",
        "  /x: { get: { responses: { '200': 5 } } }\n",
        "  /x: { get: { responses: { '200': { content: [] } } } }\n",
        "  /x: { get: { parameters: {} , responses: {} } }\n",
        "  /x: { get: { parameters: [ 5, {}, { name: [] , in: 3 } ], responses: {} } }\n",
        "  /x: { get: { security: jwt, responses: {} } }\n",
        "  /x: { put: { requestBody: text, responses: {} } }\n",
        "  /x: { put: { requestBody: { content: { application/json: 4 } }, responses: {} } }\n",
        "  /x: { put: { requestBody: { content: { application/json: { schema: 4 } } } } }\n",
        "  /x: { x-console-resource: yes, get: {} }\n",
        "  /x: { x-console-resource: { name: 4, columns: 5, schema: 6, idByPlatform: 7 }, get: {} "
        "}\n",
        "  /x: { x-console-resource: { columns: [ 1, {}, [], { property: {} } ] }, get: {} }\n",
        "  /x: { x-console-resource: { item: '/x/y' }, get: {} }\n",
        "  /x: { x-console-resource: { create: later }, get: {} }\n",
        "  /x: { get: { x-console-action: 3, x-console-source: 4, responses: {} } }\n",
        "  /x: { get: { x-console-source: guessed, responses: {} } }\n",
    };
    for (const char *part : wrong) {
        const Added result = added(head + QByteArray("paths:\n") + part + good);
        EXPECT_TRUE(result.taken) << part;
        EXPECT_TRUE(result.catalogue.match(Method::Get, u"/good")) << part;
    }
    for (const char *part : wrong) {
        if (std::string_view(part).contains("x: { get: {} }") ||
            std::string_view(part) == "  /x:\n")
            continue;
        EXPECT_FALSE(added(head + QByteArray("paths:\n") + part + good).problems.isEmpty()) << part;
    }
}

TEST(HostileDocument, WithWrongTypesInTheHeadIsStillRead)
{
    for (const char *top :
         {"info: 5\nservers: 6\nsecurity: 7\ncomponents: 8\n",
          "info: []\nservers: [1]\ncomponents: { securitySchemes: [], schemas: 3 }\n",
          "x-console-service: []\n", "x-console-service: { prefix: 4, key: [] }\n",
          "servers: [ { url: '/{a}{b}' } ]\n"}) {
        const Added result = added(QByteArray("openapi: 3.1.0\n") + top +
                                   "paths: { /x: { get: { responses: {} } } }");
        EXPECT_TRUE(result.taken) << top;
        EXPECT_FALSE(result.problems.isEmpty()) << top;
        EXPECT_EQ(result.catalogue.operations().size(), 1) << top;
        EXPECT_FALSE(result.catalogue.services().constFirst().key.isEmpty()) << top;
    }
}

TEST(HostileDocument, NamesThePlaceOfAProblem)
{
    const Added result = added(head + QByteArray("paths:\n  /a~b/{c}: { get: { summary: 5 } }\n"));

    EXPECT_TRUE(result.mentions(u"/paths/~1a~0b~1{c}/get/summary"_s));
    const Added broken = added("openapi: 3.1.0\ninfo: { title: [\n");
    ASSERT_EQ(broken.problems.size(), 1);
    EXPECT_TRUE(broken.problems.constFirst().where.startsWith("line "_L1));
}

TEST(HostileDocument, ReportsWhatIsDescribedTwice)
{
    const Added result = added(head + QByteArray(R"(paths:
  /x: { get: { operationId: first, responses: {} } }
  /x: { get: { operationId: second, responses: {} } }
)"));

    EXPECT_EQ(result.problems.size(), 1);
    EXPECT_EQ(result.catalogue.operations().size(), 1);
    EXPECT_EQ(result.catalogue.match(Method::Get, u"/x")->operation->operationId, u"second"_s);
}

TEST(HostileDocument, NeverFetchesAnotherOne)
{
    const Added result = added(withSchemas(R"(    A:
      type: object
      properties:
        one: { $ref: 'https://example.test/schema.json#/A' }
        two: { $ref: 'file:///etc/passwd' }
        three: { $ref: 'other.yaml#/B' }
        four: { $ref: '#/components/schemas/Missing' }
        five: { $ref: 17 }
        six: { $ref: '#not-a-pointer' }
        seven: { type: string }
)"));

    const api::SchemaPtr schema = bodyOf(result);
    ASSERT_TRUE(schema);
    EXPECT_EQ(schema->properties.size(), 7);
    EXPECT_EQ(schema->property(u"one"_s)->schema->type, Schema::Type::Any);
    EXPECT_EQ(schema->property(u"seven"_s)->schema->type, Schema::Type::String);
    EXPECT_EQ(result.problems.size(), 6);
    EXPECT_TRUE(result.mentions(u"/components/schemas/A/properties/two"_s));
}

TEST(HostileDocument, ThatRefersToItselfEnds)
{
    const std::array<const char *, 8> circles = {
        "    A: { $ref: '#/components/schemas/A' }\n",
        "    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n",
        "    A: { type: object, properties: { a: { $ref: '#/components/schemas/A' } } }\n",
        "    A: { type: array, items: { $ref: '#/components/schemas/A' } }\n",
        "    A: { allOf: [ { $ref: '#/components/schemas/A' } ] }\n",
        "    A: { oneOf: [ { $ref: '#/components/schemas/A' }, { type: 'null' } ] }\n",
        "    A: { description: d, $ref: '#/components/schemas/A' }\n",
        "    A: { $ref: '#' }\n",
    };
    for (const char *circle : circles) {
        const Added result = added(withSchemas(circle));
        EXPECT_TRUE(result.taken) << circle;
        ASSERT_TRUE(bodyOf(result)) << circle;
        EXPECT_LT(depthOf(bodyOf(result)), 5) << circle;
    }
    const api::SchemaPtr schema = bodyOf(added(withSchemas(circles[2])));
    EXPECT_EQ(schema->property(u"a"_s)->schema->type, Schema::Type::Any);
}

TEST(HostileDocument, WithPathsThatReferToThemselvesEnds)
{
    const Added result = added(head + QByteArray(R"(paths:
  /x: { $ref: '#/paths/~1y' }
  /y: { $ref: '#/paths/~1x' }
  /z: { get: { requestBody: { $ref: '#/paths/~1z/get/requestBody' }, responses: {} } }
)"));

    EXPECT_TRUE(result.taken);
    EXPECT_EQ(result.problems.size(), 3);
}

TEST(HostileDocument, OfSchemasThatAllReferToEachOtherEnds)
{
    QByteArray schemas;
    for (int i = 0; i < 60; ++i) {
        schemas += "    " + (i == 0 ? QByteArray("A") : "S" + QByteArray::number(i)) +
                   ": { type: object, properties: { ";
        for (int j = 0; j < 60; ++j)
            schemas += "p" + QByteArray::number(j) + ": { $ref: '#/components/schemas/" +
                       (j == 0 ? QByteArray("A") : "S" + QByteArray::number(j)) + "' }, ";
        schemas += "} }\n";
    }
    const Added result = added(withSchemas(schemas));

    ASSERT_TRUE(bodyOf(result));
    EXPECT_EQ(bodyOf(result)->properties.size(), 60);
}

TEST(HostileDocument, WithALongChainOfSchemasIsCutOffBeforeTheStackEnds)
{
    for (const bool backwards : {false, true}) {
        QByteArray schemas;
        for (int i = 0; i < 3000; ++i) {
            const int at = backwards ? 2999 - i : i;
            schemas += "    " + (at == 0 ? QByteArray("A") : "S" + QByteArray::number(at)) +
                       ": { type: object, properties: { next: { $ref: '#/components/schemas/S" +
                       QByteArray::number(at + 1) + "' } } }\n";
        }
        schemas += "    S3000: { type: string }\n";
        const Added result = added(withSchemas(schemas));

        ASSERT_TRUE(bodyOf(result));
        EXPECT_LE(depthOf(bodyOf(result)), 200);
        EXPECT_FALSE(result.problems.isEmpty());
    }
}

TEST(HostileDocument, NestedTooDeeplyIsRefused)
{
    for (const int depth : {600, 100'000}) {
        const QByteArray open(depth, '[');
        const QByteArray close(depth, ']');
        const Added yaml = added(head + QByteArray("x-deep: ") + open + close + "\npaths: {}\n");
        EXPECT_FALSE(yaml.taken);
        const Added json =
            added("{\"openapi\":\"3.1.0\",\"x\":" + open + open + close + close + "}");
        EXPECT_FALSE(json.taken);
    }
}

TEST(HostileDocument, OfABillionLaughsIsRefused)
{
    QByteArray text = head;
    text += "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n";
    for (int i = 1; i < 10; ++i) {
        const QByteArray before = "*a" + QByteArray::number(i - 1);
        text += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [";
        for (int j = 0; j < 10; ++j)
            text += before + (j < 9 ? ", " : "]\n");
    }
    const Added result = added(text + "paths: {}\n");

    EXPECT_FALSE(result.taken);
    ASSERT_EQ(result.problems.size(), 1);
    EXPECT_TRUE(result.problems.constFirst().message.contains("aliases"_L1));
}

TEST(HostileDocument, ThatMultipliesItsPropertiesByAllOfEnds)
{
    QByteArray schemas = "    Base: { type: object, properties: { ";
    for (int i = 0; i < 1000; ++i)
        schemas += "p" + QByteArray::number(i) + ": { type: string }, ";
    schemas += "} }\n    A: { allOf: [ ";
    for (int i = 0; i < 5000; ++i)
        schemas += "{ $ref: '#/components/schemas/Base' }, ";
    const Added result = added(withSchemas(schemas + "] }\n"));

    ASSERT_TRUE(bodyOf(result));
    EXPECT_EQ(bodyOf(result)->properties.size(), 1000);
}

TEST(HostileDocument, WithThousandsOfProblemsReportsSomeOfThem)
{
    QByteArray text = head + QByteArray("paths:\n");
    for (int i = 0; i < 5000; ++i)
        text += "  bad" + QByteArray::number(i) + ": 1\n";
    const Added result = added(text);

    EXPECT_TRUE(result.taken);
    EXPECT_GT(result.problems.size(), 100);
    EXPECT_LT(result.problems.size(), 1000);
}
