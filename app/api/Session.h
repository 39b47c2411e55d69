// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/ApiClient.h"
#include "app/api/Catalogue.h"
#include "app/api/History.h"
#include "app/api/Profile.h"
#include "app/api/RequestQueue.h"

#include <QObject>
#include <QtCrypto>

#include <chrono>
#include <memory>
#include <optional>

namespace auth {
class KeyStore;
}

namespace api {

class ChangeLog;

/// A profile in use: its key, token, client and queue. The window talks to the platform through
/// this.
class Session : public QObject
{
    Q_OBJECT

public:
    enum class KeyState {
        Reading, ///< in a worker; requests wait for it, and keyStateChanged() says when it is over
        Ready,
        NeedsPassphrase, ///< call unlock()
        Missing,         ///< no key file in the profile
        Unusable,        ///< keyProblem() says why
    };
    Q_ENUM(KeyState)

    /// What the platform has said to tokens of this key, in this session.
    enum class KeyTrust {
        Untried,
        Accepted, ///< the last answer that tells it was a good one
        Refused,  ///< it was a 401
    };
    Q_ENUM(KeyTrust)

    enum class Unlocked { Yes, WrongPassphrase, KeyUnusable };
    Q_ENUM(Unlocked)

    /// Begins to read the profile's key. @p history and @p keys outlive the session; both may be
    /// null, and a key that lies in a key store is then of no use. A pair that the key store knows
    /// as compromised, or for callbacks, never signs here, wherever it was read from; one that is
    /// found out later signs nothing more from that moment.
    Session(const Profile &profile, std::shared_ptr<const Catalogue> catalogue, History *history,
            auth::KeyStore *keys = nullptr, QObject *parent = nullptr);
    ~Session() override;

    const Profile &profile() const;
    const Catalogue &catalogue() const;
    /// Documents were imported or undone: what is asked for from now on is in @p catalogue.
    /// References into the one before stay valid as long as the session.
    void setCatalogue(std::shared_ptr<const Catalogue> catalogue);
    RequestQueue &queue();
    History *history() const;
    /// Where changes of resources are recorded; null: nowhere. It outlives the session.
    ChangeLog *changeLog() const;
    void setChangeLog(ChangeLog *log);

    KeyState keyState() const;
    /// A sentence; after a wrong passphrase the one that says so. Empty when Ready.
    QString keyProblem() const;
    KeyTrust keyTrust() const;
    int keyBits() const; ///< 0 when not Ready
    QString keyThumbprint() const;
    /// What the key is called: its name in the key store, or the path of its file.
    QString keyName() const;
    /// With NeedsPassphrase: it is the key store's, which opens all of its keys.
    bool isKeyStoreLocked() const;
    /// Waits until the key is read, in an event loop of its own: for programs without a window.
    /// False when that took longer than @p patience: a keychain may wait for a person.
    bool waitForKey(std::optional<std::chrono::milliseconds> patience = {});
    /// The profile's key file is now the pair @p keyId of the key store; the key stays the same.
    void takeKeyId(const QString &keyId);
    /// Tries a passphrase for an encrypted key, or for the key store, in a worker; unlockFinished()
    /// says what came of it. An unlocked key is remembered for the run of the program: other
    /// sessions with the same file don't ask again. Does nothing unless the state is
    /// NeedsPassphrase.
    void unlock(const QString &passphrase);
    bool isUnlocking() const;
    /// Sends passphraseWanted(): whoever can ask for it does.
    void askForPassphrase();
    void cancelUnlock(); ///< as if unlock() had not been called; without a signal

    /// What signs for this session; null when there is no key (yet).
    std::shared_ptr<auth::TokenSource> tokens() const;
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
    void keyTrustChanged();
    void passphraseWanted();
    /// After keyStateChanged(), if there was one.
    void unlockFinished(api::Session::Unlocked result);
    void clockOffsetChanged();
    /// @p passphrase has opened the profile's encrypted key file: it can be linked.
    void keyFileUnlocked(const QCA::SecureArray &passphrase);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace api
