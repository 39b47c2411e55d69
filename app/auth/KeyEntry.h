// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/RsaKeyPair.h"

#include <QDateTime>
#include <QString>

#include <expected>
#include <optional>

namespace auth {

enum class KeyUse {
    ApiAccess,       ///< signs the tokens of API requests
    CallbackSigning, ///< the platform signs its callbacks with it
};
enum class KeyState {
    Active,
    Next,        ///< made for a rotation, not accepted yet
    Retired,     ///< replaced; still usable, until it is removed
    Compromised, ///< never usable again
};
enum class KeyPlace {
    Keychain,   ///< an encrypted file whose passphrase is in the system's keychain
    Passphrase, ///< an encrypted file that the user's passphrase opens
    LinkedFile, ///< a file elsewhere, left where it is
};

/// A key pair as a table shows it.
struct KeyEntry
{
    QString id; ///< also the file's name: keys/ID.pem
    QString name;
    KeyUse use = KeyUse::ApiAccess;
    KeyState state = KeyState::Active;
    KeyPlace place = KeyPlace::Keychain;
    int bits = 0;
    QDateTime created;  ///< UTC
    QString thumbprint; ///< RFC 7638
    QString backend;    ///< who keeps the passphrase: "GNOME Keyring"; empty for other places
    QString linkedPath; ///< for LinkedFile
    /// What keeps the private key from being used, and how to get back in; empty when nothing does.
    QString problem;
    /// False for a damaged file, or one of a newer console: listed (name is the file's), left
    /// alone, and everything above but id, name and problem means nothing.
    bool understood = true;
    /// Its private key is in memory: using it asks nobody anything.
    bool unlocked = false;

    bool operator==(const KeyEntry &) const = default;
};

struct KeyStoreError
{
    enum class Code {
        NotFound,      ///< no key pair with this id
        AlreadyThere,  ///< this very pair is in the store, perhaps for the other use
        WrongUse,      ///< a callback pair where an API pair is needed, or the other way round
        Disabled,      ///< compromised
        StoreLocked,   ///< the user's passphrase is needed first: unlock()
        KeychainGone,  ///< no keychain, or it was not unlocked
        SecretLost,    ///< the keychain has no, or another, passphrase for the file
        Key,           ///< the key's text or passphrase; see keyCode
        NotUnderstood, ///< the store's file is damaged or newer than this program
        NotWritten,    ///< or not removed
        ReadOnly,
        Invalid, ///< a name or value that cannot be taken
        Closing, ///< the store is going away
    };
    Code code = Code::Invalid;
    /// A whole sentence that says what happened and what to do.
    QString message;
    /// For Key: PassphraseNeeded, WrongPassphrase, NotRsa, ...
    std::optional<KeyError::Code> keyCode;
};

template <typename T>
using KeyResult = std::expected<T, KeyStoreError>;

} // namespace auth
