// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BodyCompletion.h"

#include "models/JsonCursor.h"
#include "tests/support/Print.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
using models::BodyCompletion;
using models::JsonCursor;

namespace {

/// Splits "..|.." at the cursor.
std::pair<QString, qsizetype> typed(QString text)
{
    const qsizetype at = text.indexOf(u'|');
    return {text.remove(at, 1), at};
}

JsonCursor cursor(const QString &marked)
{
    const auto [text, at] = typed(marked);
    return JsonCursor::at(text, at);
}

std::shared_ptr<api::Schema> schema(api::Schema::Type type)
{
    auto result = std::make_shared<api::Schema>();
    result->type = type;
    return result;
}

/// { deviceId: string (required), type: enumeration, active: boolean, tags: [ { name } ] }
std::shared_ptr<api::Schema> device()
{
    using Type = api::Schema::Type;
    auto root = schema(Type::Object);
    auto type = schema(Type::String);
    type->enumeration = {u"phone"_s, u"alarmUnit"_s};
    auto tag = schema(Type::Object);
    tag->properties = {{u"name"_s, schema(Type::String), false}};
    auto tags = schema(Type::Array);
    tags->items = tag;
    root->properties = {{u"type"_s, type, false},
                        {u"active"_s, schema(Type::Boolean), false},
                        {u"deviceId"_s, schema(Type::String), true},
                        {u"tags"_s, tags, false}};
    return root;
}

QStringList offered(const QString &marked)
{
    const auto [text, at] = typed(marked);
    static const auto root = device();
    QStringList labels;
    for (const BodyCompletion::Item &item : BodyCompletion::at(text, at, root.get()).items)
        labels << item.label;
    return labels;
}

/// The text after the first offer was taken.
QString taken(const QString &marked)
{
    auto [text, at] = typed(marked);
    static const auto root = device();
    const BodyCompletion completion = BodyCompletion::at(text, at, root.get());
    if (completion.items.isEmpty())
        return u"nothing"_s;
    return text.replace(completion.start, completion.end - completion.start,
                        completion.items.first().insert);
}

} // namespace

TEST(JsonCursor, KnowsWhereItStandsInATextThatIsBeingTyped)
{
    EXPECT_EQ(cursor(u"|"_s).place, JsonCursor::Place::Nowhere);
    EXPECT_EQ(cursor(u"{|"_s).place, JsonCursor::Place::Name);
    EXPECT_EQ(cursor(u"{\"a|"_s).prefix, u"a"_s);
    EXPECT_EQ(cursor(u"{\"a\": |"_s).place, JsonCursor::Place::Value);
    EXPECT_EQ(cursor(u"{\"a\": |"_s).pointer.toString(), "/a");
    EXPECT_EQ(cursor(u"{\"a\": [1, {\"b\": 2}, tr|ue"_s).pointer.toString(), "/a/2");
    EXPECT_EQ(cursor(u"{\"a\": [1, {\"b\": 2}, tr|ue"_s).prefix, u"tr"_s);
    EXPECT_EQ(cursor(u"{\"a}{\": {\"\\\"\": 1, |"_s).pointer.toString(), "/a}{");
    EXPECT_EQ(cursor(u"{\"a}{\": {\"b\": 1, |"_s).names, QStringList({u"b"_s}));
    EXPECT_TRUE(cursor(u"{\"a|\" : 1"_s).hasColon);
    EXPECT_EQ(cursor(u"]]}}|"_s).place, JsonCursor::Place::Nowhere);
}

TEST(BodyCompletion, OffersNamesThatAreMissingRequiredOnesFirst)
{
    EXPECT_EQ(offered(u"{|"_s), QStringList({u"deviceId"_s, u"type"_s, u"active"_s, u"tags"_s}));
    EXPECT_EQ(offered(u"{\"deviceId\": \"1\", \"t|"_s), QStringList({u"type"_s, u"tags"_s}));
    EXPECT_EQ(offered(u"{\"tags\": [{\"|"_s), QStringList({u"name"_s}));
    EXPECT_EQ(offered(u"{\"unknown\": {|"_s), QStringList());
}

TEST(BodyCompletion, OffersValues)
{
    EXPECT_EQ(offered(u"{\"type\": |"_s), QStringList({u"phone"_s, u"alarmUnit"_s}));
    EXPECT_EQ(offered(u"{\"type\": \"a|"_s), QStringList({u"alarmUnit"_s}));
    EXPECT_EQ(offered(u"{\"active\": |"_s), QStringList({u"true"_s, u"false"_s}));
    EXPECT_EQ(offered(u"{\"active\": \"|"_s), QStringList());
}

TEST(BodyCompletion, WhatIsTakenMakesGoodJson)
{
    EXPECT_EQ(taken(u"{de|"_s), u"{\"deviceId\": "_s);
    EXPECT_EQ(taken(u"{\"de|\": 1}"_s), u"{\"deviceId\": 1}"_s) << "the colon is there";
    EXPECT_EQ(taken(u"{\"type\": \"al|\"}"_s), u"{\"type\": \"alarmUnit\"}"_s);
    EXPECT_EQ(taken(u"{\"active\": f|}"_s), u"{\"active\": false}"_s);
}

TEST(BodyCompletion, HasNothingToOfferWithoutASchema)
{
    EXPECT_TRUE(BodyCompletion::at(u"{"_s, 1, nullptr).items.isEmpty());
}
