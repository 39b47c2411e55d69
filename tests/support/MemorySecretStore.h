// SPDX-License-Identifier: GPL-3.0-or-later
// A keychain for tests: in memory, and as available, locked or forgetful as the test wants it.
#pragma once

#include "app/auth/SecretStore.h"

#include <QHash>
#include <QPromise>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

class MemorySecretStore final : public auth::SecretStore
{
public:
    QString id() const override { return QStringLiteral("keychain"); }

    QFuture<auth::SecretResult<QString>> availability() override
    {
        const std::scoped_lock lock(m_mutex);
        if (m_gone)
            return ready(auth::SecretResult<QString>(std::unexpected(*m_gone)));
        return ready(auth::SecretResult<QString>(m_backend));
    }

    QFuture<auth::SecretResult<QCA::SecureArray>> create(const QString &name) override
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto error = trouble())
            return ready(auth::SecretResult<QCA::SecureArray>(std::unexpected(*error)));
        const QCA::SecureArray secret("secret-" + QByteArray::number(++m_count));
        m_secrets.insert(name, secret);
        return ready(auth::SecretResult<QCA::SecureArray>(secret));
    }

    QFuture<auth::SecretResult<QCA::SecureArray>> read(const QString &name) override
    {
        const std::scoped_lock lock(m_mutex);
        if (m_asks) { // a person who does not answer: the future stays open until close()
            m_open = std::make_shared<QPromise<auth::SecretResult<QCA::SecureArray>>>();
            m_open->start();
            m_openName = name;
            return m_open->future();
        }
        if (const auto error = trouble())
            return ready(auth::SecretResult<QCA::SecureArray>(std::unexpected(*error)));
        if (!m_secrets.contains(name))
            return ready(auth::SecretResult<QCA::SecureArray>(std::unexpected(auth::SecretError{
                auth::SecretError::Code::Missing, QStringLiteral("There is no such entry.")})));
        return ready(auth::SecretResult<QCA::SecureArray>(m_secrets.value(name)));
    }

    QFuture<auth::SecretResult<void>> remove(const QString &name) override
    {
        const std::scoped_lock lock(m_mutex);
        m_secrets.remove(name);
        return ready(auth::SecretResult<void>());
    }

    void close() override
    {
        const std::scoped_lock lock(m_mutex);
        if (m_open)
            m_open->finish();
        m_open.reset();
    }

    void setBackend(const QString &name)
    {
        const std::scoped_lock lock(m_mutex);
        m_backend = name;
    }
    /// No keychain answers, until comeBack().
    void goAway()
    {
        const std::scoped_lock lock(m_mutex);
        m_gone = auth::SecretError{auth::SecretError::Code::Unavailable,
                                   QStringLiteral("There is no keychain.")};
    }
    void comeBack()
    {
        const std::scoped_lock lock(m_mutex);
        m_gone.reset();
    }
    /// It is there, but the person does not unlock it.
    void lock(bool locked = true)
    {
        const std::scoped_lock lock(m_mutex);
        m_locked = locked;
    }
    /// read() waits for a person.
    void ask()
    {
        const std::scoped_lock lock(m_mutex);
        m_asks = true;
    }
    /// The person unlocks it.
    void answer()
    {
        const std::scoped_lock lock(m_mutex);
        m_asks = false;
        m_open->addResult(auth::SecretResult<QCA::SecureArray>(m_secrets.value(m_openName)));
        m_open->finish();
        m_open.reset();
    }
    bool isAsking() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_open != nullptr;
    }
    QHash<QString, QCA::SecureArray> secrets() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_secrets;
    }
    void setSecrets(const QHash<QString, QCA::SecureArray> &secrets)
    {
        const std::scoped_lock lock(m_mutex);
        m_secrets = secrets;
    }

private:
    template <typename T>
    static QFuture<T> ready(T value)
    {
        return QtFuture::makeReadyValueFuture(std::move(value));
    }
    std::optional<auth::SecretError> trouble() const
    {
        if (m_gone)
            return m_gone;
        if (m_locked)
            return auth::SecretError{auth::SecretError::Code::Locked,
                                     QStringLiteral("The keychain was not unlocked.")};
        return std::nullopt;
    }

    mutable std::mutex m_mutex;
    QHash<QString, QCA::SecureArray> m_secrets;
    QString m_backend = QStringLiteral("Test Keyring");
    std::optional<auth::SecretError> m_gone;
    bool m_locked = false;
    bool m_asks = false;
    int m_count = 0;
    QString m_openName;
    std::shared_ptr<QPromise<auth::SecretResult<QCA::SecureArray>>> m_open;
};
