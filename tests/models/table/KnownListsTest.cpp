// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KnownLists.h"

#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;

namespace {

QStringList keys(const api::Catalogue &catalogue)
{
    QStringList all;
    for (const api::ResourceType *type : models::knownLists(catalogue))
        all += type->key;
    return all;
}

} // namespace

TEST(KnownLists, PutThoseOfWhichMostIsConfirmedFirst)
{
    api::Catalogue catalogue;
    ASSERT_TRUE(catalogue.addDocument(u"t.yaml"_s, R"(
openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /guess/{domain}:
    x-console-resource: { name: Guess }
    x-console-source: inferred
    get: { responses: {} }
    post: { responses: {} }
  /hidden/{domain}:
    x-console-resource: { name: Hidden }
    post: { responses: {} }
  /second/{domain}:
    x-console-resource: { name: Second }
    x-console-source: inferred
    get: { responses: {} }
  /sure/{domain}:
    x-console-resource: { name: Sure }
    get: { x-console-source: inferred, responses: {} }
    put: { x-console-source: confirmed, responses: {} }
)"));

    EXPECT_THAT(keys(catalogue), testing::ElementsAre(u"t/sure"_s, u"t/guess"_s, u"t/second"_s));
    EXPECT_TRUE(keys({}).isEmpty());
}

TEST(KnownLists, OfAnImportedDocumentComeAfterThoseOfThePlatform)
{
    auto shipped = api::Catalogue::shipped();
    ASSERT_TRUE(shipped);
    ASSERT_TRUE(shipped->addDocument(u"bakery.yaml"_s, R"(
openapi: 3.0.3
info: { title: Bakery, version: '1' }
paths:
  /v1/breads:
    get: { responses: {} }
    post: { responses: {} }
  /v1/breads/{breadId}:
    get: { responses: {} }
    put: { responses: {} }
    patch: { responses: {} }
    delete: { responses: {} }
)",
                                     api::Source::Imported));

    EXPECT_EQ(keys(*shipped).value(0), u"provisioning/device"_s);
}

TEST(KnownLists, BeginWithTheDevicesOfWhatShips)
{
    const auto shipped = api::Catalogue::shipped();
    ASSERT_TRUE(shipped);
    EXPECT_EQ(keys(*shipped).value(0), u"provisioning/device"_s);
}
