// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/CallbackKey.h"
#include "app/auth/KeyEntry.h"
#include "app/auth/PrivateFile.h"
#include "app/auth/SecretStore.h"

#include <QFuture>
#include <QList>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

namespace auth {

class KeyVault;

struct KeyStoreSetup
{
    bool readOnly = false;
    /// Null: the system's (KeychainSecretStore). Belongs to one key store, which closes it.
    std::shared_ptr<SecretStore> keychain;
    /// For tests: fails or ends the program at a step of a write.
    WriteHook writeHook;
    /// For tests: the date of new entries.
    std::function<QDateTime()> now;
    /// After how many ms without an answer the keychain is said to ask a person.
    int promptAfter = 1500;
};

/// The key pairs of one data folder: an encrypted PKCS#8 file each in FOLDER/keys (0700, files
/// 0600; KeyFileFormat), whose passphrase lies in the system's keychain, or, where there is none,
/// is the user's own. Nothing is ever written unencrypted.
///
/// Every operation that may take time returns a future and works in a worker, one after the other;
/// the future needs no event loop to finish. One that is cancelled has no result; where there is an
/// event loop, it ends at once, whatever the worker waits for. What had not begun is dropped, and a
/// new pair is taken back; other changes that had begun are made. A pair that was opened stays in
/// memory for the run. Create it after QCA::Initializer and destroy it before; the destructor waits
/// for the worker. Its functions are for its own thread.
class KeyStore : public QObject
{
    Q_OBJECT

public:
    /// Reads what lies in @p dataFolder/keys (which is made when the first pair is), and begins to
    /// look whether the keychain is there. changed() tells when that is known.
    explicit KeyStore(const QString &dataFolder, const KeyStoreSetup &setup = {},
                      QObject *parent = nullptr);
    ~KeyStore() override;

    /// In order of creation; those that could not be understood last.
    QList<KeyEntry> entries() const;
    std::optional<KeyEntry> entry(const QString &id) const;
    /// The folder that holds the files.
    QString folder() const;
    /// Why the folder could not be read, so that an empty list is not taken for the truth; empty
    /// when it could, or is not there yet.
    QString folderProblem() const;

    /// What has to be asked of the user.
    enum class PassphraseNeed {
        None,
        Choose, ///< no keychain, and no passphrase yet: ask twice, at least 8 characters
        Enter,  ///< there are pairs that the user's passphrase opens
    };
    Q_ENUM(PassphraseNeed)
    /// Before every pair that is here can be used.
    PassphraseNeed passphraseNeed() const;
    /// Before a pair can be made or imported: None where a keychain keeps its passphrase.
    PassphraseNeed passphraseNeedForNew() const;
    /// Enters the user's passphrase for this run: Key/WrongPassphrase when it opens none of the
    /// pairs it should open; without such pairs it is chosen (Invalid below 8 characters). Once
    /// that is done it stays: another passphrase is taken for that of a single pair, as reopen()
    /// does.
    QFuture<KeyResult<void>> unlock(const QCA::SecureArray &passphrase);

    /// Makes a pair of 2048, 3072 or 4096 bits; the answer is its id.
    QFuture<KeyResult<QString>> generate(const QString &name, KeyUse use, int bits = 2048,
                                         KeyState state = KeyState::Active);
    /// PEM in every form that OpenSSL writes, or a private JWK (RFC 7518 6.3.2). KeyText::inspect
    /// tells beforehand whether a passphrase is needed. A pair that is here already is
    /// AlreadyThere, unless it could not be opened any more: then it is filed anew under its old
    /// id.
    QFuture<KeyResult<QString>> import(const QCA::SecureArray &text,
                                       const QCA::SecureArray &passphrase, const QString &name,
                                       KeyUse use, KeyState state = KeyState::Active);
    /// Uses the file at @p path, PEM or JWK, where it lies. Its passphrase, if it has one, is asked
    /// each run.
    QFuture<KeyResult<QString>> link(const QString &path, const QCA::SecureArray &passphrase,
                                     const QString &name, KeyUse use,
                                     KeyState state = KeyState::Active);

    QFuture<KeyResult<void>> rename(const QString &id, const QString &name);
    /// Compromised is final (Disabled), and drops the key from memory: at once, before it is
    /// written, so that nobody gets it from here on. It can't be cancelled; where it could not be
    /// written, the pair is as it was before.
    QFuture<KeyResult<void>> setState(const QString &id, KeyState state);
    /// Deletes the file, then its passphrase; a linked file itself stays. Files that are not
    /// understood are left alone.
    QFuture<KeyResult<void>> remove(const QString &id);
    /// Opens a pair whose keychain is gone with the passphrase of its file, and files it anew where
    /// secrets can be kept now; else it is open for this run (and NotWritten tells of a full disk).
    QFuture<KeyResult<void>> reopen(const QString &id, const QCA::SecureArray &passphrase);

    /// SPKI.
    KeyResult<QByteArray> publicPem(const QString &id) const;
    /// RFC 7517: kty, n, e, kid (the thumbprint), alg RS256, use sig.
    KeyResult<QByteArray> publicJwk(const QString &id) const;
    /// To verify API tokens with; WrongUse for a callback pair. Retired and compromised ones, too:
    /// to say whose token it was.
    KeyResult<RsaPublicKey> apiPublicKey(const QString &id) const;
    KeyResult<CallbackPublicKey> callbackPublicKey(const QString &id) const;
    /// Whether a key that was read from elsewhere, of this thumbprint (RFC 7638), may sign API
    /// requests: WrongUse or Disabled when it is a callback or a compromised pair of this store.
    KeyResult<void> allowsApiUse(const QString &thumbprint) const;

    /// Encrypted PKCS#8 (AES-256-CBC, PBKDF2-HMAC-SHA256, 600,000 rounds; RFC 8018). Of compromised
    /// pairs as well. @p opens: the passphrase of a linked file.
    QFuture<KeyResult<QByteArray>> exportPrivate(const QString &id,
                                                 const QCA::SecureArray &passphrase,
                                                 const QCA::SecureArray &opens = {});
    /// To sign API tokens with. WrongUse for callback pairs, Disabled for compromised ones,
    /// Key/PassphraseNeeded for a linked file that is encrypted (@p opens, once a run).
    QFuture<KeyResult<RsaKeyPair>> apiKey(const QString &id, const QCA::SecureArray &opens = {});
    QFuture<KeyResult<CallbackKeyPair>> callbackKey(const QString &id,
                                                    const QCA::SecureArray &opens = {});

    /// The keychain has not answered for a while: it may ask for its password in a window of its
    /// own, and what was begun here meanwhile waits behind it.
    bool isWaitingForKeychain() const { return m_waits; }

    /// Reads the folder again and looks again whether the keychain is there.
    QFuture<KeyResult<void>> refresh();

Q_SIGNALS:
    /// entries(), folderProblem(), passphraseNeed() or passphraseNeedForNew() differ from before.
    /// Comes before the future's continuations that run in this object's thread, and from within
    /// setState() for a compromised pair.
    void changed();
    /// isWaitingForKeychain()
    void waitingChanged();

private:
    using Cancelled = std::function<bool()>;
    /// @p undo is called in the worker for a result that nobody gets any more.
    template <typename Work, typename Undo>
    auto run(Work work, Undo undo) -> QFuture<std::invoke_result_t<Work, const Cancelled &>>;
    template <typename Work>
    auto run(Work work) -> QFuture<std::invoke_result_t<Work, const Cancelled &>>;
    QFuture<KeyResult<QString>>
    make(std::function<KeyResult<QString>(const Cancelled &cancelled)> work);
    QFuture<KeyResult<void>> compromise(const QString &id);
    void noteWaiting(bool waits);

    const std::unique_ptr<KeyVault> m_vault;
    QTimer m_promptSoon;
    bool m_waits = false;
    QThreadPool m_pool; // one thread: writes never overlap
};

} // namespace auth
