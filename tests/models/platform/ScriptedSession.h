// SPDX-License-Identifier: GPL-3.0-or-later
// A session whose platform is a script, on a catalogue of the test's own.
#pragma once

#include "app/api/Session.h"
#include "app/auth/RsaKeyPair.h"
#include "tests/support/Print.h"
#include "tests/support/RawServer.h"

#include <QTemporaryDir>
#include <QTest>

#include <gmock/gmock.h>

class ScriptedSession : public testing::Test
{
protected:
    static constexpr int patience = 60'000; ///< ms; only a hang lasts so long

    static const auth::RsaKeyPair &key()
    {
        static const auth::RsaKeyPair pair = *auth::RsaKeyPair::generate(2048).result();
        return pair;
    }

    /// Replaces the catalogue by one that has only @p yaml. Before start().
    void describe(const QByteArray &yaml)
    {
        auto made = std::make_shared<api::Catalogue>();
        const auto added = made->addDocument(QStringLiteral("test.yaml"), yaml);
        ASSERT_TRUE(added) << added.error().first().message.toStdString();
        for (const api::CatalogueProblem &problem : *added)
            ADD_FAILURE() << problem.where.toStdString() << ": " << problem.message.toStdString();
        catalogue = made;
    }

    void start(RawServer::Script script)
    {
        server = std::make_unique<RawServer>(std::move(script));
        ASSERT_TRUE(key().writePrivate(folder.filePath(QStringLiteral("private.pem"))));
        reopen();
        session->waitForKey();
    }

    /// Another session of the same profile; its key is not waited for.
    void reopen()
    {
        api::Profile profile;
        profile.id = QStringLiteral("p1");
        profile.domain = QStringLiteral("customer47.test.example");
        profile.baseUrl = server->url();
        profile.keyFile = folder.filePath(QStringLiteral("private.pem"));
        profile.safety = api::SafetyLevel::Sandbox; // nothing is asked that is not a test's matter
        session = std::make_unique<api::Session>(profile, catalogue, nullptr);
        session->queue().setBackOff(1);
    }

    void settle()
    {
        ASSERT_TRUE(QTest::qWaitFor(
            [this] { return session->queue().waiting() + session->queue().running() == 0; },
            patience));
    }

    QTemporaryDir folder;
    std::shared_ptr<const api::Catalogue> catalogue = std::make_shared<api::Catalogue>();
    std::unique_ptr<RawServer> server;
    std::unique_ptr<api::Session> session;
};
