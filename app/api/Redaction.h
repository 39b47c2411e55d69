// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Request.h"

#include <QByteArray>
#include <QString>

namespace api {

/// The one place that takes secrets out of what is kept or shown: tokens (anything of the JWS
/// compact form), PEM private keys, Authorization, Cookie and Set-Cookie values, and JSON members
/// named like a secret (password, secret, token, trunkKey, privateKey, ...: any case), whatever
/// their nesting.
QByteArray redacted(const QByteArray &text);
QString redacted(const QString &text);
Headers redacted(const Headers &headers);
/// Of a body of that media type: in text/csv also the columns that are named like a secret.
QByteArray redactedBody(const QByteArray &body, const QByteArray &contentType);

} // namespace api
