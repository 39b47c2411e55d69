// SPDX-License-Identifier: GPL-3.0-or-later
// The embedded sandbox with a pair of the key store instead of its own.
#include "app/auth/KeyStore.h"
#include "models/KeyProbe.h"
#include "models/KeyUpload.h"
#include "models/TokenBench.h"
#include "models/Workspace.h"
#include "tests/support/Print.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>

using api::Session;
using models::KeyProbe;
using namespace Qt::StringLiterals;

namespace {

class SandboxKey : public testing::Test
{
protected:
    void SetUp() override
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:"); // nobody's keychain is touched
    }
    void open()
    {
        auto opened = models::Workspace::open(folder.path());
        ASSERT_TRUE(opened) << opened.error().message.toStdString();
        workspace = std::move(*opened);
        ASSERT_TRUE(workspace->keys().refresh().result());
        ASSERT_TRUE(workspace->keys().unlock(QCA::SecureArray("long enough")).result());
        workspace->use({});
        ASSERT_NO_FATAL_FAILURE(waitForKey());
    }
    void waitForKey()
    {
        ASSERT_TRUE(QTest::qWaitFor(
            [this] {
                const Session *session = workspace->session();
                return session && session->keyState() == Session::KeyState::Ready;
            },
            60'000));
    }
    KeyProbe::Verdict verdictOn(const QString &keyId)
    {
        KeyProbe probe(models::KeyContext::of(*workspace));
        QSignalSpy finished(&probe, &KeyProbe::finished);
        probe.start(keyId, workspace->session()->profile().id);
        EXPECT_TRUE(QTest::qWaitFor([&] { return !finished.isEmpty(); }, 60'000));
        return probe.verdict();
    }

    /// Of one that the session sends.
    int statusOfARequest()
    {
        Session *session = workspace->session();
        const auto &types = workspace->catalogue()->resources();
        const auto list = std::ranges::find_if(types, &api::ResourceType::canList);
        api::Request request;
        request.path = api::expandPath(list->collectionPath, session->pathValues());
        int status = -1;
        const api::Call *call = session->queue().send(request);
        QObject::connect(call, &api::Call::finished, session, [&](const api::Result &result) {
            status = result ? result->status : result.error().httpStatus;
        });
        EXPECT_TRUE(QTest::qWaitFor([&] { return status >= 0; }, 60'000));
        return status;
    }

    QTemporaryDir folder;
    std::unique_ptr<models::Workspace> workspace;
};

TEST_F(SandboxKey, IsUploadedUsedAndStillTakenInAnotherRun)
{
    // Given the sandbox with its own pair, and another one in the store
    ASSERT_NO_FATAL_FAILURE(open());
    const QString profile = workspace->session()->profile().id;
    const auto made = workspace->keys().generate(u"Mine"_s, auth::KeyUse::ApiAccess).result();
    ASSERT_TRUE(made) << made.error().message.toStdString();
    const QString thumbprint = workspace->keys().entry(*made)->thumbprint;
    EXPECT_EQ(verdictOn(*made), KeyProbe::Verdict::Refused);
    // When it is uploaded, and the profile shall sign with it
    ASSERT_TRUE(models::keyupload::toSandbox(models::KeyContext::of(*workspace), *made));
    EXPECT_EQ(verdictOn(*made), KeyProbe::Verdict::Accepted);
    ASSERT_TRUE(
        models::keyupload::useInProfile(models::KeyContext::of(*workspace), *made, profile));
    // Then the session does
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return workspace->session() && workspace->session()->keyThumbprint() == thumbprint; },
        60'000));
    // And in another run the sandbox knows it
    workspace.reset();
    ASSERT_NO_FATAL_FAILURE(open());
    EXPECT_EQ(workspace->session()->keyThumbprint(), thumbprint);
    EXPECT_EQ(verdictOn(*made), KeyProbe::Verdict::Accepted);
    // And without the pair it has its own again
    ASSERT_TRUE(workspace->keys().remove(*made).result());
    workspace.reset();
    ASSERT_NO_FATAL_FAILURE(open());
    EXPECT_NE(workspace->session()->keyThumbprint(), thumbprint);
    EXPECT_EQ(statusOfARequest(), 200);
}

TEST_F(SandboxKey, IsTheOneOfTheSessionThatIsOpened)
{
    // Given a sandbox that was given the next pair of a rotation
    ASSERT_NO_FATAL_FAILURE(open());
    const QString profile = workspace->session()->profile().id;
    const auto next = workspace->keys().generate(u"Next"_s, auth::KeyUse::ApiAccess).result();
    ASSERT_TRUE(next);
    ASSERT_TRUE(models::keyupload::toSandbox(models::KeyContext::of(*workspace), *next));
    EXPECT_EQ(statusOfARequest(), 401);
    // When its profile is opened with its own pair
    workspace->use(profile);
    ASSERT_NO_FATAL_FAILURE(waitForKey());
    // Then its requests are answered
    EXPECT_EQ(statusOfARequest(), 200);
}

TEST_F(SandboxKey, IsItsOwnAgainAsSoonAsThePairIsRemoved)
{
    ASSERT_NO_FATAL_FAILURE(open());
    const QString own = workspace->session()->keyThumbprint();
    const auto made = workspace->keys().generate(u"Mine"_s, auth::KeyUse::ApiAccess).result();
    ASSERT_TRUE(made);
    ASSERT_TRUE(models::keyupload::useInProfile(models::KeyContext::of(*workspace), *made,
                                                workspace->session()->profile().id));
    const auto signsWithIts = [&](const QString &thumbprint) {
        return QTest::qWaitFor(
            [&] {
                return workspace->session() &&
                       workspace->session()->keyState() == Session::KeyState::Ready &&
                       workspace->session()->keyThumbprint() == thumbprint;
            },
            60'000);
    };
    ASSERT_TRUE(signsWithIts(workspace->keys().entry(*made)->thumbprint));
    EXPECT_EQ(statusOfARequest(), 200) << "it need not be uploaded by hand";
    ASSERT_TRUE(workspace->keys().remove(*made).result());
    ASSERT_TRUE(signsWithIts(own));
    EXPECT_EQ(statusOfARequest(), 200);
}

TEST_F(SandboxKey, AVerifiedPairsTokenIsNotTakenForTheSessions)
{
    ASSERT_NO_FATAL_FAILURE(open());
    const auto made = workspace->keys().generate(u"Mine"_s, auth::KeyUse::ApiAccess).result();
    ASSERT_TRUE(made);
    EXPECT_EQ(statusOfARequest(), 200);
    models::TokenBench bench(workspace.get());
    const api::HistoryEntry own = workspace->history().recent(1).value(0);
    EXPECT_FALSE(bench.tokenOf(own).isEmpty());
    EXPECT_EQ(verdictOn(*made), KeyProbe::Verdict::Refused);
    const api::HistoryEntry probed = workspace->history().recent(1).value(0);
    ASSERT_EQ(probed.status, 401);
    QSignalSpy said(&bench, &models::TokenBench::said);
    EXPECT_EQ(bench.tokenOf(probed), QByteArray());
    ASSERT_EQ(said.size(), 1);
    EXPECT_TRUE(said[0][0].toString().contains("verified"_L1));
}

} // namespace
