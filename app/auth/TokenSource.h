// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/RsaKeyPair.h"

#include <QByteArray>
#include <QString>

#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

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

    /// Why a token was signed.
    enum class Reason {
        First,         ///< there was none yet
        Age,           ///< the one before was older than resignAfter
        ClockWentBack, ///< the clock is before the iat of the one before
        Refused,       ///< the platform refused the one before
        ClockOffset,   ///< the server's clock turned out to differ
        Asked,         ///< a person wanted a new one
    };
    /// A sentence.
    static QString inWords(Reason reason);
    /// One signing of this run; never the token itself.
    struct Signing
    {
        qint64 at = 0; ///< this machine's clock, milliseconds
        int generation = 0;
        Reason reason = Reason::First;
        qint64 issuedAt = 0;
        qint64 expiresAt = 0;
    };
    /// So many signings are remembered; older ones are dropped.
    static constexpr std::size_t longestHistory = 200;

    TokenSource(RsaKeyPair key, QString domain, Clock clock = systemClock());

    /// The cached token, or a new one when it is older than resignAfter (or the clock went back
    /// past iat).
    Token token();
    /// The cached token as it is, for showing; nothing when there is none. Never signs.
    std::optional<Token> current() const;
    /// The signings of this run, oldest first.
    std::vector<Signing> history() const;
    /// Drops the cached token when it is still of @p generation: two requests that were refused
    /// with the same token re-sign it once.
    void invalidate(int generation);
    /// Drops the cached token, as a person asked for: the next token() is a new one.
    void renew();
    /// Added to the clock before signing: positive when the server is ahead. A new value drops the
    /// cached token. An offset comes from a Date header with whole seconds and may be half a second
    /// off, so iat is then one second earlier: never in the server's future.
    void setClockOffset(qint64 milliseconds);
    qint64 clockOffset() const;

    QString domain() const { return m_domain; }
    const RsaKeyPair &key() const { return m_key; }

private:
    qint64 now() const; // Unix seconds, floored
    std::optional<Reason> reasonToSign(qint64 now) const;

    const RsaKeyPair m_key;
    const QString m_domain;
    const Clock m_clock;
    mutable std::mutex m_mutex;
    Token m_token;
    qint64 m_clockOffset = 0;
    Reason m_droppedFor = Reason::First; // why there is no token
    std::deque<Signing> m_history;
};

} // namespace auth
