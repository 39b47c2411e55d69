// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/RsaKeyPair.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <mutex>

namespace auth {

/// Milliseconds since 1970, UTC.
using Clock = std::function<qint64()>;
Clock systemClock();

constexpr qint64 tokenLifetime = 55 * 60; ///< seconds from iat to exp
constexpr qint64 resignAfter = 50 * 60;   ///< seconds after which a token is replaced

/// One cached token for a domain, signed anew in time. Thread-safe.
class TokenSource
{
public:
    struct Token
    {
        QByteArray text;
        qint64 issuedAt = 0;  ///< Unix seconds, by the allowed-for clock
        qint64 expiresAt = 0; ///< Unix seconds, by the allowed-for clock
        int generation = 0;   ///< counts signings, from 1
    };

    TokenSource(RsaKeyPair key, QString domain, Clock clock = systemClock());

    /// The cached token, or a new one when it is older than resignAfter (or the clock went back
    /// past iat).
    Token token();
    /// Drops the cached token when it is still of @p generation: two requests that were refused
    /// with the same token re-sign it once.
    void invalidate(int generation);
    /// Added to the clock before signing: positive when the server is ahead. A new value drops the
    /// cached token.
    void setClockOffset(qint64 milliseconds);
    qint64 clockOffset() const;

    QString domain() const { return m_domain; }
    const RsaKeyPair &key() const { return m_key; }

private:
    qint64 now() const; // Unix seconds, floored

    const RsaKeyPair m_key;
    const QString m_domain;
    const Clock m_clock;
    mutable std::mutex m_mutex;
    Token m_token;
    qint64 m_clockOffset = 0;
};

} // namespace auth
