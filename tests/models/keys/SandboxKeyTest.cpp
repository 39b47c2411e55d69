// SPDX-License-Identifier: GPL-3.0-or-later
// The embedded sandbox with a pair of the key store instead of its own.
#include "app/auth/KeyStore.h"
#include "models/KeyProbe.h"
#include "models/KeyUpload.h"
#include "models/Workspace.h"
#include "tests/support/Print.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

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
}

} // namespace
