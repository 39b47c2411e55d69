// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/RsaKeyPair.h"

namespace auth {

/// The public part of a callback signing pair. Checks what the platform signed on its way to us;
/// there is no way to an RsaPublicKey, so no API token can be verified with it.
class CallbackPublicKey
{
public:
    /// SPKI or PKCS#1 PEM.
    static std::expected<CallbackPublicKey, KeyError> fromPem(const QByteArray &pem);

    int bits() const { return m_key.bits(); }
    QByteArray pem() const { return m_key.pem(); }
    /// RFC 7517, with kid, alg and use.
    QByteArray jwk() const { return m_key.jwk(); }
    QString thumbprint() const { return m_key.thumbprint(); }
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 8.2).
    bool verifyCallback(const QByteArray &message, const QByteArray &signature) const;

    bool operator==(const CallbackPublicKey &other) const { return m_key == other.m_key; }

private:
    friend class CallbackKeyPair;
    friend class KeyStore;
    explicit CallbackPublicKey(const RsaPublicKey &key)
        : m_key(key)
    {
    }
    RsaPublicKey m_key;
};

/// A callback signing pair: its private part is what the platform's notification settings want. A
/// type of its own, and not convertible to RsaKeyPair: it can never sign an API request.
class CallbackKeyPair
{
public:
    /// As RsaKeyPair::fromPem.
    static std::expected<CallbackKeyPair, KeyError>
    fromPem(const QByteArray &pem, const QCA::SecureArray &passphrase = {});

    CallbackPublicKey publicKey() const { return CallbackPublicKey(m_pair.publicKey()); }
    int bits() const { return m_pair.bits(); }
    QString thumbprint() const { return m_pair.thumbprint(); }
    /// Plain PKCS#8 PEM, as the platform's notification settings take it. Secret.
    QCA::SecureArray privatePem() const { return m_pair.privatePem(); }
    /// RSASSA-PKCS1-v1_5 with SHA-256, as the platform signs its callbacks.
    QByteArray signCallback(const QByteArray &message) const;

private:
    friend class KeyStore;
    explicit CallbackKeyPair(const RsaKeyPair &pair)
        : m_pair(pair)
    {
    }
    RsaKeyPair m_pair;
};

} // namespace auth
