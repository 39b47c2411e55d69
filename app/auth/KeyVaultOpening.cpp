// SPDX-License-Identifier: GPL-3.0-or-later
// Private keys out of their files, and what is said when one stays shut.
#include "app/auth/KeyReader.h"
#include "app/auth/KeyStoreSentences.h"
#include "app/auth/KeyText.h"
#include "app/auth/KeyVault.h"

#include <utility>

namespace auth {

namespace {

using Code = KeyStoreError::Code;
using Sentences = KeyStoreSentences;

constexpr qsizetype leastPassphraseCharacters = 8;

std::unexpected<KeyStoreError> fail(Code code, const QString &message)
{
    return std::unexpected(KeyStoreError{code, message, std::nullopt});
}

std::unexpected<KeyStoreError> fail(const KeyError &error)
{
    return std::unexpected(KeyStoreError{Code::Key, error.message, error.code});
}

/// A future that was dropped has no result.
SecretResult<QCA::SecureArray> answerOf(QFuture<SecretResult<QCA::SecureArray>> future)
{
    future.waitForFinished();
    if (future.resultCount() == 0)
        return std::unexpected(SecretError{SecretError::Code::Failed, Sentences::closing()});
    return future.result();
}

} // namespace

std::expected<RsaKeyPair, KeyError> KeyVault::decrypt(const Item &item,
                                                      const QCA::SecureArray &passphrase) const
{
    auto pair = RsaKeyPair::fromPem(item.file->encryptedPem, passphrase);
    if (pair && pair->publicKey() != item.file->publicKey)
        return std::unexpected(
            KeyError{KeyError::Code::Failed, Sentences::privateMismatch(path(item.id))});
    return pair;
}

KeyResult<RsaKeyPair> KeyVault::openLinked(const Item &item, const QCA::SecureArray &opens)
{
    const auto pair = KeyText::fromFile(item.file->linkedPath, opens);
    if (pair && pair->publicKey() != item.file->publicKey) {
        const QString problem = Sentences::linkedOther(item.file->linkedPath);
        noteProblem(item.id, problem);
        return fail(Code::Key, problem);
    }
    if (pair)
        return *pair;
    if (pair.error().code == KeyError::Code::Unreadable)
        noteProblem(item.id, Sentences::linkedMissing(item.file->linkedPath));
    return fail(pair.error());
}

KeyResult<RsaKeyPair> KeyVault::openFromKeychain(const Item &item)
{
    const QString backend = item.file->backend;
    const auto there = m_keychain->availability().result();
    if (m_closing)
        return fail(Code::Closing, Sentences::closing());
    noteKeychain(there);
    if (!there)
        return fail(Code::KeychainGone, Sentences::pairWithoutKeychain(backend));

    const auto reading = m_keychain->read(item.file->secret);
    await(reading);
    const auto secret = answerOf(reading);
    if (m_closing)
        return fail(Code::Closing, Sentences::closing());
    if (!secret && secret.error().code == SecretError::Code::Missing) {
        const QString problem = Sentences::pairWithoutSecret(backend, *there);
        noteProblem(item.id, problem);
        return fail(Code::SecretLost, problem);
    }
    if (!secret) {
        const QString problem = Sentences::pairWithLockedKeychain(secret.error().message);
        noteProblem(item.id, problem);
        return fail(Code::KeychainGone, problem);
    }
    const auto pair = decrypt(item, *secret);
    if (pair)
        return *pair;
    if (pair.error().code == KeyError::Code::WrongPassphrase ||
        pair.error().code == KeyError::Code::PassphraseNeeded) {
        const QString problem = Sentences::pairWithOtherSecret(backend);
        noteProblem(item.id, problem);
        return fail(Code::SecretLost, problem);
    }
    noteProblem(item.id, pair.error().message);
    return fail(pair.error());
}

KeyResult<RsaKeyPair> KeyVault::openWithPassphrase(const Item &item)
{
    const auto secret = answerOf(m_passphrase.read({}));
    if (!secret)
        return fail(Code::StoreLocked, secret.error().message);
    const auto pair = decrypt(item, *secret);
    if (pair)
        return *pair;
    if (pair.error().code != KeyError::Code::WrongPassphrase) {
        noteProblem(item.id, pair.error().message);
        return fail(pair.error());
    }
    const QString problem = Sentences::passphraseOpensNot();
    noteProblem(item.id, problem);
    return fail({KeyError::Code::WrongPassphrase, problem});
}

KeyResult<RsaKeyPair> KeyVault::pair(const QString &id, const QCA::SecureArray &opens)
{
    const auto item = find(id);
    if (!item)
        return std::unexpected(item.error());
    if (item->pair)
        return *item->pair;
    auto opened = [&]() -> KeyResult<RsaKeyPair> {
        switch (item->file->place) {
        case KeyPlace::LinkedFile:
            return openLinked(*item, opens);
        case KeyPlace::Passphrase:
            return openWithPassphrase(*item);
        case KeyPlace::Keychain:
            return openFromKeychain(*item);
        }
        Q_UNREACHABLE_RETURN(fail(Code::Invalid, {}));
    }();
    if (opened)
        noteOpened(id, *opened);
    return opened;
}

KeyResult<RsaKeyPair> KeyVault::pair(const QString &id, KeyUse use, const QCA::SecureArray &opens)
{
    if (const auto right = publicKey(id, use); !right)
        return std::unexpected(right.error());
    const auto item = find(id);
    if (!item)
        return std::unexpected(item.error());
    if (item->file->state == KeyState::Compromised)
        return fail(Code::Disabled, Sentences::compromised(item->file->name));
    auto opened = pair(id, opens);
    if (opened) { // it may have been found out while somebody was asked for its passphrase
        const std::scoped_lock lock(m_mutex);
        if (isCondemned(id))
            return fail(Code::Disabled, Sentences::compromised(item->file->name));
    }
    return opened;
}

KeyResult<void> KeyVault::unlock(const QCA::SecureArray &passphrase)
{
    if (passphrase.size() > keyreader::mostPassphraseBytes ||
        QByteArrayView(passphrase.constData(), qsizetype(passphrase.size())).contains('\0'))
        return fail({KeyError::Code::WrongPassphrase, Sentences::wrongStorePassphrase()});
    std::vector<Item> shut;
    {
        const std::scoped_lock lock(m_mutex);
        for (const Item &item : m_items) {
            if (item.file && item.file->place == KeyPlace::Passphrase)
                shut.push_back(item);
        }
    }
    if (!m_passphrase.isLocked())
        return openOdd(shut, passphrase);
    for (const Item &item : shut) {
        if (m_closing)
            return fail(Code::Closing, Sentences::closing());
        const auto pair = decrypt(item, passphrase);
        if (!pair)
            continue;
        m_passphrase.unlock(passphrase);
        noteOpened(item.id, *pair);
        return {};
    }
    if (!shut.empty())
        return fail({KeyError::Code::WrongPassphrase, Sentences::wrongStorePassphrase()});
    if (QString::fromUtf8(passphrase.constData(), passphrase.size()).size() <
        leastPassphraseCharacters)
        return fail(Code::Invalid, Sentences::passphraseTooShort(leastPassphraseCharacters));
    m_passphrase.unlock(passphrase);
    m_changed();
    return {};
}

/// The store is unlocked: another passphrase is that of a pair which came from elsewhere, and which
/// is filed anew under the store's own.
KeyResult<void> KeyVault::openOdd(const std::vector<Item> &shut, const QCA::SecureArray &passphrase)
{
    const auto own = answerOf(m_passphrase.read({}));
    if (own && *own == passphrase)
        return {};
    for (const Item &item : shut) {
        if (m_closing)
            return fail(Code::Closing, Sentences::closing());
        if (item.pair || item.file->state == KeyState::Compromised)
            continue;
        if (const auto pair = decrypt(item, passphrase)) {
            noteOpened(item.id, *pair);
            return fileOpened(item.id, *pair);
        }
    }
    return fail({KeyError::Code::WrongPassphrase, Sentences::wrongStorePassphrase()});
}

} // namespace auth
