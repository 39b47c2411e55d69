// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/import/Naming.h"

#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;

TEST(Naming, MakesOneOfManyAndManyOfOne)
{
    for (const auto &[one, many] :
         {std::pair(u"device"_s, u"devices"_s), std::pair(u"category"_s, u"categories"_s),
          std::pair(u"box"_s, u"boxes"_s), std::pair(u"key"_s, u"keys"_s)}) {
        EXPECT_EQ(api::singularOf(many), one);
        EXPECT_EQ(api::pluralOf(one), many);
        EXPECT_EQ(api::pluralOf(many), many);
        EXPECT_EQ(api::singularOf(one), one);
    }
    EXPECT_EQ(api::singularOf(u"status"_s), u"status"_s);
    EXPECT_EQ(api::singularOf(u"address"_s), u"address"_s);
}

TEST(Naming, MakesWordsOfNames)
{
    EXPECT_EQ(api::humanised(u"deviceId"_s), u"Device id"_s);
    EXPECT_EQ(api::humanised(u"pet_store-name"_s), u"Pet store name"_s);
    EXPECT_EQ(api::lastLiteral(u"/a/b/{c}"_s), u"b"_s);
    EXPECT_EQ(api::lastLiteral(u"/{c}"_s), u""_s);
    EXPECT_EQ(api::slug(u"  My API (2) "_s), u"my-api-2"_s);
    EXPECT_EQ(api::slug(u"…"_s), u""_s);
}
