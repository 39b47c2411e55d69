// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/SecretStore.h"

#include <mutex>

namespace auth {

/// For systems without a keychain: one passphrase, chosen by the user, for all names; asked once a
/// run and kept nowhere. Locked until unlock(). Whether the passphrase is right is for the one to
/// know who has something encrypted with it (KeyStore::unlock).
class PassphraseSecretStore final : public SecretStore
{
public:
    QString id() const override;
    QFuture<SecretResult<QString>> availability() override;
    /// The passphrase, whatever the name; Locked before unlock().
    QFuture<SecretResult<QCA::SecureArray>> create(const QString &name) override;
    QFuture<SecretResult<QCA::SecureArray>> read(const QString &name) override;
    QFuture<SecretResult<void>> remove(const QString &name) override;

    void unlock(const QCA::SecureArray &passphrase);
    bool isLocked() const;

private:
    SecretResult<QCA::SecureArray> passphrase() const;

    mutable std::mutex m_mutex;
    QCA::SecureArray m_passphrase;
};

} // namespace auth
