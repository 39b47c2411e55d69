// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/RsaKeyPair.h"

#include "app/auth/Base64.h"
#include "app/auth/JsonWebKey.h"
#include "app/auth/KeyReader.h"
#include "app/auth/KeySentences.h"
#include "app/auth/OpenSsl.h"
#include "app/auth/Pem.h"
#include "app/auth/PrivateFile.h"

#include <QCryptographicHash>
#include <QtConcurrentRun>

#include <algorithm>
#include <array>

namespace auth {

namespace {

using Code = KeyError::Code;

constexpr std::array generatedBits{2048, 3072, 4096};

std::unexpected<KeyError> fail(Code code, const QString &message)
{
    return std::unexpected(KeyError{code, message});
}

QByteArrayView view(const QCA::SecureArray &bytes)
{
    return {bytes.constData(), qsizetype(bytes.size())};
}

QByteArray base64Url(QByteArrayView bytes)
{
    QByteArray text;
    base64::append(text, bytes, base64::Alphabet::Url);
    return text;
}

QString thumbprintOf(const QCA::RSAPublicKey &key)
{
    const QByteArray canonical = R"({"e":")" + jwk::base64UrlNumber(key.e()) +
                                 R"(","kty":"RSA","n":")" + jwk::base64UrlNumber(key.n()) + R"("})";
    const auto hash = QCryptographicHash::hash(canonical, QCryptographicHash::Sha256);
    return QString::fromLatin1(base64Url(hash));
}

} // namespace

struct RsaPublicKey::Data
{
    int bits = 0;
    QByteArray der;
    QByteArray pem;
    QByteArray jwk;
    QString thumbprint;
    QString spkiSha256;
    // Not QCA: it needs a fifth longer, and tokens are checked by the ten thousand.
    std::shared_ptr<const openssl::Verifier> verifier;
};

std::expected<RsaPublicKey, KeyError> RsaPublicKey::fromKey(const QCA::PublicKey &key)
{
    auto data = std::make_shared<Data>();
    data->bits = key.bitSize();
    data->der = key.toDER();
    data->pem = pem::write("PUBLIC KEY", data->der).toByteArray();
    data->thumbprint = thumbprintOf(key.toRSA());
    data->jwk = jwk::publicText(key.toRSA(), data->thumbprint);
    data->spkiSha256 = QString::fromLatin1(
        QCryptographicHash::hash(data->der, QCryptographicHash::Sha256).toHex());
    data->verifier = openssl::Verifier::create(data->der);
    if (!data->verifier)
        return fail(Code::Failed, KeySentences::damaged());
    return RsaPublicKey(std::move(data));
}

std::expected<RsaPublicKey, KeyError> RsaPublicKey::fromPem(const QByteArray &pem)
{
    return keyreader::publicKey(pem).and_then(&RsaPublicKey::fromKey);
}

std::expected<RsaPublicKey, KeyError> RsaPublicKey::fromFile(const QString &path)
{
    const auto contents = keyreader::readFile(path);
    if (!contents)
        return std::unexpected(contents.error());
    return keyreader::publicKey(view(*contents)).and_then(&RsaPublicKey::fromKey);
}

std::expected<RsaPublicKey, KeyError> RsaPublicKey::fromJwk(json::Value jwk)
{
    const json::Value type = jwk["kty"];
    if (!jwk.isObject() || !type.isString())
        return fail(Code::NotAKey, KeySentences::notAJwk());
    if (type.text() != "RSA") {
        const QString name = QString::fromUtf8(type.text()).left(20);
        return fail(Code::NotRsa, KeySentences::notRsa(name));
    }
    if (jwk["d"])
        return fail(Code::PrivateKeyGiven, KeySentences::privateJwk());
    const auto n = jwk::number(jwk["n"]);
    const auto e = jwk::number(jwk["e"]);
    if (!n || !e)
        return fail(Code::NotAKey, KeySentences::notAJwk());
    const QCA::RSAPublicKey key{QCA::BigInteger(*n), QCA::BigInteger(*e)};
    if (key.isNull())
        return fail(Code::NotAKey, KeySentences::notAJwk());
    return keyreader::checkPublicKey(key).and_then([&key] { return fromKey(key); });
}

int RsaPublicKey::bits() const
{
    return m_data->bits;
}

QByteArray RsaPublicKey::pem() const
{
    return m_data->pem;
}

QByteArray RsaPublicKey::jwk() const
{
    return m_data->jwk;
}

QString RsaPublicKey::thumbprint() const
{
    return m_data->thumbprint;
}

QString RsaPublicKey::spkiSha256() const
{
    return m_data->spkiSha256;
}

bool RsaPublicKey::verify(const QByteArray &message, const QByteArray &signature) const
{
    return m_data->verifier->verify(message, signature);
}

QFuture<std::expected<RsaKeyPair, KeyError>> RsaKeyPair::generate(int bits)
{
    return QtConcurrent::run([bits]() -> std::expected<RsaKeyPair, KeyError> {
        if (std::ranges::find(generatedBits, bits) == generatedBits.end())
            return fail(Code::Failed, KeySentences::unsupportedBits(bits));
        QCA::KeyGenerator generator;
        const QCA::PrivateKey key = generator.createRSA(bits);
        if (key.isNull())
            return fail(Code::Failed, KeySentences::libraryRefused(QStringLiteral("RSA")));
        return fromKey(key);
    });
}

std::expected<RsaKeyPair, KeyError> RsaKeyPair::fromKey(const QCA::PrivateKey &key)
{
    return RsaPublicKey::fromKey(key.toPublicKey()).transform([&key](const RsaPublicKey &part) {
        return RsaKeyPair(key, part);
    });
}

std::expected<RsaKeyPair, KeyError> RsaKeyPair::fromPem(const QByteArray &pem,
                                                        const QCA::SecureArray &passphrase)
{
    return keyreader::privateKey(pem, passphrase).and_then(&RsaKeyPair::fromKey);
}

std::expected<RsaKeyPair, KeyError> RsaKeyPair::fromJwk(json::Value jwk)
{
    return jwk::privatePkcs8(jwk)
        .and_then(&keyreader::privateKeyOfDer)
        .and_then(&RsaKeyPair::fromKey);
}

std::expected<RsaKeyPair, KeyError> RsaKeyPair::fromFile(const QString &path,
                                                         const QCA::SecureArray &passphrase)
{
    const auto contents = keyreader::readFile(path);
    if (!contents)
        return std::unexpected(contents.error());
    return keyreader::privateKey(view(*contents), passphrase).and_then(&RsaKeyPair::fromKey);
}

QCA::SecureArray RsaKeyPair::privatePem() const
{
    return pem::write("PRIVATE KEY", view(m_private.toDER()));
}

std::expected<QByteArray, KeyError>
RsaKeyPair::encryptedPrivatePem(const QCA::SecureArray &passphrase) const
{
    if (passphrase.isEmpty())
        return fail(Code::PassphraseNeeded, KeySentences::noPassphraseToWrite());
    if (passphrase.size() > keyreader::mostPassphraseBytes)
        return fail(Code::Failed, KeySentences::passphraseTooLong(keyreader::mostPassphraseBytes));
    if (view(passphrase).contains('\0'))
        return fail(Code::Failed, KeySentences::passphraseWithNull());
    const auto der = openssl::encryptPkcs8(m_private.toDER(), passphrase);
    if (!der)
        return fail(Code::Failed, KeySentences::libraryRefused(der.error()));
    return pem::write("ENCRYPTED PRIVATE KEY", *der).toByteArray();
}

std::expected<void, KeyError> RsaKeyPair::writePrivate(const QString &path) const
{
    return writePrivateFile(path, view(privatePem())).transform_error([&path](const QString &why) {
        return KeyError{Code::Unreadable, KeySentences::notWritten(path, why)};
    });
}

QByteArray RsaKeyPair::sign(const QByteArray &message) const
{
    // Signing changes a QCA key object: a copy (about 1 µs) keeps threads apart, and shares the
    // parsed key beneath.
    QCA::PrivateKey key = m_private;
    return key.signMessage(message, QCA::EMSA3_SHA256);
}

} // namespace auth
