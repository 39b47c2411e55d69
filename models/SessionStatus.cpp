// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/SessionStatus.h"

#include "app/auth/TokenSource.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr qint64 closeToEnd = 2 * 60; // seconds; from here on every second counts
constexpr int fastTick = 1'000;
constexpr int slowTick = 10'000;

/// "47 s", "12 min", "5 h": units are symbols and have no plural.
QString span(qint64 seconds)
{
    if (seconds < closeToEnd)
        return SessionStatus::tr("%1 s").arg(seconds);
    if (seconds < 2 * 60 * 60)
        return SessionStatus::tr("%1 min").arg(seconds / 60);
    return SessionStatus::tr("%1 h").arg(seconds / (60 * 60));
}

SessionStatus::Item tokenItem(const std::optional<qint64> &left)
{
    using Level = SessionStatus::Level;
    if (!left) {
        return {Level::Unknown, SessionStatus::tr("no token yet"),
                SessionStatus::tr("The first request signs a token with your key.")};
    }
    if (*left <= 0) {
        return {Level::Warn, SessionStatus::tr("token ended"),
                SessionStatus::tr("The next request signs a new one by itself.")};
    }
    if (*left < auth::tokenLifetime - auth::resignAfter) {
        return {
            Level::Warn, SessionStatus::tr("token %1").arg(span(*left)),
            SessionStatus::tr("The token ends in %1. The next request signs a new one by itself.")
                .arg(span(*left))};
    }
    return {Level::Ok, SessionStatus::tr("token %1").arg(span(*left)),
            SessionStatus::tr("The token is valid for another %1.").arg(span(*left))};
}

SessionStatus::Item readyKeyItem(const api::Session &session)
{
    using Level = SessionStatus::Level;
    const QString key = SessionStatus::tr("RSA key of %1 bits, thumbprint %2.")
                            .arg(session.keyBits())
                            .arg(session.keyThumbprint());
    const auto with = [&key](const QString &sentence) { return sentence + u' ' + key; };
    switch (session.keyTrust()) {
    case api::Session::KeyTrust::Untried:
        return {Level::Unknown, SessionStatus::tr("key not tried yet"),
                with(SessionStatus::tr("The key can sign; the platform has not answered a request "
                                       "of this profile yet."))};
    case api::Session::KeyTrust::Refused:
        return {Level::Bad, SessionStatus::tr("key refused"),
                with(SessionStatus::tr("The platform refused the last token that was signed with "
                                       "this key. Look at it on the page Tokens, and whether the "
                                       "public key was uploaded."))};
    case api::Session::KeyTrust::Accepted:
        break;
    }
    return {Level::Ok, SessionStatus::tr("key ok"),
            with(SessionStatus::tr("The platform takes tokens that are signed with this key."))};
}

SessionStatus::Item keyItem(const api::Session &session)
{
    using Level = SessionStatus::Level;
    switch (session.keyState()) {
    case api::Session::KeyState::Reading:
        return {Level::Unknown, SessionStatus::tr("reading key"),
                SessionStatus::tr("The key of the profile is being read. Where the system's "
                                  "keychain has to be unlocked for it, that asks for its password "
                                  "in a window of its own.")};
    case api::Session::KeyState::Ready:
        return readyKeyItem(session);
    case api::Session::KeyState::NeedsPassphrase:
        return {
            Level::Warn, SessionStatus::tr("key needs passphrase"),
            SessionStatus::tr("The key is locked with a passphrase. Unlock it to send requests.")};
    case api::Session::KeyState::Missing:
        return {Level::Bad, SessionStatus::tr("key missing"),
                SessionStatus::tr("The profile has no private key. Choose one in the profile.")};
    case api::Session::KeyState::Unusable:
        break;
    }
    return {Level::Bad, SessionStatus::tr("key unusable"), session.keyProblem()};
}

SessionStatus::Item clockItem(const api::Session &session)
{
    using Level = SessionStatus::Level;
    if (!session.clockIsOff()) {
        return {
            Level::Ok, SessionStatus::tr("clock ok"),
            SessionStatus::tr(
                "This computer's clock agrees with the platform's, as far as its replies tell.")};
    }
    // The offset is the server's clock minus ours: ahead of us means that we are behind.
    const qint64 seconds = session.clockOffset() / 1000;
    const QString text = seconds > 0 ? SessionStatus::tr("clock %1 behind").arg(span(seconds))
                                     : SessionStatus::tr("clock %1 ahead").arg(span(-seconds));
    if (session.profile().allowClockOffset) {
        return {Level::Ok, text,
                SessionStatus::tr(
                    "Tokens are signed by the platform's clock, so this does no harm here.")};
    }
    return {
        Level::Warn, text,
        SessionStatus::tr(
            "The platform refuses tokens from a wrong clock. Set this computer's clock, or allow "
            "for the difference in the profile.")};
}

} // namespace

SessionStatus::SessionStatus(QObject *parent)
    : QObject(parent)
{
    connect(&m_timer, &QTimer::timeout, this, &SessionStatus::update);
}

void SessionStatus::setSession(api::Session *session)
{
    if (m_session) {
        disconnect(m_session, nullptr, this, nullptr);
        disconnect(&m_session->queue(), nullptr, this, nullptr);
    }
    m_session = session;
    if (session) {
        connect(session, &api::Session::keyStateChanged, this, &SessionStatus::update);
        connect(session, &api::Session::keyTrustChanged, this, &SessionStatus::update);
        connect(session, &api::Session::clockOffsetChanged, this, &SessionStatus::update);
        connect(session, &QObject::destroyed, this, &SessionStatus::update);
        // The first token and each new one are signed for a request.
        connect(&session->queue(), &api::RequestQueue::idle, this, &SessionStatus::update);
    }
    update();
}

void SessionStatus::update()
{
    Item token, key, clock;
    double share = 0;
    std::optional<qint64> left;
    if (m_session) {
        left = m_session->tokenSecondsLeft();
        token = tokenItem(left);
        key = keyItem(*m_session);
        clock = clockItem(*m_session);
        share = std::clamp(double(left.value_or(0)) / double(auth::tokenLifetime), 0.0, 1.0);
        m_timer.start(left && *left > 0 && *left < closeToEnd ? fastTick : slowTick);
    } else {
        m_timer.stop();
    }
    if (token == m_token && key == m_key && clock == m_clock && share == m_share)
        return;
    m_token = token;
    m_key = key;
    m_clock = clock;
    m_share = share;
    Q_EMIT changed();
}

} // namespace models
