// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/RsaKeyPair.h"

#include <QString>

#include <expected>

namespace cli {

/// Environment variable with the passphrase of an encrypted key: never an argument.
constexpr const char *passphraseVariable = "IOTCOMMS_KEY_PASSPHRASE";

/// Writes private.pem (0600, PKCS#8) and public.pem (SPKI) into @p folder; overwrites neither.
int generateKeys(const QString &folder, int bits);
/// Type, bits, thumbprint (RFC 7638) and SHA-256 of the SPKI of a private or public key.
int showKey(const QString &path);

/// A private key; the passphrase of an encrypted one comes from $IOTCOMMS_KEY_PASSPHRASE.
std::expected<auth::RsaKeyPair, QString> readPrivateKey(const QString &path);
/// @p problem, a sentence that asks for a passphrase, and where to put it.
QString passphraseHint(const QString &problem);

} // namespace cli
