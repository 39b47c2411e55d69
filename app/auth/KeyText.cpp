// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/KeyText.h"

#include "app/auth/JsonWebKey.h"
#include "app/auth/KeyReader.h"
#include "app/auth/Pem.h"
#include "app/json/Document.h"

#include <algorithm>

namespace auth {

namespace {

KeyText::Form formOf(QByteArrayView text)
{
    if (jwk::looksLike(text))
        return KeyText::Form::Jwk;
    return pem::blocks(text).empty() ? KeyText::Form::Unknown : KeyText::Form::Pem;
}

/// The public key that was given instead, for its length.
std::optional<RsaPublicKey> publicKey(KeyText::Form form, QByteArrayView text)
{
    if (form == KeyText::Form::Jwk) {
        json::Document document;
        const auto found = jwk::find(text, document);
        const auto key = found.and_then(&RsaPublicKey::fromJwk);
        return key ? std::optional(*key) : std::nullopt;
    }
    const auto key = RsaPublicKey::fromPem(text.toByteArray());
    return key ? std::optional(*key) : std::nullopt;
}

} // namespace

KeyText KeyText::inspect(QByteArrayView text)
{
    KeyText result;
    result.form = formOf(text);
    const auto key = privateKey(text);
    if (key) {
        result.isPrivate = true;
        result.bits = key->bits();
        result.thumbprint = key->thumbprint();
        return result;
    }
    if (key.error().code == KeyError::Code::PassphraseNeeded) {
        result.isPrivate = true;
        result.isEncrypted = true;
        return result;
    }
    result.problem = key.error();
    if (key.error().code == KeyError::Code::PublicKeyGiven) {
        if (const auto given = publicKey(result.form, text)) {
            result.bits = given->bits();
            result.thumbprint = given->thumbprint();
        }
    }
    return result;
}

std::expected<RsaKeyPair, KeyError> KeyText::privateKey(QByteArrayView text,
                                                        const QCA::SecureArray &passphrase)
{
    if (jwk::looksLike(text)) {
        json::Document document;
        return jwk::find(text, document).and_then(&RsaKeyPair::fromJwk);
    }
    // Not copied: the bytes may be secret.
    return RsaKeyPair::fromPem(QByteArray::fromRawData(text.data(), text.size()), passphrase);
}

std::expected<RsaKeyPair, KeyError> KeyText::fromFile(const QString &path,
                                                      const QCA::SecureArray &passphrase)
{
    const auto contents = keyreader::readFile(path);
    if (!contents)
        return std::unexpected(contents.error());
    return privateKey({contents->constData(), qsizetype(contents->size())}, passphrase);
}

} // namespace auth
