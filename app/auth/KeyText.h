// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/RsaKeyPair.h"

#include <optional>

namespace auth {

/// What a text that was opened, dropped or pasted is, before it is imported.
struct KeyText
{
    enum class Form { Pem, Jwk, Unknown };
    Form form = Form::Unknown;
    bool isPrivate = false;
    /// A passphrase has to be asked for.
    bool isEncrypted = false;
    /// 0 as long as it is not known (encrypted, or no RSA key).
    int bits = 0;
    /// RFC 7638; empty as long as it is not known.
    QString thumbprint;
    /// Why it cannot be imported as a private key, whatever the passphrase.
    std::optional<KeyError> problem;

    /// Any bytes give an answer; takes some milliseconds for a plain key.
    static KeyText inspect(QByteArrayView text);
    /// The RSA pair in @p text, PEM or JWK. Empty passphrase: none was given.
    static std::expected<RsaKeyPair, KeyError> privateKey(QByteArrayView text,
                                                          const QCA::SecureArray &passphrase = {});
    /// The same of a whole file.
    static std::expected<RsaKeyPair, KeyError> fromFile(const QString &path,
                                                        const QCA::SecureArray &passphrase = {});
};

} // namespace auth
