// SPDX-License-Identifier: GPL-3.0-or-later
// Schemas as they are read from OpenAPI 3.0 and 3.1, and values held against them.
#include "app/api/Catalogue.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using api::Schema;

namespace {

/// Reads @p yaml, one line of flow YAML, as the schema of a body.
api::SchemaPtr schema(const QByteArray &yaml, int expectedProblems = 0)
{
    const QByteArray text =
        "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n  /x:\n    "
        "put:\n      responses: { '200': { description: ok } }\n      "
        "requestBody:\n        content:\n          application/json:\n          "
        "  schema: " +
        yaml +
        "\ncomponents:\n  schemas:\n    Base: { type: object, title: Base, "
        "required: [id], properties: { id: { type: string }, size: { type: "
        "integer } } }\n    Word: { type: string, maxLength: 3 }\n";
    api::Catalogue catalogue;
    const auto problems = catalogue.addDocument(u"t.yaml"_s, text);
    EXPECT_TRUE(problems) << yaml.toStdString();
    if (!problems)
        return std::make_shared<Schema>();
    EXPECT_EQ(problems->size(), expectedProblems) << yaml.toStdString();
    return catalogue.match(api::Method::Put, u"/x")->operation->requestBodies.constFirst().schema;
}

QStringList violations(const QByteArray &yaml, std::string_view value, bool partial = false)
{
    const auto document = json::Document::parse(value);
    EXPECT_TRUE(document) << value;
    QStringList found;
    if (!document)
        return found;
    for (const api::SchemaViolation &violation :
         api::validate(document->root(), *schema(yaml), partial)) {
        EXPECT_FALSE(violation.message.isEmpty());
        found.append(violation.pointer);
    }
    return found;
}

bool fits(const QByteArray &yaml, std::string_view value)
{
    return violations(yaml, value).isEmpty();
}

TEST(SchemaFormats, AnAddressOrARangeOfThem)
{
    const auto is = [](const char *format, const char *text) {
        return fits(QByteArray("{ type: string, format: ") + format + " }",
                    '"' + std::string(text) + '"');
    };
    for (const char *good : {"192.0.2.10", "0.0.0.0", "2001:db8::1", "::"}) {
        EXPECT_TRUE(is("ip", good)) << good;
        EXPECT_TRUE(is("ip-or-cidr", good)) << good;
        EXPECT_FALSE(is("cidr", good)) << good;
    }
    for (const char *good :
         {"192.0.2.0/24", "0.0.0.0/0", "192.0.2.1/32", "2001:db8::/32", "::/128"}) {
        EXPECT_TRUE(is("cidr", good)) << good;
        EXPECT_TRUE(is("ip-or-cidr", good)) << good;
        EXPECT_FALSE(is("ip", good)) << good;
    }
    for (const char *bad : {"", "hello", "192.0.2", "192.0.2.256", "192.0.2.0/33", "2001:db8::/129",
                            "192.0.2.0/", "192.0.2.0/024", "192.0.2.0/-1", "/24", "192.0.2.0/2 4",
                            "192.0.2.0/24/24", "trunk.example.org"}) {
        EXPECT_FALSE(is("ip-or-cidr", bad)) << bad;
    }
}

} // namespace

TEST(SchemaReading, TakesNullInTheWayOfBothVersions)
{
    for (const char *yaml :
         {"{ type: [string, 'null'] }", "{ type: string, nullable: true }",
          "{ anyOf: [ { type: string }, { type: 'null' } ] }", "{ type: ['null', string] }"}) {
        const api::SchemaPtr read = schema(yaml);
        EXPECT_EQ(read->type, Schema::Type::String) << yaml;
        EXPECT_TRUE(read->nullable) << yaml;
    }
    EXPECT_EQ(schema("{ type: 'null' }")->type, Schema::Type::Null);
    EXPECT_EQ(schema("{ type: [string, integer] }")->type, Schema::Type::Any);
    EXPECT_EQ(schema("true")->type, Schema::Type::Any);
    EXPECT_EQ(schema("{}")->type, Schema::Type::Any);
}

TEST(SchemaReading, GuessesATypeFromWhatIsDescribed)
{
    EXPECT_EQ(schema("{ properties: { a: {} } }")->type, Schema::Type::Object);
    EXPECT_EQ(schema("{ items: {} }")->type, Schema::Type::Array);
    EXPECT_EQ(schema("{ enum: [a, b] }")->type, Schema::Type::String);
    EXPECT_EQ(schema("{ const: STOP }")->enumeration, QStringList(u"STOP"_s));
    EXPECT_EQ(schema("{ enum: [1, 2, null] }")->type, Schema::Type::Integer);
    EXPECT_TRUE(schema("{ enum: [1, 2, null] }")->nullable);
}

TEST(SchemaReading, MergesAllOf)
{
    const api::SchemaPtr read =
        schema("{ allOf: [ { $ref: '#/components/schemas/Base' }, { required: [size, more] }, { "
               "properties: { more: { type: boolean } } } ], description: All, properties: { own: "
               "{ type: number } } }");

    EXPECT_EQ(read->type, Schema::Type::Object);
    EXPECT_EQ(read->title, u"Base"_s);
    EXPECT_EQ(read->description, u"All"_s);
    ASSERT_EQ(read->properties.size(), 4);
    EXPECT_TRUE(read->property(u"id"_s)->required);
    EXPECT_TRUE(read->property(u"size"_s)->required);
    EXPECT_EQ(read->property(u"size"_s)->schema->type, Schema::Type::Integer);
    EXPECT_TRUE(read->property(u"more"_s)->required);
    EXPECT_EQ(read->property(u"more"_s)->schema->type, Schema::Type::Boolean);
    EXPECT_FALSE(read->property(u"own"_s)->required);
    EXPECT_EQ(read->property(u"nothing"_s), nullptr);
}

TEST(SchemaReading, LetsKeywordsBesideAReferenceAddToIt)
{
    const api::SchemaPtr read =
        schema("{ $ref: '#/components/schemas/Word', title: Short, x-console-source: inferred }");

    EXPECT_EQ(read->type, Schema::Type::String);
    EXPECT_EQ(read->maxLength, 3);
    EXPECT_EQ(read->title, u"Short"_s);
    EXPECT_EQ(read->source, api::Source::Inferred);
}

TEST(SchemaReading, TakesAlternativesAsAnythingAndNamesThem)
{
    const api::SchemaPtr read = schema(
        "{ oneOf: [ { $ref: '#/components/schemas/Base' }, { type: string, title: Text } ] }");

    EXPECT_EQ(read->type, Schema::Type::Any);
    EXPECT_TRUE(read->description.contains(u"Base"_s) && read->description.contains(u"Text"_s));
    EXPECT_EQ(schema("{ oneOf: [ { $ref: '#/components/schemas/Base' } ] }")->title, u"Base"_s);
    EXPECT_EQ(schema("{ type: object, anyOf: [ { required: [a] }, { required: [b] } ] }")->type,
              Schema::Type::Object);
}

TEST(SchemaReading, KeepsDefaultsAndExamplesAsJson)
{
    const api::SchemaPtr read = schema("{ type: string, default: a, examples: ['b'] }");
    EXPECT_EQ(read->defaultText, u"\"a\""_s);
    EXPECT_EQ(read->exampleText, u"\"b\""_s);
    EXPECT_EQ(schema("{ type: number, example: 1.50 }")->exampleText, u"1.50"_s);
}

TEST(SchemaReading, KnowsSecretsAndRenderers)
{
    EXPECT_TRUE(schema("{ type: string, format: password }")->secret);
    EXPECT_TRUE(schema("{ type: string, writeOnly: true, x-console-secret: true }")->secret);
    EXPECT_FALSE(schema("{ type: string, writeOnly: true }")->secret);
    EXPECT_EQ(schema("{ type: string, x-console-renderer: phone }")->renderer, u"phone"_s);
}

TEST(SchemaReading, LeavesOutWhatHasTheWrongTypeAndSaysSo)
{
    schema("{ type: banana }", 1);
    schema("{ type: [string, 5] }", 1);
    schema("{ type: {} }", 1);
    schema("{ type: string, minLength: -1, maxLength: 1.5, pattern: '(' }", 3);
    schema("{ type: object, properties: [a] }", 1);
    schema("{ type: object, properties: { a: 5 } }", 1);
    schema("{ type: object, required: a }", 1);
    schema("{ type: object, required: [5] }", 1);
    schema("{ type: array, items: 5 }", 1);
    schema("{ enum: a, allOf: {}, oneOf: 3 }", 3);
    schema("{ title: 5, description: [], format: {}, nullable: 1, readOnly: 'no' }", 5);
    EXPECT_EQ(schema("{ type: string, pattern: '(' }", 1)->pattern, QString());
}

TEST(Validation, ChecksTypes)
{
    EXPECT_TRUE(fits("{ type: integer }", "5"));
    EXPECT_TRUE(fits("{ type: integer }", "5.0"));
    EXPECT_TRUE(fits("{ type: integer }", "1e3"));
    EXPECT_TRUE(fits("{ type: integer }", "123456789012345678901234567890"));
    EXPECT_FALSE(fits("{ type: integer }", "5.5"));
    EXPECT_FALSE(fits("{ type: integer }", "\"5\""));
    EXPECT_TRUE(fits("{ type: number }", "5"));
    EXPECT_FALSE(fits("{ type: boolean }", "0"));
    EXPECT_FALSE(fits("{ type: string }", "null"));
    EXPECT_TRUE(fits("{ type: [string, 'null'] }", "null"));
    EXPECT_FALSE(fits("{ type: object }", "[]"));
    EXPECT_FALSE(fits("{ type: array }", "{}"));
    EXPECT_TRUE(fits("{}", "[{\"a\":null}]"));
}

TEST(Validation, PointsToWhatIsWrong)
{
    const QByteArray yaml = "{ type: object, required: [id], properties: { id: { type: string }, "
                            "'a/b~c': { type: array, items: { type: integer } }, o: { type: "
                            "object, required: [x], properties: { x: {} } } } }";
    EXPECT_EQ(violations(yaml, R"({"a/b~c":[1,"2",3],"o":{},"unknown":1})"),
              QStringList({u"/id"_s, u"/a~1b~0c/1"_s, u"/o/x"_s}));
    EXPECT_EQ(violations(yaml, R"({"a/b~c":[1,"2"],"o":{}})", true), QStringList(u"/a~1b~0c/1"_s));
    EXPECT_EQ(violations(yaml, R"({"id":1,"id":"last one counts"})"), QStringList());
}

TEST(Validation, DoesNotAskForWhatOnlyThePlatformSets)
{
    EXPECT_TRUE(
        fits("{ type: object, required: [id], properties: { id: { readOnly: true } } }", "{}"));
}

TEST(Validation, TakesUnknownMembersUnlessTheyAreRuledOut)
{
    EXPECT_TRUE(fits("{ type: object, properties: { a: {} } }", R"({"b":1})"));
    EXPECT_EQ(violations("{ type: object, properties: { a: {} }, additionalProperties: false }",
                         R"({"a":1,"b":2,"b":3})"),
              QStringList(u"/b"_s));
}

TEST(Validation, HoldsOnlyClosedEnumerations)
{
    EXPECT_TRUE(fits("{ type: string, enum: [a, b] }", "\"c\""));
    EXPECT_FALSE(fits("{ type: string, enum: [a, b], x-console-closed: true }", "\"c\""));
    EXPECT_TRUE(fits("{ type: string, enum: [a, b], x-console-closed: true }", "\"b\""));
    EXPECT_TRUE(fits("{ enum: [1, 2], x-console-closed: true }", "2"));
}

TEST(Validation, MeasuresTextInCharactersAndNumbersInclusively)
{
    EXPECT_TRUE(fits("{ type: string, minLength: 2, maxLength: 2 }", "\"🚑é\""));
    EXPECT_FALSE(fits("{ type: string, minLength: 1 }", "\"\""));
    EXPECT_FALSE(fits("{ type: string, maxLength: 1 }", "\"ab\""));
    EXPECT_TRUE(fits("{ type: number, minimum: 1, maximum: 2 }", "1"));
    EXPECT_FALSE(fits("{ type: number, minimum: 1 }", "0.99"));
    EXPECT_FALSE(fits("{ type: number, maximum: 2 }", "2.01"));
}

TEST(Validation, MatchesPatternsAnywhereInTheText)
{
    EXPECT_TRUE(fits("{ type: string, pattern: '[0-9]' }", "\"a1b\""));
    EXPECT_FALSE(fits("{ type: string, pattern: '^[0-9]+$' }", "\"a1b\""));
}

TEST(Validation, GivesUpOnAPatternThatNeverEnds)
{
    const std::string text = "\"" + std::string(40'000, 'a') + "!\"";
    EXPECT_TRUE(fits("{ type: string, pattern: '^(a+)+$' }", text));
    EXPECT_TRUE(fits("{ type: string, pattern: '^(a|aa)+$' }", text));
}

TEST(Validation, ChecksAFewFormats)
{
    EXPECT_TRUE(fits("{ type: string, format: date-time }", "\"2026-02-28T23:59:60Z\""));
    EXPECT_TRUE(fits("{ type: string, format: date-time }", "\"2026-02-28T23:59:59.123+01:00\""));
    EXPECT_FALSE(fits("{ type: string, format: date-time }", "\"2026-02-30T00:00:00Z\""));
    EXPECT_FALSE(fits("{ type: string, format: date-time }", "\"2026-02-28 00:00\""));
    EXPECT_FALSE(fits("{ type: string, format: date-time }", "\"\""));
    EXPECT_TRUE(fits("{ type: string, format: date }", "\"2024-02-29\""));
    EXPECT_FALSE(fits("{ type: string, format: date }", "\"2026-02-29\""));
    EXPECT_TRUE(fits("{ type: string, format: uuid }", "\"83c7a360-cf9c-11ed-8779-876722fa3073\""));
    EXPECT_FALSE(fits("{ type: string, format: uuid }", "\"83c7a360\""));
    EXPECT_TRUE(fits("{ type: string, format: ipv4 }", "\"192.0.2.1\""));
    EXPECT_FALSE(fits("{ type: string, format: ipv4 }", "\"192.0.2\""));
    EXPECT_TRUE(fits("{ type: string, format: ipv6 }", "\"2001:db8::1\""));
    EXPECT_FALSE(fits("{ type: string, format: ipv6 }", "\"192.0.2.1\""));
    EXPECT_TRUE(fits("{ type: string, format: something-else }", "\"anything\""));
}

TEST(Validation, EndsOnDeepAndWideValues)
{
    const std::string deep = std::string(900, '[') + std::string(900, ']');
    EXPECT_TRUE(fits("{ type: array, items: { type: array } }", deep));
    std::string wide = "[";
    for (int i = 0; i < 20'000; ++i)
        wide += "\"x\",";
    wide += "1]";
    EXPECT_EQ(violations("{ type: array, items: { type: integer } }", wide).size(), 100);
}

TEST(Validation, SaysThatNothingIsNoValue)
{
    EXPECT_EQ(api::validate({}, Schema()).size(), 1);
}
