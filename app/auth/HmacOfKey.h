// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/auth: recognises the old attack on careless verifiers (RFC 8725 2.1), to name it.
// There is no way to accept such a token.
#pragma once

#include "app/auth/RsaKeyPair.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace auth {

/// The form of @p key ("PEM", "DER", ...) with which as a secret @p signature is an HMAC of
/// @p message; nothing when it is none of the usual ones.
std::optional<QString> hmacSecretOf(const RsaPublicKey &key, QByteArrayView message,
                                    QByteArrayView signature);

} // namespace auth
