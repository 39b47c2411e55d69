// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenSource.h"

#include "app/auth/Jwt.h"

#include <QCoreApplication>
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

/// How far a known clock offset may be off.
constexpr qint64 offsetUncertainty = 1000; // ms

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

QString TokenSource::inWords(Reason reason)
{
    switch (reason) {
    case Reason::First:
        return QCoreApplication::translate("auth::TokenSource", "The first token of this run.");
    case Reason::Age:
        return QCoreApplication::translate("auth::TokenSource",
                                           "The token before was more than 50 minutes old.");
    case Reason::ClockWentBack:
        return QCoreApplication::translate("auth::TokenSource",
                                           "This machine's clock was set back.");
    case Reason::Refused:
        return QCoreApplication::translate("auth::TokenSource",
                                           "The platform refused the token before.");
    case Reason::ClockOffset:
        return QCoreApplication::translate("auth::TokenSource",
                                           "The difference to the platform's clock changed.");
    case Reason::Asked:
        return QCoreApplication::translate("auth::TokenSource", "A new token was asked for.");
    }
    Q_UNREACHABLE_RETURN({});
}

TokenSource::Token TokenSource::token()
{
    const std::lock_guard lock(m_mutex);
    const qint64 issuedAt = now();
    if (const auto reason = reasonToSign(issuedAt)) {
        m_token.issuedAt = issuedAt;
        m_token.expiresAt = issuedAt + tokenLifetime;
        m_token.text = signToken({m_domain, issuedAt, m_token.expiresAt}, m_key);
        ++m_token.generation;
        m_history.push_back({m_clock(), m_token.generation, *reason, issuedAt, m_token.expiresAt});
        if (m_history.size() > longestHistory)
            m_history.pop_front();
    }
    return m_token;
}

std::optional<TokenSource::Reason> TokenSource::reasonToSign(qint64 now) const
{
    if (m_token.text.isEmpty())
        return m_droppedFor;
    const qint64 age = now - m_token.issuedAt;
    if (age < 0)
        return Reason::ClockWentBack;
    if (age >= resignAfter)
        return Reason::Age;
    return std::nullopt;
}

std::optional<TokenSource::Token> TokenSource::current() const
{
    const std::lock_guard lock(m_mutex);
    if (m_token.text.isEmpty())
        return std::nullopt;
    return m_token;
}

std::vector<TokenSource::Signing> TokenSource::history() const
{
    const std::lock_guard lock(m_mutex);
    return {m_history.begin(), m_history.end()};
}

void TokenSource::invalidate(int generation)
{
    const std::lock_guard lock(m_mutex);
    if (m_token.text.isEmpty() || m_token.generation != generation)
        return;
    m_token.text.clear(); // the count goes on
    m_droppedFor = Reason::Refused;
}

void TokenSource::renew()
{
    const std::lock_guard lock(m_mutex);
    if (m_token.text.isEmpty())
        return;
    m_token.text.clear();
    m_droppedFor = Reason::Asked;
}

void TokenSource::setClockOffset(qint64 milliseconds)
{
    const std::lock_guard lock(m_mutex);
    if (std::exchange(m_clockOffset, milliseconds) == milliseconds || m_token.text.isEmpty())
        return;
    m_token.text.clear();
    m_droppedFor = Reason::ClockOffset;
}

qint64 TokenSource::clockOffset() const
{
    const std::lock_guard lock(m_mutex);
    return m_clockOffset;
}

qint64 TokenSource::now() const
{
    const qint64 time = sum(m_clock(), m_clockOffset);
    return flooredSeconds(m_clockOffset == 0 ? time : sum(time, -offsetUncertainty));
}

} // namespace auth
