// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/auth: RSA keys as JSON Web Keys (RFC 7517, RFC 7518 6.3).
#pragma once

#include "app/auth/RsaKeyPair.h"
#include "app/json/Document.h"

#include <optional>

namespace auth::jwk {

/// A number in base64url (RFC 7518 2, Base64urlUInt), big-endian with a zero in front, since QCA's
/// numbers have a sign.
std::optional<QCA::SecureArray> number(json::Value member);
/// The other way round, without leading zeros.
QByteArray base64UrlNumber(const QCA::BigInteger &number);

/// PKCS#8 DER of a private RSA key: n, e and d, and all of p, q, dp, dq, qi or none of them, which
/// must belong together.
std::expected<QCA::SecureArray, KeyError> privatePkcs8(json::Value jwk);

/// kty, n, e, kid (the thumbprint), alg RS256, use sig.
QByteArray publicText(const QCA::RSAPublicKey &key, const QString &thumbprint);

/// A JSON object rather than PEM: begins with a brace.
bool looksLike(QByteArrayView text);

/// The key in @p text, which may be a set of one (RFC 7517 5). @p document keeps it alive.
std::expected<json::Value, KeyError> find(QByteArrayView text, json::Document &document);

} // namespace auth::jwk
