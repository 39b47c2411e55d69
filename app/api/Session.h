// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/ApiClient.h"
#include "app/api/Catalogue.h"
#include "app/api/History.h"
#include "app/api/Profile.h"
#include "app/api/RequestQueue.h"

#include <QObject>

#include <memory>
#include <optional>

namespace api {

/// A profile in use: its key, token, client and queue. The window talks to the platform through
/// this.
class Session : public QObject
{
    Q_OBJECT

public:
    enum class KeyState {
        Ready,
        NeedsPassphrase, ///< call unlock()
        Missing,         ///< no key file in the profile
        Unusable,        ///< keyProblem() says why
    };
    Q_ENUM(KeyState)

    /// Reads the profile's key. @p history and @p catalogue outlive the session.
    Session(const Profile &profile, std::shared_ptr<const Catalogue> catalogue, History *history,
            QObject *parent = nullptr);
    ~Session() override;

    const Profile &profile() const;
    const Catalogue &catalogue() const;
    RequestQueue &queue();
    History *history() const;

    KeyState keyState() const;
    QString keyProblem() const; ///< a sentence; empty when Ready
    int keyBits() const;        ///< 0 when not Ready
    QString keyThumbprint() const;
    /// Tries a passphrase for an encrypted key; false when it is the wrong one. An unlocked key is
    /// remembered for the run of the program: other sessions with the same file don't ask again.
    bool unlock(const QString &passphrase);

    /// Signed if need be; nothing when there is no key.
    std::optional<auth::TokenSource::Token> token();
    /// Seconds until the current token ends by the allowed-for clock; nothing when there is none
    /// yet.
    std::optional<qint64> tokenSecondsLeft() const;

    qint64 clockOffset() const; ///< ms, server minus ours
    bool clockIsOff() const;    ///< by more than 30 s
    /// Signs by the server's clock from now on.
    void allowClockOffset(bool allow);

    /// Values for {domain} in paths.
    QHash<QString, QString> pathValues() const;

Q_SIGNALS:
    void keyStateChanged();
    void clockOffsetChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace api
