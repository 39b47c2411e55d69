// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/demo/Recipe.h"

#include "tests/support/Print.h"

#include <QSet>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using sandbox::Dice;
using sandbox::Making;
using sandbox::Recipe;

namespace {

constexpr qint64 now = 1'795'000'000'000; // 2026-11-18T11:06:40Z

api::SchemaPtr schema(api::Schema::Type type)
{
    auto made = std::make_shared<api::Schema>();
    made->type = type;
    return made;
}

api::ResourceType type(const QByteArray &sandbox)
{
    auto list = std::make_shared<api::Schema>();
    list->type = api::Schema::Type::Array;
    list->items = schema(api::Schema::Type::String);
    auto item = std::make_shared<api::Schema>();
    item->type = api::Schema::Type::Object;
    item->properties = {{u"id"_s, schema(api::Schema::Type::String), true},
                        {u"port"_s, schema(api::Schema::Type::Integer), false},
                        {u"tags"_s, list, false}};
    api::ResourceType made;
    made.key = u"a/b"_s;
    made.idProperty = u"id"_s;
    made.schema = item;
    made.sandbox = sandbox;
    return made;
}

Recipe::Item made(const QByteArray &sandbox, int index = 0)
{
    const api::ResourceType resource = type(sandbox);
    return Recipe(resource).make(
        Making(Dice(1, 2, static_cast<std::uint64_t>(index)), index, "a.example", now));
}

} // namespace

TEST(Recipe, FillsTheGeneratorsOfAText)
{
    EXPECT_EQ(made(R"({"variants":[{"id":"x-{index:3}@{domain}","port":"{7..7}"}]})", 41).json,
              R"({"id":"x-042@a.example","port":7})");
    EXPECT_EQ(made(R"({"variants":[{"id":"{nonsense} {"}]})").json, R"({"id":"{nonsense} {"})");
    EXPECT_EQ(made(R"({"variants":[{"id":"a","t":"{time:-0s..0s}"}]})").json,
              R"({"id":"a","t":"2026-11-18T11:06:40Z"})");
    EXPECT_EQ(made(R"({"variants":[{"id":"a","again":"<{=id}>"}]})").json,
              R"({"id":"a","again":"<a>"})");
}

TEST(Recipe, ChoosesByWeight)
{
    int heads = 0;
    for (int i = 0; i < 1000; ++i)
        heads +=
            made(R"({"variants":[{"id":{"pick":{"heads":90,"tails":10}}}]})", i).id == u"heads";
    EXPECT_GT(heads, 850);
    EXPECT_LT(heads, 950);
}

TEST(Recipe, WritesAMemberOnlyBesideAnother)
{
    const QByteArray recipe = R"({"variants":[{"id":["a","b"],
        "x":{"only":{"id":"a"},"value":1,"else":2},"y":{"only":{"id":["b"]},"value":{"z":3}}}]})";
    QSet<QByteArray> texts;
    for (int i = 0; i < 50; ++i)
        texts.insert(made(recipe, i).json);
    EXPECT_EQ(texts, (QSet<QByteArray>{R"({"id":"a","x":1})", R"({"id":"b","x":2,"y":{"z":3}})"}));
}

TEST(Recipe, TakesAListWhereTheSchemaWantsOne)
{
    EXPECT_EQ(made(R"({"variants":[{"id":"a","tags":["x","{index}"]}]})").json,
              R"({"id":"a","tags":["x","1"]})");
}

TEST(Recipe, TakesVariantsInTurnWhenTheyHaveNoShare)
{
    const QByteArray recipe = R"({"variants":[{"id":"a"},{"id":"b"}],"values":{"both":true}})";
    EXPECT_EQ(made(recipe, 0).json, R"({"id":"a","both":true})");
    EXPECT_EQ(made(recipe, 1).json, R"({"id":"b","both":true})");
    EXPECT_EQ(made(recipe, 2).id, u"a");
}

TEST(Recipe, FollowsTheSchemaWhereNothingIsSaid)
{
    const auto item = made({});
    const auto document = json::Document::parse(item.json.toStdString()).value_or(json::Document());
    EXPECT_TRUE(api::validate(document.root(), *type({}).schema).isEmpty());
    EXPECT_NE(made({}, 1).id, item.id);
    EXPECT_EQ(Recipe(type({})).count(1000), Recipe::defaultCount);
    EXPECT_EQ(Recipe(type(R"({"count":"devices"})")).count(1000), 1000);
    EXPECT_EQ(Recipe(type(R"({"count":-5})")).count(1000), 0);
}
