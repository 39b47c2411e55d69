// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Session.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>

namespace models {

/// What the top bar says of a session: token, key and clock, each as a level, a few words and a
/// sentence. Ticks once a second while the token has less than two minutes, else every ten.
class SessionStatus : public QObject
{
    Q_OBJECT

public:
    enum class Level { Unknown, Ok, Warn, Bad };
    Q_ENUM(Level)
    struct Item
    {
        Level level = Level::Unknown;
        QString text;    ///< "token 47 min"
        QString details; ///< for tool tip and screen reader, plain text
        bool operator==(const Item &) const = default;
    };

    explicit SessionStatus(QObject *parent = nullptr);

    void setSession(api::Session *session); ///< null: none
    /// Looks again at once: after something that sends no signal, such as allowClockOffset().
    void update();

    Item token() const { return m_token; }
    double tokenShareLeft() const { return m_share; } ///< 0 to 1
    Item key() const { return m_key; }
    Item clock() const { return m_clock; }

Q_SIGNALS:
    void changed();

private:
    QPointer<api::Session> m_session;
    QTimer m_timer;
    Item m_token, m_key, m_clock;
    double m_share = 0;
};

} // namespace models
