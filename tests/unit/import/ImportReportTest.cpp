// SPDX-License-Identifier: GPL-3.0-or-later
// What a person is told before a document is applied.
#include "app/json/Document.h"
#include "tests/unit/import/Imports.h"

using namespace Qt::StringLiterals;
using Kind = api::ImportRemark::Kind;

namespace {

const char *const devices = R"({"openapi":"3.0.1","info":{"title":"Provisioning API","version":"9"},
"servers":[{"url":"https://api.example.test/provisioning"}],
"components":{"securitySchemes":{"jwtAuthorizer":{"type":"apiKey","name":"Authorization",
 "in":"header","x-amazon-apigateway-authtype":"custom"},"other":{"type":"oauth2"}},
 "schemas":{"Device":{"type":"object","properties":{"deviceId":{"type":"integer"},
 "colour":{"type":"string"}}}}},
"paths":{"/device/{tenant}":{"get":{"security":[{"jwtAuthorizer":[]}],"responses":{"200":{
  "description":"ok"}}}},
"/device/{domain}/{deviceId}":{"get":{"responses":{"200":{"description":"ok","content":{
  "application/json":{"schema":{"$ref":"#/components/schemas/Device"}}}}}}},
"/lamp/{domain}":{"get":{}},"/lamp/{domain}/{lampId}":{"get":{}}}})";

} // namespace

TEST(ImportReport, TellsNewFromReplaced)
{
    const api::ImportReport report = imports::imported(devices, imports::shipped()).report;
    EXPECT_EQ(report.service, u"provisioning"_s);
    EXPECT_EQ(report.title, u"Provisioning API"_s);
    EXPECT_EQ(report.format, u"OpenAPI 3.0.1"_s);
    EXPECT_TRUE(imports::remarks(report, Kind::ReplacedOperation,
                                 u"GET /provisioning/device/{domain}/{deviceId}"_s));
    EXPECT_TRUE(imports::remarks(report, Kind::NewOperation, u"GET /provisioning/lamp/{domain}"_s));
    EXPECT_TRUE(imports::remarks(report, Kind::NewResource, u"/provisioning/lamp/{domain}"_s));
}

TEST(ImportReport, TellsHowTheSchemasDiffer)
{
    // As the platform spells the tenant, so that the path can be listed.
    std::string text = devices;
    text.replace(text.find("{tenant}"), 8, "{domain}");
    const api::ImportReport report = imports::imported(text, imports::shipped()).report;
    EXPECT_TRUE(imports::remarks(report, Kind::ReplacedResource, u"Devices"_s));
    EXPECT_TRUE(imports::remarks(report, Kind::Difference, u"“colour” is new"_s));
    EXPECT_TRUE(imports::remarks(report, Kind::Difference, u"of type integer instead of string"_s));
    EXPECT_TRUE(imports::remarks(report, Kind::Difference, u"is not in the document"_s));
}

TEST(ImportReport, TellsWhichWayOfSigningInIsUnknown)
{
    const api::ImportReport report = imports::imported(devices, imports::shipped()).report;
    EXPECT_TRUE(imports::remarks(report, Kind::LeftOut, u"“other” (oauth2)"_s));
    EXPECT_FALSE(imports::remarks(report, Kind::LeftOut, u"jwtAuthorizer"_s));
}

TEST(ImportReport, SaysSoWhenADocumentHasNoPaths)
{
    for (const char *const paths : {"", R"(,"paths":{})"}) {
        const api::ImportReport report =
            imports::imported(
                std::string(R"({"openapi":"3.0.1","info":{"title":"A guide","version":"1"})") +
                paths + "}")
                .report;
        EXPECT_EQ(report.paths, 0);
        EXPECT_EQ(report.operations, 0);
        EXPECT_THAT(report.summary().toStdString(), testing::HasSubstr("no paths"));
    }
}

TEST(ImportReport, IsJsonForScripts)
{
    const auto json =
        json::Document::parse(imports::imported(devices, imports::shipped()).report.toJson());
    ASSERT_TRUE(json);
    EXPECT_EQ(json->root()["operations"].integer(), 4);
    EXPECT_EQ(json->root()["service"].text(), "provisioning");
    EXPECT_GT(json->root()["remarks"].size(), 4U);
}
