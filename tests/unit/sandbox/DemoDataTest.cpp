// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/DemoData.h"

#include "app/json/Document.h"
#include "tests/support/Print.h"
#include "tests/unit/sandbox/Platform.h"

#include <QDateTime>
#include <QSet>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using sandbox::DemoData;
using sandbox::Store;

namespace {

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

TEST(DemoData, IsTheSameForTheSameSeed)
{
    const DemoData first(1, platform::domain);
    const DemoData second(1, platform::domain);
    const DemoData other(2, platform::domain);
    int differences = 0;
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(first.device(i).json, second.device(i).json);
        differences += first.device(i).json == other.device(i).json ? 0 : 1;
    }
    EXPECT_GT(differences, 90);
    EXPECT_EQ(first.trunk(3).json, second.trunk(3).json);
}

TEST(DemoData, KeepsToTheSchemaOfTheCatalogue)
{
    const DemoData demo(1, platform::domain);
    const auto known = platform::catalogue();
    for (int i = 0; i < 500; ++i) {
        const auto item = demo.device(i);
        const auto document = parsed(item.json);
        const auto violations =
            api::validate(document.root(), *known->resource(u"provisioning/device"_s)->schema);
        EXPECT_TRUE(violations.isEmpty()) << item.json.toStdString();
        EXPECT_EQ(document.root()["deviceId"].text(), item.id.toStdString());
    }
    for (int i = 0; i < DemoData::trunks; ++i) {
        const auto document = parsed(demo.trunk(i).json);
        const auto violations =
            api::validate(document.root(), *known->resource(u"provisioning/trunk"_s)->schema);
        EXPECT_TRUE(violations.isEmpty()) << demo.trunk(i).json.toStdString();
    }
}

TEST(DemoData, IsOfManyKinds)
{
    const DemoData demo(1, platform::domain);
    QSet<QString> types;
    bool hasSwedish = false;
    bool hasBritish = false;
    bool hasNone = false;
    bool hasEmpty = false;
    bool hasLong = false;
    bool hasLetters = false;
    for (int i = 0; i < 2000; ++i) {
        const auto item = demo.device(i);
        const auto document = parsed(item.json);
        const json::Value description = document.root()["description"];
        types.insert(QString::fromUtf8(document.root()["deviceType"].text()));
        hasSwedish |= item.id.startsWith(u"+46");
        hasBritish |= item.id.startsWith(u"+44");
        hasNone |= !description;
        hasEmpty |= description && description.text().empty();
        hasLong |= description.text().size() > 250;
        hasLetters |= description.text().find("ö") != std::string_view::npos;
    }
    EXPECT_EQ(types, (QSet<QString>{u"alarmUnit"_s, u"sipPhone"_s, u"camera"_s, u"doorPhone"_s,
                                    u"alexa"_s, u"webrtc"_s}));
    EXPECT_TRUE(hasSwedish && hasBritish && hasNone && hasEmpty && hasLong && hasLetters);
}

TEST(DemoData, NeverGivesAnIdTwice)
{
    const DemoData demo(1, platform::domain);
    QSet<QString> ids;
    constexpr int count = 20'000;
    for (int i = 0; i < count; ++i)
        ids.insert(demo.device(i).id);
    // Beyond a million the numbers get longer.
    for (int i = 1'000'000; i < 1'000'000 + count; ++i)
        ids.insert(demo.device(i).id);
    EXPECT_EQ(ids.size(), 2 * count);
}

TEST(DemoData, FillsAHundredThousandDevicesInOneGo)
{
    const auto store = emptyStore();
    const DemoData demo(1, platform::domain);
    ASSERT_TRUE(demo.fill(*store, *platform::catalogue(), 100'000));
    const auto devices = store->collection(u"provisioning/device"_s, platform::domain);
    const auto trunks = store->collection(u"provisioning/trunk"_s, platform::domain);
    ASSERT_TRUE(devices && trunks);
    EXPECT_EQ(store->count(*devices), 100'000);
    EXPECT_EQ(store->count(*trunks), 12);
}

TEST(DemoData, LeavesOutWhatTheCatalogueDoesNotKnow)
{
    const auto store = emptyStore();
    ASSERT_TRUE(DemoData(1, platform::domain).fill(*store, api::Catalogue(), 10));
    const auto devices = store->collection(u"provisioning/device"_s, platform::domain);
    ASSERT_TRUE(devices);
    EXPECT_EQ(store->count(*devices), 0);
}

} // namespace
