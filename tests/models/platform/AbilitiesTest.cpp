// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with rows: the catalogue's word, narrowed by the platform's.
#include "models/Abilities.h"

#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using api::Method;
using models::Abilities;
using models::Allowed;
using State = models::MethodBadge::State;

namespace {

/// As the catalogue describes devices.
api::ResourceType device()
{
    api::ResourceType type;
    type.key = u"provisioning/device"_s;
    type.plural = u"Devices"_s;
    type.createMethod = Method::Put;
    type.canList = type.canRead = type.canPatch = type.canReplace = type.canDelete = true;
    return type;
}

Allowed only(std::initializer_list<Method> methods)
{
    return QList<Method>(methods);
}

State stateOf(const Abilities &abilities, Method method)
{
    for (const models::MethodBadge &badge : abilities.badges()) {
        if (badge.method == method)
            return badge.state;
    }
    ADD_FAILURE() << "no badge " << api::toByteArray(method).toStdString();
    return State::Described;
}

TEST(Abilities, WithoutAnAnswerEverythingTheCatalogueSaysCanBeDone)
{
    const Abilities abilities(device(), {}, {});
    EXPECT_EQ(abilities.createMethod(), Method::Put);
    EXPECT_EQ(abilities.change(), Abilities::Change::Patch);
    EXPECT_TRUE(abilities.canDelete());
    EXPECT_EQ(abilities.whyNotCreate(), u""_s);
    EXPECT_EQ(abilities.whyNotChange(), u""_s);
    EXPECT_EQ(abilities.whyNotDelete(), u""_s);
    EXPECT_EQ(stateOf(abilities, Method::Delete), State::Described);
}

TEST(Abilities, WhatThePlatformDoesNotAllowIsRefusedInItsName)
{
    const Abilities abilities(device(), {}, only({Method::Get, Method::Patch}));
    EXPECT_FALSE(abilities.canDelete());
    EXPECT_EQ(abilities.whyNotDelete(), u"The platform does not allow DELETE here."_s);
    EXPECT_EQ(stateOf(abilities, Method::Delete), State::Refused);
    EXPECT_EQ(stateOf(abilities, Method::Patch), State::Granted);
    EXPECT_EQ(Abilities::explanation({Method::Delete, State::Refused}),
              u"The platform does not allow DELETE here."_s);
}

TEST(Abilities, WherePatchIsRefusedTheWholeIsPut)
{
    const Abilities onItem(device(), {}, only({Method::Get, Method::Put}));
    EXPECT_EQ(onItem.change(), Abilities::Change::PutItem);

    const Abilities onCollection(device(), only({Method::Get, Method::Put}), only({Method::Get}));
    EXPECT_EQ(onCollection.change(), Abilities::Change::PutCollection);

    const Abilities nowhere(device(), only({Method::Get}), only({Method::Get}));
    EXPECT_EQ(nowhere.change(), Abilities::Change::None);
    EXPECT_EQ(nowhere.whyNotChange(), u"The platform allows neither PATCH nor PUT here."_s);
}

TEST(Abilities, APutThatNoDescriptionKnowsStandsInForAPatch)
{
    api::ResourceType type = device();
    type.canReplace = false;
    EXPECT_EQ(Abilities(type, {}, only({Method::Get, Method::Put})).change(),
              Abilities::Change::PutItem);
}

TEST(Abilities, ANewOneIsPostedWhereThePlatformRefusesPut)
{
    const Abilities posts(device(), only({Method::Get, Method::Post}), {});
    EXPECT_EQ(posts.createMethod(), Method::Post);

    const Abilities none(device(), only({Method::Get}), {});
    EXPECT_FALSE(none.createMethod());
    EXPECT_EQ(none.whyNotCreate(), u"The platform does not allow PUT here."_s);

    // A PUT would make something else where the platform gives the id
    api::ResourceType trunk = device();
    trunk.idByPlatform = true;
    trunk.createMethod = Method::Post;
    EXPECT_FALSE(Abilities(trunk, only({Method::Get, Method::Put}), {}).createMethod());
}

TEST(Abilities, AnAnswerAddsNothingThatNoDescriptionKnows)
{
    api::ResourceType log;
    log.plural = u"Log entries"_s;
    log.canList = true;
    const Abilities abilities(log, only({Method::Get, Method::Put, Method::Post}),
                              only({Method::Get, Method::Patch, Method::Delete}));
    EXPECT_FALSE(abilities.createMethod());
    EXPECT_EQ(abilities.change(), Abilities::Change::None);
    EXPECT_FALSE(abilities.canDelete());
    EXPECT_EQ(abilities.whyNotDelete(), u"No way to delete Log entries is known."_s);
    EXPECT_EQ(stateOf(abilities, Method::Delete), State::Extra);
    EXPECT_EQ(stateOf(abilities, Method::Get), State::Granted);
}

} // namespace
