// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyProbe.h"

#include "tests/support/KeySetting.h"
#include "tests/support/Print.h"
#include "tests/support/RawServer.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

using models::KeyProbe;
using namespace Qt::StringLiterals;

namespace {

class KeyProbeTest : public testing::Test
{
protected:
    void SetUp() override
    {
        known = setting.generate(u"Known"_s);
        ASSERT_NO_FATAL_FAILURE(setting.startPlatform(*setting.store().publicPem(known)));
        profile = setting.addProfile(u"Sandbox"_s, known, true);
    }
    void ask(const QString &keyId)
    {
        QSignalSpy finished(&probe, &KeyProbe::finished);
        probe.start(keyId, profile);
        EXPECT_TRUE(probe.isRunning());
        ASSERT_TRUE(QTest::qWaitFor([&] { return !finished.isEmpty(); }, 60'000));
        EXPECT_FALSE(probe.isRunning());
        EXPECT_FALSE(probe.sentence().isEmpty());
    }

    KeySetting setting;
    KeyProbe probe{setting.context()};
    QString known;
    QString profile;
};

TEST_F(KeyProbeTest, ThePlatformTakesAPairWhosePublicKeyItHas)
{
    ASSERT_NO_FATAL_FAILURE(ask(known));
    EXPECT_EQ(probe.verdict(), KeyProbe::Verdict::Accepted) << qPrintable(probe.sentence());
    EXPECT_FALSE(probe.details());
}

TEST_F(KeyProbeTest, ThePlatformRefusesAnotherPairAndSaysWhy)
{
    ASSERT_NO_FATAL_FAILURE(ask(setting.generate(u"Other"_s)));
    EXPECT_EQ(probe.verdict(), KeyProbe::Verdict::Refused) << qPrintable(probe.sentence());
    EXPECT_TRUE(probe.sentence().contains("Other"_L1));
    ASSERT_TRUE(probe.details());
    EXPECT_EQ(probe.details()->code, api::ApiError::Code::Unauthorized);
}

TEST_F(KeyProbeTest, AfterTheUploadItIsTaken)
{
    const QString other = setting.generate(u"Other"_s);
    ASSERT_TRUE(setting.platform().uploadPublicKey(*setting.store().publicPem(other)));
    ASSERT_NO_FATAL_FAILURE(ask(other));
    EXPECT_EQ(probe.verdict(), KeyProbe::Verdict::Accepted) << qPrintable(probe.sentence());
    ASSERT_NO_FATAL_FAILURE(ask(known));
    EXPECT_EQ(probe.verdict(), KeyProbe::Verdict::Refused);
}

TEST_F(KeyProbeTest, AServerInTroubleSaysNothingAboutTheKey)
{
    sandbox::Faults faults;
    faults.serverErrors = 1;
    setting.platform().setFaults(faults);
    ASSERT_NO_FATAL_FAILURE(ask(known));
    EXPECT_EQ(probe.verdict(), KeyProbe::Verdict::Unclear);
    ASSERT_TRUE(probe.details());
}

TEST_F(KeyProbeTest, WhereOneListIsNotForTheTenantAnotherIsAskedFor)
{
    for (const int status : {403, 404}) {
        // Given a platform that keeps the first list from this tenant
        RawServer server(answers({httpReply(status, "{}"), httpReply(200, R"({"Items":[]})")}));
        auto context = setting.context();
        context.reachable = [&](const QString &id) {
            auto reached = setting.profiles().profile(id);
            reached->baseUrl = server.url();
            return reached;
        };
        KeyProbe elsewhere(context);
        QSignalSpy finished(&elsewhere, &KeyProbe::finished);
        elsewhere.start(known, profile);
        ASSERT_TRUE(QTest::qWaitFor([&] { return !finished.isEmpty(); }, 60'000));
        // Then another list says that the token was taken
        EXPECT_EQ(elsewhere.verdict(), KeyProbe::Verdict::Accepted)
            << qPrintable(elsewhere.sentence());
        ASSERT_EQ(server.count(), 2);
        EXPECT_NE(server.requests()[0].target(), server.requests()[1].target());
    }
}

TEST_F(KeyProbeTest, WhereNoListIsForTheTenantNothingIsKnown)
{
    RawServer server(answer(httpReply(403, "{}")));
    auto context = setting.context();
    context.reachable = [&](const QString &id) {
        auto reached = setting.profiles().profile(id);
        reached->baseUrl = server.url();
        return reached;
    };
    KeyProbe elsewhere(context);
    QSignalSpy finished(&elsewhere, &KeyProbe::finished);
    elsewhere.start(known, profile);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !finished.isEmpty(); }, 60'000));
    EXPECT_EQ(elsewhere.verdict(), KeyProbe::Verdict::Unclear);
    EXPECT_GT(server.count(), 1);
}

TEST_F(KeyProbeTest, AClockThatIsOffIsNamed)
{
    sandbox::Faults faults;
    faults.clockOffsetSeconds = 3 * 60 * 60;
    setting.platform().setFaults(faults);
    ASSERT_NO_FATAL_FAILURE(ask(known));
    EXPECT_EQ(probe.verdict(), KeyProbe::Verdict::Refused);
    EXPECT_TRUE(probe.sentence().contains("clock"_L1)) << qPrintable(probe.sentence());
}

TEST_F(KeyProbeTest, AProfileThatSignsByTheServersClockIsVerifiedSo)
{
    sandbox::Faults faults;
    faults.clockOffsetSeconds = 3 * 60 * 60;
    setting.platform().setFaults(faults);
    auto changed = *setting.profiles().profile(profile);
    changed.allowClockOffset = true;
    ASSERT_TRUE(setting.profiles().save(changed));
    ASSERT_NO_FATAL_FAILURE(ask(known));
    EXPECT_EQ(probe.verdict(), KeyProbe::Verdict::Accepted) << qPrintable(probe.sentence());
}

TEST_F(KeyProbeTest, ACallbackPairIsNeverSentWith)
{
    ASSERT_NO_FATAL_FAILURE(ask(setting.generate(u"Callbacks"_s, auth::KeyUse::CallbackSigning)));
    EXPECT_EQ(probe.verdict(), KeyProbe::Verdict::NotSent);
}

TEST_F(KeyProbeTest, ACompromisedPairIsNeverSentWith)
{
    setting.setState(known, auth::KeyState::Compromised);
    ASSERT_NO_FATAL_FAILURE(ask(known));
    EXPECT_EQ(probe.verdict(), KeyProbe::Verdict::NotSent);
}

TEST_F(KeyProbeTest, ASandboxThatDoesNotRunIsSaid)
{
    auto context = setting.context();
    context.reachable = [](const QString &) { return std::nullopt; };
    KeyProbe elsewhere(context);
    QSignalSpy finished(&elsewhere, &KeyProbe::finished);
    elsewhere.start(known, profile);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !finished.isEmpty(); }, 60'000));
    EXPECT_EQ(elsewhere.verdict(), KeyProbe::Verdict::NotSent);
    EXPECT_TRUE(elsewhere.sentence().contains("sandbox"_L1));
}

TEST_F(KeyProbeTest, WhatIsCancelledIsNotAnswered)
{
    QSignalSpy finished(&probe, &KeyProbe::finished);
    probe.start(setting.generate(u"Other"_s), profile);
    probe.cancel();
    EXPECT_FALSE(probe.isRunning());
    // Another question is answered, and only that
    ASSERT_NO_FATAL_FAILURE(ask(known));
    EXPECT_EQ(probe.verdict(), KeyProbe::Verdict::Accepted);
    EXPECT_EQ(finished.size(), 1);
}

} // namespace
