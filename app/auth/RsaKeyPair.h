// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Value.h"

#include <QByteArray>
#include <QFuture>
#include <QString>
#include <QtCrypto>

#include <expected>
#include <memory>

namespace auth {

/// What a key file turned out to be, so that the window can say what to do.
struct KeyError
{
    enum class Code {
        Unreadable,       ///< file missing or not permitted; or not writable
        NotAKey,          ///< no PEM block, or one of something else (a certificate, say)
        Truncated,        ///< a PEM block without its end, or with damaged contents
        PublicKeyGiven,   ///< a public key where a private one is needed
        PrivateKeyGiven,  ///< a private key where a public one is needed
        NotRsa,           ///< EC, Ed25519, DSA, RSA-PSS
        TooShort,         ///< below 2048 bits
        PassphraseNeeded, ///< encrypted, and no passphrase was given
        WrongPassphrase,
        Failed, ///< the crypto library refused; message has its reason
    };
    Code code = Code::Failed;
    /// A whole sentence that says what is wrong and what to do.
    QString message;
};

constexpr int minimumBits = 2048;

/// An RSA public key for RS256 (RFC 7518 3.3). Never null; cheap to copy, safe to use in several
/// threads.
class RsaPublicKey
{
public:
    /// SPKI ("BEGIN PUBLIC KEY") or PKCS#1 ("BEGIN RSA PUBLIC KEY").
    static std::expected<RsaPublicKey, KeyError> fromPem(const QByteArray &pem);
    static std::expected<RsaPublicKey, KeyError> fromFile(const QString &path);
    /// A public JSON Web Key (RFC 7518 6.3.1); members other than kty, n and e are not looked at,
    /// but one with a private part ("d") is refused.
    static std::expected<RsaPublicKey, KeyError> fromJwk(json::Value jwk);

    // Copied, never moved from: a moved-from key would be null.
    RsaPublicKey(const RsaPublicKey &) = default;
    RsaPublicKey &operator=(const RsaPublicKey &) = default;

    int bits() const;
    /// SPKI PEM.
    QByteArray pem() const;
    /// A JSON Web Key (RFC 7517): kty, n, e, kid (the thumbprint), alg RS256, use sig.
    QByteArray jwk() const;
    /// JWK thumbprint, SHA-256, base64url (RFC 7638).
    QString thumbprint() const;
    /// SHA-256 of the SPKI DER, lower-case hex.
    QString spkiSha256() const;
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 8.2).
    bool verify(const QByteArray &message, const QByteArray &signature) const;

    bool operator==(const RsaPublicKey &other) const { return pem() == other.pem(); }

private:
    friend class RsaKeyPair;
    struct Data;
    explicit RsaPublicKey(std::shared_ptr<const Data> data)
        : m_data(std::move(data))
    {
    }
    static std::expected<RsaPublicKey, KeyError> fromKey(const QCA::PublicKey &key);

    std::shared_ptr<const Data> m_data;
};

/// An RSA private key with its public part. Never null; cheap to copy, safe to use in several
/// threads. Needs a live QCA::Initializer.
class RsaKeyPair
{
public:
    /// Makes a key of 2048, 3072 or 4096 bits in a worker thread; other lengths are an error
    /// (Failed). Wait for it before QCA goes.
    static QFuture<std::expected<RsaKeyPair, KeyError>> generate(int bits = 2048);
    /// PKCS#8 or PKCS#1, plain or encrypted (PBES2, traditional PEM). Empty passphrase: none was
    /// given.
    static std::expected<RsaKeyPair, KeyError> fromPem(const QByteArray &pem,
                                                       const QCA::SecureArray &passphrase = {});
    /// A private JSON Web Key (RFC 7518 6.3.2): n, e and d, and all of p, q, dp, dq, qi or none of
    /// them. Numbers that do not belong together are refused.
    static std::expected<RsaKeyPair, KeyError> fromJwk(json::Value jwk);
    static std::expected<RsaKeyPair, KeyError> fromFile(const QString &path,
                                                        const QCA::SecureArray &passphrase = {});

    RsaKeyPair(const RsaKeyPair &) = default;
    RsaKeyPair &operator=(const RsaKeyPair &) = default;

    const RsaPublicKey &publicKey() const { return m_public; }
    int bits() const { return m_public.bits(); }
    QString thumbprint() const { return m_public.thumbprint(); }

    /// Plain PKCS#8 PEM. Keep it in secure memory; write it with 0600 only.
    QCA::SecureArray privatePem() const;
    /// Encrypted PKCS#8: AES-256-CBC, PBKDF2-HMAC-SHA256, 600,000 iterations (RFC 8018). The
    /// passphrase has 1 to 1,024 bytes.
    std::expected<QByteArray, KeyError>
    encryptedPrivatePem(const QCA::SecureArray &passphrase) const;
    /// Writes privatePem() to @p path, mode 0600 from the first byte, whole or not at all.
    std::expected<void, KeyError> writePrivate(const QString &path) const;

    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 8.2).
    QByteArray sign(const QByteArray &message) const;

private:
    RsaKeyPair(const QCA::PrivateKey &key, const RsaPublicKey &publicKey)
        : m_private(key)
        , m_public(publicKey)
    {
    }
    static std::expected<RsaKeyPair, KeyError> fromKey(const QCA::PrivateKey &key);

    QCA::PrivateKey m_private;
    RsaPublicKey m_public;
};

} // namespace auth
