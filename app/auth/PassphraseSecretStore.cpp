// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/PassphraseSecretStore.h"

#include "app/auth/KeyStoreSentences.h"

namespace auth {

namespace {

template <typename T>
QFuture<T> ready(T value)
{
    return QtFuture::makeReadyValueFuture(std::move(value));
}

} // namespace

QString PassphraseSecretStore::id() const
{
    return QStringLiteral("passphrase");
}

SecretResult<QCA::SecureArray> PassphraseSecretStore::passphrase() const
{
    const std::scoped_lock lock(m_mutex);
    if (m_passphrase.isEmpty())
        return std::unexpected(
            SecretError{SecretError::Code::Locked, KeyStoreSentences::storeLocked()});
    return m_passphrase;
}

QFuture<SecretResult<QString>> PassphraseSecretStore::availability()
{
    return ready(passphrase().transform([this](const QCA::SecureArray &) { return id(); }));
}

QFuture<SecretResult<QCA::SecureArray>> PassphraseSecretStore::create(const QString &)
{
    return ready(passphrase());
}

QFuture<SecretResult<QCA::SecureArray>> PassphraseSecretStore::read(const QString &)
{
    return ready(passphrase());
}

QFuture<SecretResult<void>> PassphraseSecretStore::remove(const QString &)
{
    return ready(SecretResult<void>());
}

void PassphraseSecretStore::unlock(const QCA::SecureArray &passphrase)
{
    const std::scoped_lock lock(m_mutex);
    m_passphrase = passphrase;
}

bool PassphraseSecretStore::isLocked() const
{
    const std::scoped_lock lock(m_mutex);
    return m_passphrase.isEmpty();
}

} // namespace auth
