// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/Jwt.h"
#include "app/auth/RsaKeyPair.h"

#include <QString>

#include <optional>
#include <vector>

namespace auth {

/// The platform's rules, in seconds.
constexpr qint64 maximumAge = 60 * 60;
constexpr qint64 maximumLifetime = 90 * 60;

struct TokenCheck
{
    /// form, header, algorithm, key, signature, sub, iat, exp, lifetime
    QString name;
    bool passed = false;
    /// The evidence in words: what was found, what the rule wants, how far apart.
    QString detail;
    /// False: there was nothing to look at, and detail says why.
    bool looked = true;
};

struct TokenVerdict
{
    bool accepted = false;
    /// Always all nine, in the order above; one that could not be looked at has failed and says
    /// why.
    std::vector<TokenCheck> checks;
    /// Present when the token could be decoded.
    std::optional<Jwt> token;
    /// The first check that failed; null when accepted.
    const TokenCheck *firstFailure() const;
};

struct TokenPolicy
{
    /// Absent: the check "key" fails and says that there is none.
    std::optional<RsaPublicKey> publicKey;
    QString domain;
    /// The moment of the check, Unix seconds.
    double now = 0;
    /// Seconds by which a clock may be off, both ways.
    double leeway = 0;
    /// Words for the checks that pass, too. For tokens by the ten thousand they are most of the
    /// work beside the signature.
    bool tellsPassed = true;
};

/// Runs the platform's named checks on @p token. Never throws; any input gives a verdict.
TokenVerdict checkToken(const QByteArray &token, const TokenPolicy &policy);

} // namespace auth
