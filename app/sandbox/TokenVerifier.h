// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Document.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <openssl/types.h>

#include <expected>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sandbox {

/// The platform's rule that a token breaks.
enum class TokenProblem {
    Missing,       ///< no Authorization header, or not of the form "Bearer TOKEN"
    Malformed,     ///< not three base64url parts with JSON objects in the first two
    Algorithm,     ///< "alg" is not exactly RS256, or "crit" asks for something unknown
    UnknownDomain, ///< "sub" is missing or not a provisioned domain
    NoKey,         ///< no public key was uploaded for the domain
    Signature,     ///< not signed by the domain's key
    IssuedAt,      ///< "iat" missing, not a number, in the future or more than 60 minutes ago
    Expiry,        ///< "exp" past, before "iat", or more than 90 minutes after it
};

/// The platform's half of the tokens: written against OpenSSL alone and sharing nothing with
/// app/auth, so that one mistake can't hide in both. One policy in both (design, section 5): "iat"
/// is not in the future, not by a second; whether the platform allows some is not known.
/// Thread-safe.
class TokenVerifier
{
public:
    static constexpr qint64 maximumAgeSeconds = 60 * 60;
    static constexpr qint64 maximumLifetimeSeconds = 90 * 60;
    static constexpr qsizetype maximumTokenBytes = 16 * 1024;

    TokenVerifier();
    ~TokenVerifier();

    /// Makes @p domain known; without a key yet, its tokens are refused with NoKey.
    void provision(const QString &domain);
    bool isProvisioned(const QString &domain) const;
    /// Sets the key of @p domain (SPKI PEM, RSA of at least 2048 bits) and forgets all verified
    /// tokens. The error is a sentence.
    std::expected<void, QString> setPublicKey(const QString &domain, const QByteArray &pem);

    /// The domain that the value of an Authorization header speaks for, or the rule it breaks.
    /// @p nowMs: milliseconds since 1970.
    std::expected<QString, TokenProblem> verify(std::string_view authorization, qint64 nowMs);

    /// Verified tokens that are remembered, at most 256.
    qsizetype rememberedTokens() const;

private:
    struct KeyDeleter
    {
        void operator()(EVP_PKEY *key) const;
    };
    using Key = std::unique_ptr<EVP_PKEY, KeyDeleter>;
    struct Claims
    {
        QString domain;
        double issuedAt = 0;
        std::optional<double> expiresAt;
    };

    static std::expected<Key, QString> readKey(const QByteArray &pem);
    std::expected<Claims, TokenProblem> checkSignedToken(std::string_view token) const;
    static std::optional<TokenProblem> checkTimes(const Claims &claims, qint64 nowMs);
    static bool isSignedBy(EVP_PKEY *key, std::string_view message, std::string_view signature);

    mutable std::mutex m_mutex;
    std::unordered_map<QString, Key> m_keys;
    QHash<QByteArray, Claims> m_verified;
};

/// Base64url without padding, strict (RFC 7515 2): nothing foreign, unused bits zero.
std::optional<std::string> fromBase64Url(std::string_view text);

} // namespace sandbox
