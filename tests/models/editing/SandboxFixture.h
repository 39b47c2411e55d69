// SPDX-License-Identifier: GPL-3.0-or-later
// A sandbox over real HTTP, a session with a generated key, and a controller on its devices.
#pragma once

#include "EditingSupport.h"
#include "app/api/Session.h"
#include "app/auth/RsaKeyPair.h"
#include "app/sandbox/Sandbox.h"
#include "models/DraftStore.h"
#include "models/ResourceController.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>
#include <optional>

namespace editing {

class SandboxFixture : public testing::Test
{
protected:
    static constexpr int deviceCount = 12;

    SandboxFixture();
    ~SandboxFixture() override;
    void SetUp() override;

    void startSandbox();
    void stopSandbox() { sandbox.reset(); }
    /// As after a crash or a new start: everything of the console is made anew.
    enum class WaitForKey { No, Yes };
    void restartConsole(WaitForKey wait = WaitForKey::Yes);
    /// The profile's key file asks for a passphrase from now on.
    void encryptKey(const QByteArray &passphrase);
    void useResource(const QString &key);

    void load();
    void open(const QString &id); ///< and waits for the answer
    QString firstId() const { return controller->table().idAt(0); }
    /// The resource as the platform has it; absent when it answers 404.
    json::Document onServer(const QString &id);
    /// What a colleague does meanwhile.
    void patchBehindOurBack(const QString &id, const QByteArray &patch);
    void deleteBehindOurBack(const QString &id);
    static void waitFor(const std::function<bool()> &condition);
    void waitUntilSaved();

    api::Result request(const api::Request &request);
    api::Request onItem(api::Method method, const QString &id) const;

    struct Failure
    {
        QString doing;
        api::ApiError error;
    };

    QTemporaryDir folder;
    std::shared_ptr<const api::Catalogue> catalogue;
    std::unique_ptr<sandbox::Sandbox> sandbox;
    quint16 port = 0;
    QString domain;
    std::unique_ptr<api::Session> session;
    std::unique_ptr<models::DraftStore> drafts;
    std::unique_ptr<models::ResourceController> controller;
    QString resourceKey = QStringLiteral("provisioning/device");
    QList<Failure> failures;
};

} // namespace editing
