// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/auth: what KeyStore does, one operation after the other, in a worker that may wait.
#pragma once

#include "app/auth/KeyFileFormat.h"
#include "app/auth/KeyStore.h"
#include "app/auth/PassphraseSecretStore.h"

#include <atomic>
#include <mutex>
#include <vector>

namespace auth {

/// The const functions, condemn(), acquit() and close(), may be called from any thread at any time;
/// the others from one thread at a time.
class KeyVault
{
public:
    /// @p waits: told from the worker, true before it waits for the keychain, which may ask a
    /// person, and false when that is over.
    KeyVault(QString folder, KeyStoreSetup setup, std::function<void()> changed,
             std::function<void(bool)> waits);
    ~KeyVault();
    KeyVault(const KeyVault &) = delete;
    KeyVault &operator=(const KeyVault &) = delete;

    QList<KeyEntry> entries() const;
    QString folder() const { return m_folder; }
    QString folderProblem() const;
    KeyStore::PassphraseNeed passphraseNeed() const;
    KeyStore::PassphraseNeed passphraseNeedForNew() const;
    /// Whether a key that was read elsewhere may sign API requests, as far as it is listed.
    KeyResult<void> allowsApiUse(const QString &thumbprint) const;
    KeyResult<RsaPublicKey> publicKey(const QString &id) const;
    KeyResult<RsaPublicKey> publicKey(const QString &id, KeyUse use) const;

    /// From now on the pair counts as compromised, and its key is no longer in memory, until
    /// acquit(): setState() is still to come. Any thread.
    void condemn(const QString &id);
    void acquit(const QString &id);

    /// Ends what waits for the keychain; everything later is Closing.
    void close();
    bool isClosing() const { return m_closing; }

    KeyResult<void> refresh();
    KeyResult<void> unlock(const QCA::SecureArray &passphrase);

    /// What a new pair is called and meant for.
    struct Plan
    {
        QString name;
        KeyUse use = KeyUse::ApiAccess;
        KeyState state = KeyState::Active;
    };
    KeyResult<QString> generate(const Plan &plan, int bits, const std::function<bool()> &cancelled);
    KeyResult<QString> import(const Plan &plan, const QCA::SecureArray &text,
                              const QCA::SecureArray &passphrase);
    KeyResult<QString> link(const Plan &plan, const QString &path,
                            const QCA::SecureArray &passphrase);
    /// Undoes the generate(), import() or link() that has just made @p id; what was there before it
    /// stays.
    void takeBack(const QString &id);
    KeyResult<void> rename(const QString &id, const QString &name);
    KeyResult<void> setState(const QString &id, KeyState state);
    KeyResult<void> remove(const QString &id);
    KeyResult<void> reopen(const QString &id, const QCA::SecureArray &passphrase);

    /// For any use and state.
    KeyResult<RsaKeyPair> pair(const QString &id, const QCA::SecureArray &opens);
    /// Only for that use, and not compromised.
    KeyResult<RsaKeyPair> pair(const QString &id, KeyUse use, const QCA::SecureArray &opens);

private:
    struct Item
    {
        QString id;
        std::optional<KeyFileFormat> file; ///< none: not understood, problem says why
        std::optional<RsaKeyPair> pair;    ///< once opened
        QString problem;
    };

    QString path(const QString &id) const;
    KeyFileFormat newFile(const Plan &plan, const RsaKeyPair &pair) const;
    /// Linked files may lie on a drive that takes its time: only a worker looks at them.
    enum class Links { LookAt, Leave };
    void scan(Links links);
    Item readItem(const QString &id, Links links) const;
    bool isCondemned(const QString &id) const; // with m_mutex held
    KeyEntry entryOf(const Item &item) const;  // with m_mutex held
    KeyResult<Item> find(const QString &id) const;
    KeyResult<Item> findToChange(const QString &id) const;
    std::optional<KeyEntry> entryWith(const QString &thumbprint) const;
    void keep(const Item &item);
    void noteOpened(const QString &id, const RsaKeyPair &pair);
    void noteProblem(const QString &id, const QString &problem);
    void noteKeychain(const SecretResult<QString> &availability);

    KeyResult<QString> checkedName(const QString &name) const;
    KeyResult<QString> add(const Plan &plan, const RsaKeyPair &pair);
    KeyResult<QString> fileAnew(const Plan &plan, const KeyEntry &existing, const RsaKeyPair &pair);
    KeyResult<void> seal(const QString &id, KeyFileFormat &file, const RsaKeyPair &pair);
    KeyResult<void> write(const Item &item);
    KeyResult<void> reseal(Item item, const RsaKeyPair &pair);
    KeyResult<void> fileOpened(const QString &id, const RsaKeyPair &pair);
    KeyResult<void> openOdd(const std::vector<Item> &shut, const QCA::SecureArray &passphrase);
    void forgetSecret(const QString &name);

    /// Waits for @p answer of the keychain; one that was dropped has no result.
    template <typename T>
    void await(QFuture<SecretResult<T>> answer) const
    {
        m_waits(true);
        answer.waitForFinished();
        m_waits(false);
    }

    KeyResult<RsaKeyPair> openLinked(const Item &item, const QCA::SecureArray &opens);
    KeyResult<RsaKeyPair> openFromKeychain(const Item &item);
    KeyResult<RsaKeyPair> openWithPassphrase(const Item &item);
    std::expected<RsaKeyPair, KeyError> decrypt(const Item &item,
                                                const QCA::SecureArray &passphrase) const;

    const QString m_folder;
    const KeyStoreSetup m_setup;
    const std::shared_ptr<SecretStore> m_keychain;
    PassphraseSecretStore m_passphrase;
    const std::function<void()> m_changed;
    const std::function<void(bool)> m_waits;
    std::atomic<bool> m_closing = false;
    QString m_justMade; ///< by the operation under way, or the last one

    mutable std::mutex m_mutex; // for those below
    std::vector<Item> m_items;
    QStringList m_condemned; ///< ids, once for each setState() that is to come
    QString m_folderProblem;
    std::optional<SecretError> m_keychainError; ///< of the last look
};

} // namespace auth
