// SPDX-License-Identifier: GPL-3.0-or-later
// The invented tenant, as the shipped catalogue describes it.
#include "app/sandbox/demo/DemoData.h"

#include "app/json/Document.h"
#include "tests/support/Print.h"
#include "tests/unit/sandbox/Platform.h"

#include <QDateTime>
#include <QSet>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using sandbox::DemoData;
using sandbox::Recipe;
using sandbox::Store;

namespace {

constexpr qint64 now = 1'795'000'000'000;

json::Document parsed(const QByteArray &text)
{
    const auto document =
        json::Document::parse({text.constData(), static_cast<std::size_t>(text.size())});
    EXPECT_TRUE(document) << text.toStdString();
    return document.value_or(json::Document());
}

std::unique_ptr<Store> emptyStore()
{
    return *Store::open({}, [] { return QDateTime::currentMSecsSinceEpoch(); });
}

const api::ResourceType &type(const QString &key)
{
    return *platform::catalogue()->resource(key);
}

Recipe::Item device(int index, std::uint32_t seed = 1)
{
    static const Recipe recipe(type(u"provisioning/device"_s));
    return DemoData(seed, platform::domain, now)
        .item(type(u"provisioning/device"_s), recipe, index);
}

TEST(DemoData, IsTheSameForTheSameSeed)
{
    int differences = 0;
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(device(i).json, device(i).json);
        differences += device(i, 1).json == device(i, 2).json ? 0 : 1;
    }
    EXPECT_GT(differences, 90);
}

TEST(DemoData, KeepsToTheSchemasOfTheCatalogue)
{
    const DemoData demo(1, platform::domain, now);
    for (const api::ResourceType &each : platform::catalogue()->resources()) {
        const Recipe recipe(each);
        const int count = std::min(recipe.count(500), 500);
        QSet<QString> ids;
        for (int i = 0; i < count; ++i) {
            const auto item = demo.item(each, recipe, i);
            const auto document = parsed(item.json);
            const auto violations = api::validate(document.root(), *each.schema);
            EXPECT_TRUE(violations.isEmpty())
                << each.key.toStdString() << ": " << violations.value(0).pointer.toStdString()
                << violations.value(0).message.toStdString() << "\n"
                << item.json.toStdString();
            EXPECT_EQ(document.root()[each.idProperty.toStdString()].text(), item.id.toStdString());
            EXPECT_FALSE(item.json.contains('{' + QByteArray("local")) ||
                         item.json.contains("{=") || item.json.contains("{index"))
                << "a generator that is none: " << item.json.toStdString();
            ids.insert(item.id);
        }
        EXPECT_EQ(ids.size(), count) << each.key.toStdString();
    }
}

TEST(DemoData, IsOfManyKinds)
{
    QSet<QString> types;
    bool hasSwedish = false;
    bool hasBritish = false;
    bool hasNone = false;
    bool hasEmpty = false;
    bool hasLong = false;
    bool hasLetters = false;
    for (int i = 0; i < 2000; ++i) {
        const auto item = device(i);
        const auto document = parsed(item.json);
        const json::Value description = document.root()["description"];
        types.insert(QString::fromUtf8(document.root()["deviceType"].text()));
        hasSwedish |= item.id.startsWith(u"+46");
        hasBritish |= item.id.startsWith(u"+44");
        hasNone |= !description;
        hasEmpty |= description && description.text().empty();
        hasLong |= description.text().size() > 250;
        hasLetters |= description.text().find("ö") != std::string_view::npos;
        const bool hasPassword = document.root()["credentials"]["password"].text().size() == 16;
        EXPECT_EQ(hasPassword, document.root()["authType"].text() == "credentials");
    }
    EXPECT_EQ(types, (QSet<QString>{u"alarmUnit"_s, u"sipPhone"_s, u"camera"_s, u"doorPhone"_s,
                                    u"alexa"_s, u"webrtc"_s}));
    EXPECT_TRUE(hasSwedish && hasBritish && hasNone && hasEmpty && hasLong && hasLetters);
}

TEST(DemoData, NeverGivesAnIdTwice)
{
    QSet<QString> ids;
    constexpr int count = 20'000;
    for (int i = 0; i < count; ++i)
        ids.insert(device(i).id);
    // Beyond a million the numbers get longer.
    for (int i = 1'000'000; i < 1'000'000 + count; ++i)
        ids.insert(device(i).id);
    EXPECT_EQ(ids.size(), 2 * count);
}

TEST(DemoData, FillsAnEmptyStoreInOneGo)
{
    const auto store = emptyStore();
    store->beginFilling();
    ASSERT_TRUE(DemoData(1, platform::domain, now).fill(*store, *platform::catalogue(), 1000));
    ASSERT_TRUE(store->endFilling());
    const auto devices = store->collection(u"provisioning/device"_s, platform::domain);
    const auto trunks = store->collection(u"provisioning/trunk"_s, platform::domain);
    ASSERT_TRUE(devices && trunks);
    EXPECT_EQ(store->count(*devices), 1000);
    EXPECT_EQ(store->count(*trunks), 12);
}

TEST(DemoData, FillsOnlyWhatTheStoreHasNeverHeardOf)
{
    const auto store = emptyStore();
    const DemoData demo(1, platform::domain, now);
    const auto trunks = store->collection(u"provisioning/trunk"_s, platform::domain);
    ASSERT_TRUE(demo.fill(*store, *platform::catalogue(), 7));
    ASSERT_TRUE(demo.fill(*store, *platform::catalogue(), 9));
    const auto devices = store->collection(u"provisioning/device"_s, platform::domain);
    EXPECT_EQ(store->count(*devices), 7);
    EXPECT_EQ(store->count(*trunks), 0) << "somebody may have deleted them all";
}

TEST(DemoData, LeavesOutWhatTheCatalogueDoesNotKnow)
{
    const auto store = emptyStore();
    ASSERT_TRUE(DemoData(1, platform::domain, now).fill(*store, api::Catalogue(), 10));
    EXPECT_EQ(store->hasCollection(u"provisioning/device"_s, platform::domain), false);
}

} // namespace
