// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenSource.h"

#include "app/auth/Jwt.h"

#include <QDateTime>

#include <limits>

namespace auth {

namespace {

/// Saturates: a clock is a caller's function, and an offset comes from a server's header.
qint64 sum(qint64 left, qint64 right)
{
    qint64 result = 0;
    if (!qAddOverflow(left, right, &result))
        return result;
    return right < 0 ? std::numeric_limits<qint64>::min() : std::numeric_limits<qint64>::max();
}

/// Never up: a token from the future is refused.
qint64 flooredSeconds(qint64 milliseconds)
{
    return milliseconds / 1000 - (milliseconds % 1000 < 0 ? 1 : 0);
}

} // namespace

Clock systemClock()
{
    return [] { return QDateTime::currentMSecsSinceEpoch(); };
}

TokenSource::TokenSource(RsaKeyPair key, QString domain, Clock clock)
    : m_key(std::move(key))
    , m_domain(std::move(domain))
    , m_clock(clock ? std::move(clock) : systemClock())
{
}

TokenSource::Token TokenSource::token()
{
    const std::lock_guard lock(m_mutex);
    const qint64 issuedAt = now();
    const qint64 age = issuedAt - m_token.issuedAt;
    if (m_token.text.isEmpty() || age < 0 || age >= resignAfter) {
        m_token.issuedAt = issuedAt;
        m_token.expiresAt = issuedAt + tokenLifetime;
        m_token.text = signToken({m_domain, issuedAt, m_token.expiresAt}, m_key);
        ++m_token.generation;
    }
    return m_token;
}

void TokenSource::invalidate(int generation)
{
    const std::lock_guard lock(m_mutex);
    if (m_token.generation == generation)
        m_token.text.clear(); // the count goes on
}

void TokenSource::setClockOffset(qint64 milliseconds)
{
    const std::lock_guard lock(m_mutex);
    if (std::exchange(m_clockOffset, milliseconds) != milliseconds)
        m_token.text.clear();
}

qint64 TokenSource::clockOffset() const
{
    const std::lock_guard lock(m_mutex);
    return m_clockOffset;
}

qint64 TokenSource::now() const
{
    return flooredSeconds(sum(m_clock(), m_clockOffset));
}

} // namespace auth
