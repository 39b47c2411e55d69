// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of the console's own entries when a document speaks of them.
#include "tests/unit/import/Imports.h"

using namespace Qt::StringLiterals;
using api::Method;

namespace {

std::string provisioning(const std::string &paths)
{
    return R"({"openapi":"3.0.1","info":{"title":"Provisioning API","version":"9"},)"
           R"("servers":[{"url":"https://api.example.test/provisioning"}],"paths":)" +
           paths + "}";
}

std::string item(const std::string &properties)
{
    return R"("/device/{d}/{id}":{"get":{"responses":{"200":{"description":"ok","content":)"
           R"({"application/json":{"schema":{"type":"object","properties":)" +
           properties + "}}}}}}}";
}

} // namespace

TEST(ImportedCatalogue, ReplacesAnOperationOfTheSameMethodAndPath)
{
    const api::Catalogue catalogue = imports::withImport(
        provisioning(R"({"/device/{d}":{"get":{"summary":"as the platform has it"}}})"),
        imports::shipped());
    EXPECT_EQ(catalogue.operations().size(), imports::shipped().operations().size());
    const auto match = catalogue.match(Method::Get, u"/provisioning/device/a.example");
    ASSERT_TRUE(match);
    EXPECT_EQ(match->operation->summary, u"as the platform has it"_s);
    EXPECT_EQ(match->operation->source, api::Source::Imported);
    EXPECT_EQ(match->operation->path, u"/provisioning/device/{domain}"_s);
}

TEST(ImportedCatalogue, KeepsTheLooksOfOurTypeAndTakesTheMembersOfTheDocument)
{
    const api::ResourceType *ours = imports::shipped().resource(u"provisioning/device"_s);
    ASSERT_TRUE(ours);
    const api::Catalogue catalogue = imports::withImport(
        provisioning(R"({"/device/{domain}":{"get":{}},)" +
                     item(R"({"deviceId":{"type":"string"},"colour":{"type":"string"}})") + "}"),
        imports::shipped());
    const api::ResourceType *now = catalogue.resource(u"provisioning/device"_s);
    ASSERT_TRUE(now);
    EXPECT_EQ(now->plural, ours->plural);
    EXPECT_EQ(now->icon, ours->icon);
    EXPECT_EQ(now->columns.size(), ours->columns.size());
    EXPECT_EQ(now->source, api::Source::Imported);
    EXPECT_EQ(now->itemPath, ours->itemPath);
    ASSERT_TRUE(now->schema->property(u"colour"_s));
    // What the document does not say of a member stays ours.
    EXPECT_EQ(now->schema->property(u"deviceId"_s)->schema->title,
              ours->schema->property(u"deviceId"_s)->schema->title);
    EXPECT_EQ(catalogue.resources().size(), imports::shipped().resources().size());
}

TEST(ImportedCatalogue, KeepsOurMembersWhereTheDocumentHasNone)
{
    const api::ResourceType *ours = imports::shipped().resource(u"provisioning/device"_s);
    ASSERT_TRUE(ours);
    const api::Catalogue catalogue = imports::withImport(
        provisioning(R"({"/device/{domain}":{"get":{}},"/device/{domain}/{id}":{"get":{}}})"),
        imports::shipped());
    EXPECT_EQ(catalogue.resource(ours->key)->schema->properties.size(),
              ours->schema->properties.size());
}

TEST(ImportedCatalogue, NeverGivesAwayAKeyOfOurs)
{
    const api::Catalogue catalogue = imports::withImport(
        R"({"openapi":"3.0.1","info":{"title":"Provisioning","version":"1"},"servers":[{"url":"/v9"}],)"
        R"("paths":{"/device":{"get":{}},"/device/{id}":{"get":{}}}})",
        imports::shipped());
    EXPECT_EQ(catalogue.resource(u"provisioning/device"_s)->collectionPath,
              u"/provisioning/device/{domain}"_s);
    EXPECT_EQ(catalogue.resources().size(), imports::shipped().resources().size() + 1);
    QSet<QString> keys;
    for (const api::ResourceType &type : catalogue.resources())
        keys.insert(type.key);
    EXPECT_EQ(keys.size(), catalogue.resources().size());
}

TEST(ImportedCatalogue, LetsALaterDocumentReplaceAnEarlierOne)
{
    const auto text = [](const char *summary) {
        return std::string(R"({"openapi":"3.0.1","info":{"title":"L","version":"1"},"paths":)"
                           R"({"/l":{"get":{"summary":")") +
               summary + R"("}},"/l/{id}":{"get":{}}}})";
    };
    api::Catalogue catalogue;
    catalogue.add(
        {imports::imported(text("one")).contents, imports::imported(text("two")).contents});
    EXPECT_EQ(catalogue.resources().size(), 1);
    EXPECT_EQ(catalogue.match(Method::Get, u"/l")->operation->summary, u"two"_s);
}

TEST(ImportedCatalogue, LeavesTheOneItWasMadeFromAlone)
{
    const qsizetype before = imports::shipped().operations().size();
    imports::withImport(provisioning(R"({"/new":{"get":{}}})"), imports::shipped());
    EXPECT_EQ(imports::shipped().operations().size(), before);
}
