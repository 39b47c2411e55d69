// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/CallbackKey.h"

namespace auth {

std::expected<CallbackPublicKey, KeyError> CallbackPublicKey::fromPem(const QByteArray &pem)
{
    return RsaPublicKey::fromPem(pem).transform(
        [](const RsaPublicKey &key) { return CallbackPublicKey(key); });
}

bool CallbackPublicKey::verifyCallback(const QByteArray &message, const QByteArray &signature) const
{
    return m_key.verify(message, signature);
}

std::expected<CallbackKeyPair, KeyError>
CallbackKeyPair::fromPem(const QByteArray &pem, const QCA::SecureArray &passphrase)
{
    return RsaKeyPair::fromPem(pem, passphrase).transform([](const RsaKeyPair &pair) {
        return CallbackKeyPair(pair);
    });
}

QByteArray CallbackKeyPair::signCallback(const QByteArray &message) const
{
    return m_pair.sign(message);
}

} // namespace auth
