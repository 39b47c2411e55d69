// SPDX-License-Identifier: GPL-3.0-or-later
// A key store in a folder of its own with a keychain in memory.
#pragma once

#include "app/auth/KeyStore.h"
#include "tests/support/MemorySecretStore.h"
#include "tests/unit/auth/TestKeys.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <memory>

struct KeyStoreFixture : testing::Test
{
    using Code = auth::KeyStoreError::Code;

    KeyStoreFixture() { setup.keychain = keychain; }

    /// Another run over the same folder and keychain.
    void restart()
    {
        store.reset();
        open();
    }
    void open()
    {
        store = std::make_unique<auth::KeyStore>(folder.path(), setup);
        store->refresh().waitForFinished();
    }
    auth::KeyStore &opened()
    {
        if (!store)
            open();
        return *store;
    }

    QString importKey(const auth::RsaKeyPair &key = testkeys::key(),
                      auth::KeyUse use = auth::KeyUse::ApiAccess)
    {
        const auto id = opened().import(key.privatePem(), {}, QStringLiteral("Main"), use).result();
        EXPECT_TRUE(id) << id.error().message.toStdString();
        return id.value_or(QString());
    }
    auth::KeyEntry entry(const QString &id)
    {
        return opened().entry(id).value_or(auth::KeyEntry{});
    }
    QString path(const QString &id) const
    {
        return folder.filePath(QStringLiteral("keys/%1.pem").arg(id));
    }
    QByteArray contents(const QString &id) const
    {
        QFile file(path(id));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QString &filePath, const QByteArray &text) const
    {
        QFile file(filePath);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QStringList files() const
    {
        return QDir(folder.filePath(QStringLiteral("keys"))).entryList(QDir::Files);
    }

    QTemporaryDir folder;
    std::shared_ptr<MemorySecretStore> keychain = std::make_shared<MemorySecretStore>();
    auth::KeyStoreSetup setup;
    std::unique_ptr<auth::KeyStore> store;
};

/// What a failed operation said; empty when it did not fail.
template <typename T>
std::string said(const auth::KeyResult<T> &result)
{
    return result ? std::string() : result.error().message.toStdString();
}

template <typename T>
std::optional<auth::KeyStoreError::Code> codeOf(const auth::KeyResult<T> &result)
{
    return result ? std::nullopt : std::optional(result.error().code);
}

template <typename T>
std::optional<auth::KeyError::Code> keyCodeOf(const auth::KeyResult<T> &result)
{
    return result ? std::nullopt : result.error().keyCode;
}
