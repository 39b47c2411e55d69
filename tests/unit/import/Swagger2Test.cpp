// SPDX-License-Identifier: GPL-3.0-or-later
// Swagger 2.0, read as the OpenAPI 3 document that says the same.
#include "tests/unit/import/Imports.h"

using namespace Qt::StringLiterals;
using api::Method;
using api::Schema;

namespace {

const char *const pets = R"({
"swagger":"2.0","host":"api.example.test","basePath":"/v1","schemes":["http","https"],
"info":{"title":"Pets","version":"7"},"consumes":["application/json"],
"produces":["application/json"],
"securityDefinitions":{"sigv4":{"type":"apiKey","name":"Authorization","in":"header",
  "x-amazon-apigateway-authtype":"awsSigv4"},"basic":{"type":"basic"}},
"parameters":{"Limit":{"name":"limit","in":"query","type":"integer","maximum":50},
  "NewPet":{"name":"pet","in":"body","required":true,"schema":{"$ref":"#/definitions/Pet"}}},
"responses":{"OnePet":{"description":"one","schema":{"$ref":"#/definitions/Pet"}}},
"paths":{
  "/pets":{"parameters":[{"$ref":"#/parameters/Limit"}],
    "get":{"responses":{"200":{"description":"ok","schema":{"type":"array","items":
      {"$ref":"#/definitions/Pet"}}}}},
    "post":{"parameters":[{"$ref":"#/parameters/NewPet"}],
      "responses":{"201":{"$ref":"#/responses/OnePet"}}}},
  "/pets/{petId}":{"get":{"parameters":[{"name":"petId","in":"path","required":true,
      "type":"string","enum":["a","b"]}],"responses":{"200":{"$ref":"#/responses/OnePet"}}},
    "delete":{"security":[{"sigv4":[]}],"responses":{"204":{"description":"gone"}}}},
  "/pets/{petId}/photo":{"post":{"consumes":["multipart/form-data"],
      "parameters":[{"name":"file","in":"formData","type":"file"},
                    {"name":"note","in":"formData","type":"string","required":true}],
      "responses":{"200":{"description":"ok"}}}}},
"definitions":{"Pet":{"type":"object","required":["name"],"properties":{
  "id":{"type":"integer","readOnly":true},"name":{"type":"string","x-nullable":true},
  "friend":{"$ref":"#/definitions/Pet"}}}}})";

} // namespace

TEST(Swagger2, KeepsItsOperationsAndTheirSecurity)
{
    const api::ImportedDocument document = imports::imported(pets);
    EXPECT_EQ(document.report.format, u"Swagger 2.0"_s);
    EXPECT_EQ(document.report.prefix, u"/v1"_s);
    EXPECT_EQ(document.contents.operations.size(), 5);
    const api::Operation *remove =
        imports::operationOn(document.contents.operations, Method::Delete, u"/v1/pets/{petId}"_s);
    ASSERT_TRUE(remove);
    EXPECT_FALSE(remove->isCallable());
    EXPECT_EQ(document.report.notCallable, 1);
}

TEST(Swagger2, TurnsBodyParametersIntoBodiesAndInlineTypesIntoSchemas)
{
    const api::ImportedDocument document = imports::imported(pets);
    const QList<api::Operation> &operations = document.contents.operations;
    const api::Operation *create = imports::operationOn(operations, Method::Post, u"/v1/pets"_s);
    ASSERT_TRUE(create);
    ASSERT_EQ(create->requestBodies.size(), 1);
    EXPECT_EQ(create->requestBodies.constFirst().mediaType, u"application/json"_s);
    ASSERT_TRUE(create->requestBodies.constFirst().schema->property(u"name"_s));
    EXPECT_TRUE(create->requestBodies.constFirst().schema->property(u"name"_s)->schema->nullable);
    ASSERT_EQ(create->parameters.size(), 1);
    EXPECT_EQ(create->parameters.constFirst().schema->maximum, 50);

    const api::Operation *read =
        imports::operationOn(operations, Method::Get, u"/v1/pets/{petId}"_s);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->parameters.constFirst().schema->enumeration, QStringList({u"a"_s, u"b"_s}));
    ASSERT_EQ(read->responseBodies.size(), 1);
    EXPECT_TRUE(read->responseBodies.constFirst().schema->property(u"id"_s));
}

TEST(Swagger2, TurnsFormsIntoBodies)
{
    const api::ImportedDocument document = imports::imported(pets);
    const api::Operation *upload = imports::operationOn(document.contents.operations, Method::Post,
                                                        u"/v1/pets/{petId}/photo"_s);
    ASSERT_TRUE(upload);
    ASSERT_EQ(upload->requestBodies.size(), 1);
    EXPECT_EQ(upload->requestBodies.constFirst().mediaType, u"multipart/form-data"_s);
    const api::Property *file = upload->requestBodies.constFirst().schema->property(u"file"_s);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->schema->format, u"binary"_s);
}

TEST(Swagger2, GivesTables)
{
    const api::ImportedDocument document = imports::imported(pets);
    ASSERT_EQ(document.contents.resources.size(), 1);
    const api::ResourceType &type = document.contents.resources.constFirst();
    EXPECT_EQ(type.plural, u"Pets"_s);
    EXPECT_EQ(type.idProperty, u"id"_s);
    EXPECT_TRUE(type.idByPlatform);
    EXPECT_EQ(imports::columnsOf(type), QStringList({u"id"_s, u"name"_s}));
}

TEST(Swagger2, OfAnotherVersionIsRefused)
{
    const auto read = api::DocumentImport::read(u"t"_s, R"({"swagger":"1.2","paths":{}})", {});
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().message.toStdString(), testing::HasSubstr("Swagger 2.0"));
}

TEST(Swagger2, ThatIsWrongIsReportedAndNotFollowed)
{
    const api::ImportedDocument document = imports::imported(
        R"({"swagger":"2.0","paths":{"/a":5,"/b":{"get":[],"post":{"parameters":7,"responses":1}},)"
        R"("/c":{"put":{"parameters":[{"$ref":"#/parameters/No"},3,{"$ref":"other.json#/a"}]}}}})");
    EXPECT_EQ(document.report.operations, 2);
    EXPECT_GT(document.report.count(api::ImportRemark::Kind::LeftOut), 2);
}

TEST(Swagger2, ThatMultipliesALongParameterIsRefused)
{
    std::string paths;
    for (int i = 0; i < 1500; ++i) {
        paths += (i ? "," : "") + std::string("\"/x") + std::to_string(i) +
                 R"(":{"get":{"parameters":[{"$ref":"#/parameters/P"}]}})";
    }
    const std::string text =
        R"({"swagger":"2.0","info":{"title":"T","version":"1"},"parameters":{"P":{"name":"p",)"
        R"("in":"query","type":"string","description":")" +
        std::string(100'000, 'x') + R"("}},"paths":{)" + paths + "}}";
    const auto document = api::DocumentImport::read(u"t.json"_s, text, api::Catalogue());
    ASSERT_FALSE(document);
    EXPECT_THAT(document.error().message.toStdString(), testing::HasSubstr("too large"));
}
