// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/auth: turns PEM text into QCA keys, and whatever else people pick into a sentence.
#pragma once

#include "app/auth/RsaKeyPair.h"

namespace auth::keyreader {

constexpr qint64 mostFileBytes = 1024 * 1024;
constexpr int mostBits = 16384; // OpenSSL verifies no longer ones
/// OpenSSL's readers cut a passphrase off here.
constexpr int mostPassphraseBytes = 1024;

/// A whole regular file of at most mostFileBytes; the bytes may be secret.
std::expected<QCA::SecureArray, KeyError> readFile(const QString &path);

/// The first RSA key of the wanted kind in @p text. It works, and has at least minimumBits.
std::expected<QCA::PrivateKey, KeyError> privateKey(QByteArrayView text,
                                                    const QCA::SecureArray &passphrase);
std::expected<QCA::PublicKey, KeyError> publicKey(QByteArrayView text);

/// The same of a plain PKCS#8 RSA key.
std::expected<QCA::PrivateKey, KeyError> privateKeyOfDer(const QCA::SecureArray &pkcs8);

/// Length and form of a key that came from elsewhere (a JWK).
std::expected<void, KeyError> checkPublicKey(const QCA::PublicKey &key);

} // namespace auth::keyreader
