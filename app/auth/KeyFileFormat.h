// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/auth: the text of one key pair at rest. Three parts (RFC 7468 2 allows text in front):
// a sentence for whoever opens the file, one line of JSON, and the PEM blocks "PUBLIC KEY" and,
// unless the private key is linked, "ENCRYPTED PRIVATE KEY". Any OpenSSL opens it with the
// passphrase.
#pragma once

#include "app/auth/KeyEntry.h"

namespace auth {

struct KeyFileFormat
{
    /// Raised when an older program would misread what is written.
    static constexpr int version = 1;

    explicit KeyFileFormat(const RsaPublicKey &key)
        : publicKey(key)
    {
    }

    QString name;
    KeyUse use = KeyUse::ApiAccess;
    KeyState state = KeyState::Active;
    KeyPlace place = KeyPlace::Keychain;
    QDateTime created; ///< UTC, whole milliseconds
    QString backend;   ///< Keychain: who it was
    QString secret;    ///< Keychain: the name of the entry
    QString linkedPath;
    RsaPublicKey publicKey;
    QByteArray encryptedPem; ///< empty for LinkedFile

    struct Trouble
    {
        /// Of a newer console: nothing else was looked at.
        std::optional<int> newerVersion;
        /// What is wrong, as the second half of a sentence.
        QString reason;
    };
    /// Strict: what write() would not have written is refused, but unknown JSON members are not.
    static std::expected<KeyFileFormat, Trouble> read(QByteArrayView text);
    QByteArray write() const;
};

} // namespace auth
