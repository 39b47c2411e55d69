// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/KeyStore.h"
#include "app/auth/KeyText.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <deque>
#include <functional>

namespace models {

/// The id of the pair that was made or changed, or what kept it from being so.
struct KeyOutcome : auth::KeyResult<QString>
{
    using auth::KeyResult<QString>::expected;
    /// Qt asks for it of what a signal carries.
    bool operator==(const KeyOutcome &other) const
    {
        return has_value() == other.has_value() &&
               (has_value() ? **this == *other : error().message == other.error().message);
    }
};

/// What is asked of a person before a new pair is made.
struct NewKey
{
    QString name;
    auth::KeyUse use = auth::KeyUse::ApiAccess;
    int bits = 2048;
    auth::KeyState state = auth::KeyState::Active;
};

/// One operation on a key store at a time, with texts as a window has them: each function ends with
/// finished(), or, after cancel(), with cancelled(). Another one that is begun meanwhile waits for
/// its turn: the store tells of a change before the operation that made it has ended here, and who
/// answers to that at once must not be passed over.
class KeyTask : public QObject
{
    Q_OBJECT

public:
    /// @p store outlives it.
    explicit KeyTask(auth::KeyStore *store, QObject *parent = nullptr);
    /// Cancels what runs.
    ~KeyTask() override;

    /// The user's passphrase, entered before the operation that is begun next; empty: none needed.
    void setStorePassphrase(const QString &passphrase) { m_storePassphrase = passphrase; }

    void unlock(const QString &passphrase);
    void generate(const NewKey &wanted);
    void importText(const NewKey &wanted, const QCA::SecureArray &text, const QString &passphrase);
    void linkFile(const NewKey &wanted, const QString &path, const QString &passphrase);
    void rename(const QString &id, const QString &name);
    void setState(const QString &id, auth::KeyState state);
    void remove(const QString &id);
    /// Opens a pair whose keychain is gone with the passphrase of its file.
    void reopen(const QString &id, const QString &passphrase);
    /// Writes the pair to @p path, encrypted by @p passphrase. @p opens: the passphrase of a linked
    /// file.
    void exportPrivate(const QString &id, const QString &path, const QString &passphrase,
                       const QString &opens = {});

    /// Something is under way, or waits for its turn.
    bool isRunning() const { return m_running; }
    /// Best effort: what was done already stays done, and is told by finished(). What waits for its
    /// turn is dropped.
    void cancel();

    /// A private key as it lies in @p path (at most 1 MB), to be looked at and imported; the error
    /// is a sentence.
    static std::expected<QCA::SecureArray, QString> readFile(const QString &path);
    static auth::KeyText inspect(const QCA::SecureArray &text);
    /// SPKI PEM or JWK, as text.
    enum class PublicForm { Pem, Jwk };
    static auth::KeyResult<QByteArray> publicText(const auth::KeyStore &store, const QString &id,
                                                  PublicForm form);
    /// In a worker; the error is a sentence.
    static QFuture<std::expected<void, QString>> writePublic(const QString &path,
                                                             const QByteArray &text);
    /// Whether an error asks for the passphrase of the key's own file.
    static bool wantsFilePassphrase(const auth::KeyStoreError &error);

Q_SIGNALS:
    void finished(const models::KeyOutcome &outcome);
    void cancelled();

private:
    /// @p begin starts the operation, @p outcome makes of its result what finished() tells.
    template <typename T>
    void run(std::function<QFuture<auth::KeyResult<T>>()> begin,
             std::function<KeyOutcome(const T &)> outcome);
    void runVoid(std::function<QFuture<auth::KeyResult<void>>()> begin, const QString &id);
    template <typename T>
    void watch(const QFuture<auth::KeyResult<T>> &future,
               std::function<void(const auth::KeyResult<T> &)> done);
    void unlockThen(const QString &passphrase, std::function<void()> next);
    /// Now, or when what runs has ended.
    void inTurn(std::function<void()> work);
    void startNext();
    void end(const KeyOutcome &outcome);

    auth::KeyStore *const m_store;
    QString m_storePassphrase;
    QFuture<void> m_future;
    std::deque<std::function<void()>> m_waiting;
    bool m_running = false;
};

} // namespace models
