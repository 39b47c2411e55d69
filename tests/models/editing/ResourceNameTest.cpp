// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ResourceName.h"

#include "EditingSupport.h"

using editing::document;
using namespace Qt::StringLiterals;

namespace {

QString nameIn(std::string_view item, const QString &firstColumn)
{
    api::ResourceType type;
    type.idProperty = u"unitId"_s;
    type.columns = {{.property = firstColumn, .title = {}, .width = 0, .renderer = {}, .unit = {}},
                    {.property = u"other"_s, .title = {}, .width = 0, .renderer = {}, .unit = {}}};
    const json::Document parsed = document(item);
    return models::nameIn(parsed.root(), type);
}

TEST(ResourceName, IsTheTextOfTheFirstColumn)
{
    EXPECT_EQ(nameIn(R"({"unitId":"7f3a","name":"Lobby"})", u"name"_s), u"Lobby"_s);
    EXPECT_EQ(nameIn(R"({"unitId":"7f3a","about":{"name":"Lobby"}})", u"about.name"_s), u"Lobby"_s);
}

TEST(ResourceName, IsEmptyWhereTheIdIsWhatPeopleSay)
{
    EXPECT_TRUE(nameIn(R"({"unitId":"+46","name":"Lobby"})", u"unitId"_s).isEmpty());
}

TEST(ResourceName, IsEmptyWhereThereIsNoneAndNeverEndless)
{
    EXPECT_TRUE(nameIn("{}", u"name"_s).isEmpty());
    EXPECT_TRUE(nameIn(R"({"name":{"a":1}})", u"name"_s).isEmpty());
    EXPECT_EQ(nameIn("{\"name\":\" a\\n b \"}", u"name"_s), u"a b"_s);
    EXPECT_LE(nameIn("{\"name\":\"" + std::string(100'000, 'x') + "\"}", u"name"_s).size(), 200);
    EXPECT_TRUE(models::nameIn(json::Value(), {}).isEmpty());
}

} // namespace
