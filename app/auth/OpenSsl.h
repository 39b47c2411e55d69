// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/auth: what QCA cannot do. QCA's encrypted export knows only DES with 2,048 rounds, its
// errors do not tell a wrong passphrase from rubbish, and its verification is a fifth slower.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QtCrypto>

#include <expected>
#include <memory>

namespace auth::openssl {

/// Name of the algorithm in a PKCS#8 PrivateKeyInfo: "RSA", "EC", ...; empty when it is not one.
QString pkcs8Algorithm(QByteArrayView der);
/// The same for a SubjectPublicKeyInfo.
QString spkiAlgorithm(QByteArrayView der);
bool isPkcs12(QByteArrayView der);

enum class Refusal {
    Malformed,       ///< not the structure that the label promised
    WrongPassphrase, ///< or contents changed, which cannot be told apart
    Unsupported,     ///< a cipher or derivation that this OpenSSL does not offer
    TooManyRounds,   ///< key derivation made to take long
};
/// Looks at an EncryptedPrivateKeyInfo without decrypting it: Malformed, TooManyRounds or nothing.
std::expected<void, Refusal> checkEncryptedPkcs8(QByteArrayView der);
/// Decrypts an EncryptedPrivateKeyInfo; the PKCS#8 algorithm, or why not.
std::expected<QString, Refusal> encryptedPkcs8Algorithm(QByteArrayView der,
                                                        const QCA::SecureArray &passphrase);
/// Why a traditional encrypted PEM block (one, with plain line ends) cannot be read.
Refusal traditionalPemRefusal(const QByteArray &pem, const QCA::SecureArray &passphrase);

/// EncryptedPrivateKeyInfo DER: PBES2, AES-256-CBC, PBKDF2-HMAC-SHA256, 600,000 iterations
/// (RFC 8018). The error is OpenSSL's reason.
std::expected<QByteArray, QString> encryptPkcs8(const QCA::SecureArray &der,
                                                const QCA::SecureArray &passphrase);

/// RSASSA-PKCS1-v1_5 with SHA-256, prepared once for many signatures. Thread-safe.
class Verifier
{
public:
    /// Null when @p spki is not an RSA key that OpenSSL accepts.
    static std::shared_ptr<const Verifier> create(const QByteArray &spki);
    ~Verifier();
    Verifier(const Verifier &) = delete;
    Verifier &operator=(const Verifier &) = delete;

    bool verify(QByteArrayView message, QByteArrayView signature) const;

private:
    Verifier() = default;
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace auth::openssl
