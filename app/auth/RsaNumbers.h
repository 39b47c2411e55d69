// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/auth: a private key from its numbers. QCA takes them unchecked, and not without the
// primes.
#pragma once

#include <QtCrypto>

#include <optional>

namespace auth {

/// The numbers of RFC 8017 3.2, big-endian without sign. The five after d are all there or all
/// empty.
struct RsaNumbers
{
    QCA::SecureArray n, e, d;
    QCA::SecureArray p, q, dp, dq, qi;
};

/// PKCS#8 DER; nothing when the numbers do not belong together. Primes that are not given are found
/// (NIST SP 800-56B, appendix C.2).
std::optional<QCA::SecureArray> rsaPkcs8(const RsaNumbers &numbers);

} // namespace auth
