// SPDX-License-Identifier: GPL-3.0-or-later
// What the console knows by itself, and how concrete paths are found in it.
#include "app/api/Catalogue.h"

#include "tests/support/Print.h"

#include <gmock/gmock.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using api::Method;
using api::Source;

namespace {

api::Catalogue shipped()
{
    const auto catalogue = api::Catalogue::shipped();
    if (!catalogue) {
        for (const api::CatalogueProblem &problem : catalogue.error())
            ADD_FAILURE() << problem.document.toStdString() << ' ' << problem.where.toStdString()
                          << ": " << problem.message.toStdString();
        return {};
    }
    return *catalogue;
}

const char *const widgets = R"(
openapi: 3.1.0
info: { title: Widgets, version: '1' }
servers: [ { url: 'https://example.test/widgets' } ]
paths:
  /widget/{domain}:
    x-console-resource:
      name: Widget
      plural: Widgets
      columns: [ widgetId, { property: size.width, title: Width, width: 80 } ]
    get:
      responses: { '200': { description: ok } }
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                widgetId: { type: string }
                size: { type: object, properties: { width: { type: integer } } }
      responses: { '201': { description: ok } }
  /widget/{domain}/{widgetId}:
    get:
      responses: { '200': { description: ok } }
    delete:
      responses: { '204': { description: ok } }
)";

} // namespace

TEST(ShippedCatalogue, IsReadWithoutAProblem)
{
    const api::Catalogue catalogue = shipped();

    ASSERT_NE(catalogue.resource(u"provisioning/device"_s), nullptr);
    ASSERT_NE(catalogue.resource(u"provisioning/trunk"_s), nullptr);
    EXPECT_EQ(catalogue.resource(u"provisioning/nothing"_s), nullptr);
    ASSERT_FALSE(catalogue.services().isEmpty());
    const auto service =
        std::ranges::find(catalogue.services(), u"provisioning"_s, &api::Service::key);
    ASSERT_NE(service, catalogue.services().cend());
    EXPECT_EQ(service->prefix, u"/provisioning"_s);
}

TEST(ShippedCatalogue, DescribesADeviceAndWhatCanBeDoneWithIt)
{
    const api::Catalogue catalogue = shipped();
    const api::ResourceType *device = catalogue.resource(u"provisioning/device"_s);
    ASSERT_NE(device, nullptr);

    EXPECT_EQ(device->plural, u"Devices"_s);
    EXPECT_EQ(device->group, u"Provisioning"_s);
    EXPECT_EQ(device->icon, u"device"_s);
    EXPECT_EQ(device->collectionPath, u"/provisioning/device/{domain}"_s);
    EXPECT_EQ(device->itemPath, u"/provisioning/device/{domain}/{deviceId}"_s);
    EXPECT_EQ(device->idProperty, u"deviceId"_s);
    EXPECT_EQ(device->idParameter, u"deviceId"_s);
    EXPECT_TRUE(device->canList && device->canRead && device->canReplace && device->canPatch &&
                device->canDelete);
    EXPECT_EQ(device->createMethod, Method::Put);
    EXPECT_FALSE(device->createOnItemPath);
    EXPECT_FALSE(device->idByPlatform);
    EXPECT_EQ(device->sources.value(u"PATCH"_s), Source::Confirmed);
    EXPECT_EQ(device->sources.value(u"create"_s), Source::Confirmed);
    EXPECT_EQ(device->sources.value(u"list"_s), Source::Inferred);

    const api::Property *authType = device->schema->property(u"authType"_s);
    ASSERT_NE(authType, nullptr);
    EXPECT_EQ(authType->schema->enumeration,
              QStringList({u"credentials"_s, u"deviceid"_s, u"disabled"_s}));
    EXPECT_TRUE(authType->schema->openEnumeration);
    const api::Property *credentials = device->schema->property(u"credentials"_s);
    ASSERT_NE(credentials, nullptr);
    EXPECT_EQ(credentials->schema->source, Source::Inferred);
    ASSERT_NE(credentials->schema->property(u"password"_s), nullptr);
    EXPECT_TRUE(credentials->schema->property(u"password"_s)->schema->secret);
}

TEST(ShippedCatalogue, MakesTrunksWithAnIdOfThePlatform)
{
    const api::Catalogue catalogue = shipped();
    const api::ResourceType *trunk = catalogue.resource(u"provisioning/trunk"_s);
    ASSERT_NE(trunk, nullptr);

    EXPECT_TRUE(trunk->idByPlatform);
    EXPECT_EQ(trunk->createMethod, Method::Post);
    EXPECT_EQ(trunk->source, Source::Inferred);
    EXPECT_TRUE(trunk->schema->property(u"trunkKey"_s)->schema->secret);
    EXPECT_TRUE(trunk->schema->property(u"trunkId"_s)->schema->readOnly);
}

TEST(ShippedCatalogue, MarksOptionsAsNeedingNoToken)
{
    const api::Catalogue catalogue = shipped();
    const auto options = catalogue.match(Method::Options, u"/provisioning/device/example.test");
    const auto list = catalogue.match(Method::Get, u"/provisioning/device/example.test");
    ASSERT_TRUE(options && list);

    EXPECT_EQ(options->operation->security, api::Security::None);
    EXPECT_EQ(list->operation->security, api::Security::Jwt);
}

TEST(ShippedCatalogue, TakesBulkTablesAsCsv)
{
    const api::Catalogue catalogue = shipped();
    const auto bulk = catalogue.match(Method::Put, u"/provisioning/device/example.test/bulk/b1");
    ASSERT_TRUE(bulk);

    EXPECT_EQ(bulk->parameters.value(u"bulkId"_s), u"b1"_s);
    ASSERT_EQ(bulk->operation->requestBodies.size(), 1);
    EXPECT_EQ(bulk->operation->requestBodies.constFirst().mediaType, u"text/csv"_s);
}

TEST(Catalogue, GainsAResourceTypeFromADocumentAlone)
{
    api::Catalogue catalogue = shipped();
    const auto problems = catalogue.addDocument(u"widgets.yaml"_s, widgets);
    ASSERT_TRUE(problems);
    EXPECT_TRUE(problems->isEmpty());

    const api::ResourceType *widget = catalogue.resource(u"widgets/widget"_s);
    ASSERT_NE(widget, nullptr);
    EXPECT_EQ(widget->group, u"Widgets"_s);
    EXPECT_EQ(widget->collectionPath, u"/widgets/widget/{domain}"_s);
    EXPECT_EQ(widget->itemPath, u"/widgets/widget/{domain}/{widgetId}"_s);
    EXPECT_EQ(widget->idProperty, u"widgetId"_s);
    EXPECT_EQ(widget->createMethod, Method::Post);
    EXPECT_TRUE(widget->canList && widget->canRead && widget->canDelete);
    EXPECT_FALSE(widget->canPatch || widget->canReplace);
    ASSERT_EQ(widget->columns.size(), 2);
    EXPECT_EQ(widget->columns.at(0).title, u"Widget id"_s);
    EXPECT_EQ(widget->columns.at(1).property, u"size.width"_s);
    EXPECT_NE(widget->schema->property(u"size"_s), nullptr);
    EXPECT_NE(catalogue.resource(u"provisioning/device"_s), nullptr);
}

TEST(Catalogue, LetsALaterDocumentReplaceAnOperationAndKeepsTheNamesOfItsPath)
{
    api::Catalogue catalogue = shipped();
    const qsizetype before = catalogue.operations().size();
    const auto problems = catalogue.addDocument(u"imported.json"_s, R"({
        "openapi": "3.0.1", "info": {"title": "Provisioning", "version": "1"},
        "servers": [{"url": "https://example.test/provisioning"}],
        "paths": {"/device/{tenant}/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
            "patch": {"summary": "Theirs", "responses": {"200": {"description": "ok"}}}}}})",
                                                Source::Imported);
    ASSERT_TRUE(problems);

    EXPECT_EQ(catalogue.operations().size(), before);
    const auto match = catalogue.match(Method::Patch, u"/provisioning/device/example.test/17");
    ASSERT_TRUE(match);
    EXPECT_EQ(match->operation->summary, u"Theirs"_s);
    EXPECT_EQ(match->operation->source, Source::Imported);
    EXPECT_EQ(match->parameters.value(u"deviceId"_s), u"17"_s);
    EXPECT_EQ(catalogue.resource(u"provisioning/device"_s)->sources.value(u"PATCH"_s),
              Source::Imported);
}

TEST(Catalogue, DoesNotCallWhatNeedsAnotherKindOfSignature)
{
    api::Catalogue catalogue;
    const auto problems = catalogue.addDocument(u"x.yaml"_s, R"(
openapi: 3.1.0
info: { title: X, version: '1' }
components: { securitySchemes: { sigv4: { type: apiKey, name: Authorization, in: header } } }
paths:
  /thing/{domain}:
    x-console-resource: { name: Thing }
    get: { security: [ { sigv4: [] } ], responses: { '200': { description: ok } } }
    put: { security: [ { sigv4: [] } ], responses: { '200': { description: ok } } }
    post: { responses: { '200': { description: ok } } }
)");
    ASSERT_TRUE(problems);

    const api::ResourceType *thing = catalogue.resource(u"x/thing"_s);
    ASSERT_NE(thing, nullptr);
    EXPECT_FALSE(thing->canList);
    EXPECT_EQ(thing->createMethod, Method::Post);
    EXPECT_FALSE(catalogue.match(Method::Get, u"/thing/d")->operation->isCallable());
}

TEST(Catalogue, ExpandsAPathAndFindsItsPartsAgain)
{
    const api::Catalogue catalogue = shipped();
    const QString path = catalogue.resource(u"provisioning/device"_s)->itemPath;
    for (const QString &id : {u"+4612345"_s, u"a/b"_s, u"Ångström 東京 🚑"_s, u"50%"_s, u"a?b#c"_s,
                              u".."_s, u"."_s, u"bulk"_s, u"{domain}"_s, u"%2F"_s}) {
        const QString concrete =
            api::expandPath(path, {{u"domain"_s, u"example.test"_s}, {u"deviceId"_s, id}});
        EXPECT_EQ(concrete.count(u'/'), 4) << concrete.toStdString();
        const auto match = catalogue.match(Method::Get, concrete);
        ASSERT_TRUE(match) << concrete.toStdString();
        EXPECT_EQ(match->parameters.value(u"deviceId"_s), id);
        EXPECT_EQ(match->parameters.value(u"domain"_s), u"example.test"_s);
    }
    EXPECT_EQ(api::expandPath(u"/d/{id}"_s, {{u"id"_s, u"+4612345"_s}}), u"/d/%2B4612345"_s);
}

TEST(Catalogue, NeverTurnsThePathOfAnItemIntoThatOfAllItems)
{
    EXPECT_EQ(api::expandPath(u"/device/{domain}/{id}"_s, {{u"domain"_s, u"d"_s}, {u"id"_s, {}}}),
              u"/device/d/{id}"_s);
    EXPECT_EQ(api::expandPath(u"/device/{domain}"_s, {}), u"/device/{domain}"_s);
    EXPECT_EQ(api::expandPath(u"/device/{domain"_s, {{u"domain"_s, u"d"_s}}), u"/device/{domain"_s);
}

TEST(Catalogue, PrefersTheMostLiteralTemplate)
{
    api::Catalogue catalogue;
    ASSERT_TRUE(catalogue.addDocument(u"m.yaml"_s, R"(
openapi: 3.1.0
info: { title: M, version: '1' }
paths:
  /device/{d}/{x}/{y}: { get: { operationId: loose, responses: {} }, delete: { operationId: looseDelete, responses: {} } }
  /device/{d}/bulk/{b}: { get: { operationId: bulk, responses: {} } }
  /file/{name}: { get: { operationId: any, responses: {} } }
  /file/{name}.json: { get: { operationId: json, responses: {} } }
  /file/index.json: { get: { operationId: index, responses: {} } }
)"));
    const auto idOf = [&](Method method, QStringView path) {
        const auto match = catalogue.match(method, path);
        return match ? match->operation->operationId : QString();
    };

    EXPECT_EQ(idOf(Method::Get, u"/device/d/bulk/b"), u"bulk"_s);
    EXPECT_EQ(idOf(Method::Get, u"/device/d/other/b"), u"loose"_s);
    EXPECT_EQ(idOf(Method::Delete, u"/device/d/bulk/b"), u"looseDelete"_s);
    EXPECT_EQ(idOf(Method::Get, u"/file/index.json"), u"index"_s);
    EXPECT_EQ(idOf(Method::Get, u"/file/other.json"), u"json"_s);
    EXPECT_EQ(idOf(Method::Get, u"/file/.json"), u"any"_s);
    EXPECT_EQ(catalogue.match(Method::Get, u"/file/other.json")->parameters.value(u"name"_s),
              u"other"_s);
    EXPECT_EQ(catalogue.methods(u"/device/d/bulk/b"), QList({Method::Get, Method::Delete}));
}

TEST(Catalogue, ToleratesATrailingSlashAndAQueryButNoEmptyParameter)
{
    const api::Catalogue catalogue = shipped();

    EXPECT_TRUE(catalogue.match(Method::Get, u"/provisioning/device/d/17/"));
    EXPECT_TRUE(catalogue.match(Method::Get, u"/provisioning/device/d?next=1"));
    EXPECT_FALSE(catalogue.match(Method::Get, u"/provisioning/device//17"));
    EXPECT_FALSE(catalogue.match(Method::Get, u"provisioning/device/d"));
    EXPECT_FALSE(catalogue.match(Method::Get, u""));
    EXPECT_FALSE(catalogue.match(Method::Get, u"/"));
    EXPECT_FALSE(catalogue.match(Method::Head, u"/provisioning/device/d"));
    EXPECT_TRUE(catalogue.methods(u"/nothing").isEmpty());
    EXPECT_FALSE(catalogue.match(Method::Get, QString(100'000, u'/')));
    EXPECT_FALSE(api::Catalogue().match(Method::Get, u"/"));
}

TEST(Catalogue, FindsEachOfThousandsOfOperations)
{
    QByteArray text = "openapi: 3.1.0\ninfo: { title: Big, version: '1' }\npaths:\n";
    for (int i = 0; i < 5000; ++i)
        text += "  /area" + QByteArray::number(i % 50) + "/{domain}/kind" + QByteArray::number(i) +
                "/{id}: { get: { operationId: op" + QByteArray::number(i) + ", responses: {} } }\n";
    api::Catalogue catalogue;
    ASSERT_TRUE(catalogue.addDocument(u"big.yaml"_s, text));
    ASSERT_EQ(catalogue.operations().size(), 5000);

    for (int i = 0; i < 5000; ++i) {
        const QString path = u"/area%1/d/kind%2/x"_s.arg(i % 50).arg(i);
        const auto match = catalogue.match(Method::Get, path);
        ASSERT_TRUE(match) << i;
        EXPECT_EQ(match->operation->operationId, u"op%1"_s.arg(i));
    }
}

TEST(Catalogue, KeepsItsMatchesWhenItIsCopied)
{
    auto original = std::make_unique<api::Catalogue>();
    ASSERT_TRUE(original->addDocument(u"widgets.yaml"_s, widgets));
    const api::Catalogue copy = *original;
    original.reset();

    const auto match = copy.match(Method::Delete, u"/widgets/widget/d/17");
    ASSERT_TRUE(match);
    EXPECT_EQ(match->operation->path, u"/widgets/widget/{domain}/{widgetId}"_s);
}

TEST(MethodNames, AreExact)
{
    EXPECT_EQ(api::toByteArray(Method::Patch), "PATCH");
    EXPECT_EQ(api::methodFromName("DELETE"), Method::Delete);
    EXPECT_EQ(api::methodFromName("delete"), std::nullopt);
    EXPECT_EQ(api::methodFromName("TRACE"), std::nullopt);
}
