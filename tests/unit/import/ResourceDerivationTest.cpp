// SPDX-License-Identifier: GPL-3.0-or-later
// Tables, forms and actions out of documents that know nothing of this console.
#include "tests/unit/import/Imports.h"

using namespace Qt::StringLiterals;
using api::Method;

namespace {

std::string document(const std::string &paths, const std::string &schemas = "{}")
{
    return R"({"openapi":"3.1.0","info":{"title":"Lamps","version":"1"},"paths":)" + paths +
           R"(,"components":{"schemas":)" + schemas +
           R"(,"securitySchemes":{"sigv4":{"type":"apiKey","name":"Authorization","in":"header"}}}})";
}

std::string reply(const std::string &schema)
{
    return R"("responses":{"200":{"description":"ok","content":{"application/json":{"schema":)" +
           schema + "}}}}";
}

const std::string lampSchema =
    R"({"type":"object","properties":{"lampId":{"type":"string"},"name":{"type":"string"},)"
    R"("colour":{"type":"object"},"secret":{"type":"string","format":"password"}}})";

} // namespace

TEST(ResourceDerivation, TakesACollectionWithAPathOfItemsBelowIt)
{
    const api::ImportedDocument lamps = imports::imported(document(
        R"({"/lamp/{domain}":{"get":{},"post":{}},"/lamp/{domain}/{lampId}":{"get":{)" +
        reply(lampSchema) + R"(},"delete":{}},"/status":{"get":{}},"/thing/{id}":{"get":{}}})"));
    ASSERT_EQ(lamps.contents.resources.size(), 1);
    const api::ResourceType &type = lamps.contents.resources.constFirst();
    EXPECT_EQ(type.key, u"lamps/lamp"_s);
    EXPECT_EQ(type.name, u"Lamp"_s);
    EXPECT_EQ(type.plural, u"Lamps"_s);
    EXPECT_EQ(type.group, u"Lamps"_s);
    EXPECT_EQ(type.collectionPath, u"/lamp/{domain}"_s);
    EXPECT_EQ(type.itemPath, u"/lamp/{domain}/{lampId}"_s);
    EXPECT_EQ(type.idProperty, u"lampId"_s);
    EXPECT_EQ(type.source, api::Source::Imported);
    // What is nested or secret is no column.
    EXPECT_EQ(imports::columnsOf(type), QStringList({u"lampId"_s, u"name"_s}));

    const api::Catalogue catalogue =
        imports::withImport(document(R"({"/lamp/{domain}":{"get":{},"post":{}},)"
                                     R"("/lamp/{domain}/{lampId}":{"get":{},"delete":{}}})"),
                            {});
    const api::ResourceType *added = catalogue.resource(u"lamps/lamp"_s);
    ASSERT_TRUE(added);
    EXPECT_TRUE(added->canList && added->canRead && added->canDelete);
    EXPECT_FALSE(added->canPatch || added->canReplace);
    EXPECT_EQ(added->createMethod, Method::Post);
}

TEST(ResourceDerivation, FindsTheRowsInsideTheEnvelopeOfAList)
{
    const std::string list =
        R"({"type":"object","properties":{"success":{"type":"boolean"},"count":{"type":"integer"},)"
        R"("lamps":{"type":"array","items":)" +
        lampSchema + "}}}";
    const api::ImportedDocument lamps = imports::imported(
        document(R"({"/lamps":{"get":{)" + reply(list) + R"(}},"/lamps/{lamp}":{"delete":{}}})"));
    ASSERT_EQ(lamps.contents.resources.size(), 1);
    EXPECT_TRUE(lamps.contents.resources.constFirst().schema->property(u"colour"_s));
    EXPECT_EQ(lamps.contents.resources.constFirst().idProperty, u"lampId"_s);
}

TEST(ResourceDerivation, FindsTheItemInsideItsEnvelope)
{
    const std::string wrapped =
        R"({"type":"object","properties":{"success":{"type":"boolean"},"lamp":)" + lampSchema +
        "}}";
    const api::ImportedDocument lamps = imports::imported(
        document(R"({"/lamps":{"get":{}},"/lamps/{id}":{"get":{)" + reply(wrapped) + "}}}"));
    ASSERT_EQ(lamps.contents.resources.size(), 1);
    EXPECT_EQ(lamps.contents.resources.constFirst().idProperty, u"lampId"_s);
}

TEST(ResourceDerivation, MakesAFormOfWhatIsAnsweredAndWhatIsAsked)
{
    const std::string asked =
        R"({"type":"object","required":["name"],"properties":{"name":{"type":"string"},)"
        R"("password":{"type":"string"}}})";
    const std::string answered =
        R"({"type":"object","required":["id"],"properties":{"id":{"type":"string"},)"
        R"("name":{"type":"string"},"madeAt":{"type":"string","format":"date-time"}}})";
    const api::ImportedDocument lamps = imports::imported(document(
        R"({"/lamps":{"get":{},"post":{"requestBody":{"content":{"application/json":{"schema":)" +
        asked + R"(}}}}},"/lamps/{lampId}":{"get":{)" + reply(answered) + "}}}"));
    ASSERT_EQ(lamps.contents.resources.size(), 1);
    const api::ResourceType &type = lamps.contents.resources.constFirst();
    EXPECT_EQ(type.idProperty, u"id"_s);
    EXPECT_TRUE(type.idByPlatform);
    const api::Property *name = type.schema->property(u"name"_s);
    const api::Property *made = type.schema->property(u"madeAt"_s);
    const api::Property *password = type.schema->property(u"password"_s);
    ASSERT_TRUE(name && made && password);
    EXPECT_TRUE(name->required);
    EXPECT_FALSE(name->schema->readOnly);
    EXPECT_TRUE(made->schema->readOnly);
    EXPECT_FALSE(type.schema->property(u"id"_s)->required);
}

TEST(ResourceDerivation, SaysWhyATableIsNotMade)
{
    const api::ImportedDocument lamps = imports::imported(
        document(R"({"/house/{house}/lamp":{"get":{}},"/house/{house}/lamp/{id}":{"get":{}},)"
                 R"("/bulb":{"get":{"parameters":[{"name":"page","in":"query","required":true}]}},)"
                 R"("/bulb/{id}":{"get":{}},)"
                 R"("/plug":{"get":{"security":[{"sigv4":[]}]}},"/plug/{id}":{"get":{}}})"));
    EXPECT_TRUE(lamps.contents.resources.isEmpty());
    using Kind = api::ImportRemark::Kind;
    EXPECT_TRUE(imports::remarks(lamps.report, Kind::LeftOut, u"{house}"_s));
    EXPECT_TRUE(imports::remarks(lamps.report, Kind::LeftOut, u"“page”"_s));
    EXPECT_TRUE(imports::remarks(lamps.report, Kind::LeftOut, u"AWS signature"_s));
    EXPECT_EQ(lamps.report.operations, 6);
}

TEST(ResourceDerivation, MakesActionsOfCommands)
{
    const api::ImportedDocument lamps = imports::imported(document(
        R"({"/lamps":{"get":{},"post":{}},"/lamps/{lampId}":{"get":{)" + reply(lampSchema) +
        R"(}},"/lamps/{lampId}/blink":{"post":{"summary":"Blink once"}},"/reset":{"post":{}}})"));
    const auto &operations = lamps.contents.operations;
    EXPECT_FALSE(imports::operationOn(operations, Method::Post, u"/lamps"_s)->action);
    const api::Operation *blink =
        imports::operationOn(operations, Method::Post, u"/lamps/{lampId}/blink"_s);
    ASSERT_TRUE(blink && blink->action);
    EXPECT_EQ(blink->action->title, u"Blink once"_s);
    EXPECT_EQ(blink->action->appliesTo, QStringList(u"lamps/lamps"_s));
    EXPECT_THAT(blink->action->fill, testing::ElementsAre(std::pair(u"lampId"_s, u"lampId"_s)));
    const api::Operation *reset = imports::operationOn(operations, Method::Post, u"/reset"_s);
    ASSERT_TRUE(reset && reset->action);
    EXPECT_EQ(reset->action->title, u"Reset"_s);
    EXPECT_TRUE(reset->action->appliesTo.isEmpty());
}

TEST(ResourceDerivation, SetsCallbacksAndCatchAllPathsAside)
{
    const api::ImportedDocument lamps = imports::imported(
        document(R"({"/implicit_callbacks/newEvent":{"post":{}},"/callbacks/stored":{"post":{}},)"
                 R"("/rest/{proxy+}":{"get":{}},"/x":{"x-amazon-apigateway-any-method":{},"get":)"
                 R"({"x-amazon-apigateway-integration":{"type":"mock"}}}})"));
    EXPECT_EQ(lamps.report.operations, 1);
    EXPECT_EQ(lamps.report.paths, 4);
    using Kind = api::ImportRemark::Kind;
    EXPECT_TRUE(imports::remarks(lamps.report, Kind::LeftOut, u"the platform calls it"_s));
    EXPECT_TRUE(imports::remarks(lamps.report, Kind::LeftOut, u"any path below"_s));
    EXPECT_TRUE(imports::remarks(lamps.report, Kind::LeftOut, u"Any method"_s));
}

TEST(ResourceDerivation, GivesEachTypeAKeyAndATitleOfItsOwn)
{
    const api::ImportedDocument lamps = imports::imported(
        document(R"({"/items":{"get":{}},"/items/{id}":{"get":{}},"/admin/items":{"get":{}},)"
                 R"("/admin/items/{id}":{"get":{}}})"));
    ASSERT_EQ(lamps.contents.resources.size(), 2);
    EXPECT_EQ(lamps.contents.resources.at(0).plural, u"Items"_s);
    EXPECT_EQ(lamps.contents.resources.at(1).plural, u"Items (admin)"_s);
    EXPECT_NE(lamps.contents.resources.at(0).key, lamps.contents.resources.at(1).key);
}

TEST(ResourceDerivation, IsLeftToTheMarksOfADocumentThatHasThem)
{
    const api::ImportedDocument lamps = imports::imported(document(
        R"({"/lamps":{"x-console-resource":{"key":"own/key","plural":"My lamps"},"get":{}},)"
        R"("/lamps/{id}":{"get":{}}})"));
    ASSERT_EQ(lamps.contents.resources.size(), 1);
    EXPECT_EQ(lamps.contents.resources.constFirst().key, u"own/key"_s);
}

TEST(ResourceDerivation, ReadsTheSameSchemasLaterAsAtOnce)
{
    const std::string text =
        document(R"({"/lamps":{"get":{}},"/lamps/{lampId}":{"get":{)" +
                     reply(R"({"$ref":"#/components/schemas/Lamp"})") + "}}}",
                 R"({"Lamp":{"allOf":[)" + lampSchema +
                     R"(],"properties":{"next":{"$ref":"#/components/schemas/Lamp"}}}})");
    const api::ImportedDocument now = imports::imported(text);
    const auto later = api::DocumentImport::read(u"t"_s, now.json, {}, {});
    ASSERT_TRUE(later);
    ASSERT_EQ(later->contents.resources.size(), 1);
    const api::ResourceType &a = now.contents.resources.constFirst();
    const api::ResourceType &b = later->contents.resources.constFirst();
    EXPECT_EQ(imports::columnsOf(a), imports::columnsOf(b));
    EXPECT_EQ(a.schema->properties.size(), b.schema->properties.size());
    EXPECT_EQ(a.idProperty, b.idProperty);
}

TEST(ResourceDerivation, EndsWhenTheMembersOfARowAreItselfManyTimes)
{
    // Eight levels of twenty parts would be more than anybody waits for.
    std::string itself = R"({"$ref":"#/components/schemas/A"})";
    for (int i = 1; i < 20; ++i)
        itself += R"(,{"$ref":"#/components/schemas/A"})";
    const std::string a = R"({"$ref":"#/components/schemas/A"})";
    const api::ImportedDocument lamps = imports::imported(document(
        R"({"/lamps":{"get":{)" + reply(a) + R"(}},"/lamps/{id}":{"get":{)" + reply(a) + "}}}",
        R"({"A":{"allOf":[)" + itself + "]}}"));
    ASSERT_EQ(lamps.contents.resources.size(), 1);
    EXPECT_EQ(lamps.contents.resources.constFirst().idProperty, u"id"_s);
}

TEST(ResourceDerivation, NumbersTheKeysOfPathsThatHaveNoLetterInCommon)
{
    const api::ImportedDocument lamps = imports::imported(
        document(R"({"/\u00e5":{"get":{}},"/\u00e5/{id}":{"get":{}},)"
                 R"("/\u00e4/\u00e5":{"get":{}},"/\u00e4/\u00e5/{id}":{"get":{}},)"
                 R"("/\u00f6/\u00e5":{"get":{}},"/\u00f6/\u00e5/{id}":{"get":{}}})"));
    QStringList keys;
    for (const api::ResourceType &type : lamps.contents.resources)
        keys.append(type.key);
    EXPECT_EQ(keys, QStringList({u"lamps/\u00e5"_s, u"lamps/"_s, u"lamps/-2"_s}));
}
