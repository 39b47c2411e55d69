// SPDX-License-Identifier: GPL-3.0-or-later
// Which command is grey, and why.
#include "models/KeyContext.h"
#include "tests/support/KeySetting.h"
#include "tests/support/Print.h"

#include <gtest/gtest.h>

using auth::KeyState;
using auth::KeyUse;
using models::KeyAction;
using namespace Qt::StringLiterals;

namespace {

class KeyActions : public testing::Test
{
protected:
    static auth::KeyEntry pair(KeyState state, KeyUse use = KeyUse::ApiAccess)
    {
        auth::KeyEntry made;
        made.id = u"1"_s;
        made.name = u"a"_s;
        made.state = state;
        made.use = use;
        return made;
    }
    bool can(KeyAction action, const std::optional<auth::KeyEntry> &entry)
    {
        return models::whyNot(action, setting.context(), entry).isEmpty();
    }
    KeySetting setting;
};

TEST_F(KeyActions, WithoutAPairOnlyNewOnesCanBeMade)
{
    for (const auto action : {KeyAction::Generate, KeyAction::Import, KeyAction::Link})
        EXPECT_TRUE(can(action, std::nullopt));
    for (const auto action :
         {KeyAction::CopyThumbprint, KeyAction::ExportPublic, KeyAction::ExportPrivate,
          KeyAction::Rename, KeyAction::Retire, KeyAction::Activate, KeyAction::Compromise,
          KeyAction::Remove, KeyAction::Upload, KeyAction::Rotate, KeyAction::EnterPassphrase})
        EXPECT_FALSE(can(action, std::nullopt)) << int(action);
}

TEST_F(KeyActions, OfAState)
{
    struct Case
    {
        KeyState state;
        bool retire, activate, compromise, upload;
    };
    for (const Case &each : {Case{KeyState::Active, true, false, true, true},
                             Case{KeyState::Next, false, true, true, true},
                             Case{KeyState::Retired, false, true, true, true},
                             Case{KeyState::Compromised, false, false, false, false}}) {
        EXPECT_EQ(can(KeyAction::Retire, pair(each.state)), each.retire) << int(each.state);
        EXPECT_EQ(can(KeyAction::Activate, pair(each.state)), each.activate) << int(each.state);
        EXPECT_EQ(can(KeyAction::Compromise, pair(each.state)), each.compromise);
        EXPECT_EQ(can(KeyAction::Upload, pair(each.state)), each.upload) << int(each.state);
        EXPECT_TRUE(can(KeyAction::Remove, pair(each.state)));
        EXPECT_TRUE(can(KeyAction::ExportPrivate, pair(each.state)));
    }
}

TEST_F(KeyActions, ACallbackPairIsNeitherUploadedNorRotated)
{
    const auto callbacks = pair(KeyState::Active, KeyUse::CallbackSigning);
    setting.addProfile(u"Lund"_s, u"1"_s);
    EXPECT_FALSE(can(KeyAction::Upload, callbacks));
    EXPECT_FALSE(can(KeyAction::Rotate, callbacks));
    EXPECT_TRUE(can(KeyAction::ExportPublic, callbacks));
}

TEST_F(KeyActions, OnlyAPairThatAProfileSignsWithIsRotated)
{
    EXPECT_FALSE(can(KeyAction::Rotate, pair(KeyState::Active)));
    setting.addProfile(u"Lund"_s, u"1"_s);
    EXPECT_TRUE(can(KeyAction::Rotate, pair(KeyState::Active)));
    EXPECT_TRUE(can(KeyAction::Rotate, pair(KeyState::Compromised)));
}

TEST_F(KeyActions, AFileThatIsNotUnderstoodIsLeftAlone)
{
    auto odd = pair(KeyState::Active);
    odd.understood = false;
    EXPECT_FALSE(can(KeyAction::Remove, odd));
    EXPECT_FALSE(can(KeyAction::Rename, odd));
}

TEST_F(KeyActions, WithoutSavingNothingIsChanged)
{
    auto context = setting.context();
    context.readOnly = true;
    const auto active = pair(KeyState::Active);
    for (const auto action : {KeyAction::Generate, KeyAction::Import, KeyAction::Rename,
                              KeyAction::Retire, KeyAction::Remove, KeyAction::Compromise})
        EXPECT_FALSE(models::whyNot(action, context, active).isEmpty());
    for (const auto action : {KeyAction::CopyThumbprint, KeyAction::ExportPublic,
                              KeyAction::ExportPrivate, KeyAction::Upload})
        EXPECT_TRUE(models::whyNot(action, context, active).isEmpty());
}

TEST_F(KeyActions, APassphraseIsAskedOnlyWhereOneIsNeeded)
{
    EXPECT_FALSE(can(KeyAction::EnterPassphrase, pair(KeyState::Active)));
    auto locked = pair(KeyState::Active);
    locked.problem = u"No keychain answers now."_s;
    EXPECT_TRUE(can(KeyAction::EnterPassphrase, locked));
}

} // namespace
