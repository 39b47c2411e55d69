// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

namespace api {

/// localhost, 127.0.0.0/8 and ::1. Other names could lead anywhere; also those below localhost,
/// which RFC 6761 6.3 calls loopback: many resolvers ask the DNS for them all the same.
bool isLoopback(const QUrl &url);
/// https, or http to the loopback: where credentials may be sent at all.
bool mayCarryCredentials(const QUrl &url);
/// Same scheme, host and port (RFC 6454 4).
bool sameOrigin(const QUrl &left, const QUrl &right);
/// "https://api.example.org:8443", without anything secret.
QString originText(const QUrl &url);

} // namespace api
