// SPDX-License-Identifier: GPL-3.0-or-later
// A key store with a keychain of our own, profiles, and the embedded platform: what the key pages
// work with.
#pragma once

#include "app/sandbox/Sandbox.h"
#include "models/KeyContext.h"
#include "tests/support/MemorySecretStore.h"

#include <QStringList>
#include <QTemporaryDir>

#include <memory>

class KeySetting
{
public:
    enum class Keychain { There, Missing };
    explicit KeySetting(Keychain keychain = Keychain::There);
    ~KeySetting();

    /// As in another run of the program: store and profiles are read anew.
    void restart();
    /// Starts the platform; its tenant has the public key @p pem. Adds a profile for it.
    void startPlatform(const QByteArray &pem);
    sandbox::Sandbox &platform() { return *m_platform; }

    models::KeyContext context();
    auth::KeyStore &store() { return *m_store; }
    api::ProfileStore &profiles() { return *m_profiles; }
    MemorySecretStore &keychain() { return *m_keychain; }
    QString folder() const { return m_folder.path(); }
    QString path(const QString &name) const { return m_folder.filePath(name); }

    /// Each makes a pair and answers its id.
    QString generate(const QString &name, auth::KeyUse use = auth::KeyUse::ApiAccess,
                     auth::KeyState state = auth::KeyState::Active);
    /// A profile that signs with the pair; its id. @p sandbox: the embedded one.
    QString addProfile(const QString &name, const QString &keyId, bool sandbox = false);
    auth::KeyEntry entry(const QString &id) const;
    void setState(const QString &id, auth::KeyState state);

    /// The profile that is open, for the context.
    QString currentProfile;
    /// Profiles of which the context was told that their key has changed.
    QStringList changedProfiles;

private:
    QTemporaryDir m_folder;
    std::shared_ptr<MemorySecretStore> m_keychain;
    std::shared_ptr<const api::Catalogue> m_catalogue;
    std::unique_ptr<auth::KeyStore> m_store;
    std::unique_ptr<api::ProfileStore> m_profiles;
    std::unique_ptr<sandbox::Sandbox> m_platform;
};
