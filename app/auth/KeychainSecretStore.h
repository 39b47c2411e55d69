// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/SecretStore.h"

#include <memory>

namespace auth {

/// The system's keychain through QtKeychain (Secret Service, KWallet, macOS, Windows), never its
/// unencrypted fallback. The jobs run in a thread of their own that all stores share, so a future
/// finishes also when its caller blocks on it. A keychain that is locked asks the person to unlock
/// it: read() and create() may take as long as they like. Needs an application object.
class KeychainSecretStore final : public SecretStore
{
public:
    /// @p service: under which heading the keychain files our entries.
    explicit KeychainSecretStore(QString service = QStringLiteral("iotcomms-console"));
    ~KeychainSecretStore() override;

    QString id() const override;
    QFuture<SecretResult<QString>> availability() override;
    /// 256 random bits as 43 characters of base64url, so that they can be typed elsewhere.
    QFuture<SecretResult<QCA::SecureArray>> create(const QString &name) override;
    QFuture<SecretResult<QCA::SecureArray>> read(const QString &name) override;
    QFuture<SecretResult<void>> remove(const QString &name) override;
    void close() override;

private:
    class Pending;
    const QString m_service;
    const std::shared_ptr<Pending> m_pending;
};

} // namespace auth
