// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Routes.h"

#include "tests/support/Print.h"
#include "tests/unit/sandbox/Platform.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using sandbox::Route;
using sandbox::Routes;

namespace {

const QString devices = u"/provisioning/device/"_s + platform::domain;

TEST(Routes, TellAListFromAnItemFromABulkJob)
{
    const Routes routes(platform::catalogue());
    const auto list = routes.find(api::Method::Get, devices);
    ASSERT_TRUE(list);
    EXPECT_EQ(list->kind, Route::Kind::Collection);
    EXPECT_EQ(list->domain, platform::domain);

    const auto item = routes.find(api::Method::Patch, devices + u"/%2B46%2F7"_s);
    ASSERT_TRUE(item);
    EXPECT_EQ(item->kind, Route::Kind::Item);
    EXPECT_EQ(item->id, u"+46/7");

    const auto bulk = routes.find(api::Method::Put, devices + u"/bulk/monday"_s);
    ASSERT_TRUE(bulk);
    EXPECT_EQ(bulk->kind, Route::Kind::Bulk);
    EXPECT_EQ(bulk->id, u"monday");
}

TEST(Routes, FindBulkJobsOfAnyResourceTypeAndCommandsOfNone)
{
    const Routes routes(platform::extendedCatalogue());
    const auto bulk = routes.find(api::Method::Put, u"/lighting/lamp/d/bulk/7"_s);
    ASSERT_TRUE(bulk);
    EXPECT_EQ(bulk->kind, Route::Kind::Bulk);
    EXPECT_EQ(bulk->resource->key, u"lighting/lamp");
    EXPECT_EQ(bulk->id, u"7");

    const auto command = routes.find(api::Method::Post, u"/lighting/d/blink"_s);
    ASSERT_TRUE(command);
    EXPECT_EQ(command->kind, Route::Kind::Command);
    EXPECT_EQ(command->domain, u"d");
}

TEST(Routes, KnowNothingBeyondTheCatalogue)
{
    const Routes routes(platform::catalogue());
    EXPECT_FALSE(routes.find(api::Method::Get, u"/"_s));
    EXPECT_FALSE(routes.find(api::Method::Get, u"/provisioning/nothing/d"_s));
    EXPECT_FALSE(routes.find(api::Method::Patch, devices));
    EXPECT_TRUE(routes.allowed(u"/nothing"_s).isEmpty());
}

TEST(Routes, ListTheMethodsOfAPath)
{
    const Routes routes(platform::catalogue());
    EXPECT_EQ(routes.allowed(devices), "GET,OPTIONS,POST,PUT");
    EXPECT_EQ(routes.allowed(devices + u"/1"_s), "DELETE,GET,OPTIONS,PATCH,PUT");
}

TEST(Routes, TakeOnlyPathsThatAUriMayHave)
{
    for (const char *sound : {"/", "/a/b", "/%C3%A5%20", "/a%2Fb", "/..", "/%2e%2e"})
        EXPECT_TRUE(Routes::isSound(sound)) << sound;
    for (const char *broken : {"/%", "/%4", "/%zz", "/%00", "/a%0ab", "/%ff", "/%c3", "/a b",
                               "/\x7f", "/%7F", "/\xff", "/\xc3\xa5"})
        EXPECT_FALSE(Routes::isSound(broken)) << broken;
    EXPECT_FALSE(Routes::isSound(std::string_view("/a\0b", 4)));
}

} // namespace
