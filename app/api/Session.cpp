// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/Session.h"

#include "app/api/RefusedToken.h"
#include "app/auth/RsaKeyPair.h"

#include <QDateTime>
#include <QEventLoop>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QHash>
#include <QPointer>
#include <QtConcurrentRun>

#include <cstdlib>
#include <mutex>

using namespace Qt::StringLiterals;

namespace api {

namespace {

using KeyResult = std::expected<auth::RsaKeyPair, auth::KeyError>;

/// What a worker found, and the file as it was then.
struct KeyRead
{
    QString identity;
    KeyResult key;
};

/// Keys that were unlocked in this run, by file and the moment when it was written: a passphrase is
/// asked for once. Never destroyed: QCA goes before it could be.
class UnlockedKeys
{
public:
    static UnlockedKeys &instance()
    {
        static auto *keys = new UnlockedKeys;
        return *keys;
    }
    std::optional<auth::RsaKeyPair> find(const QString &identity)
    {
        const std::scoped_lock lock(m_mutex);
        const auto known = m_keys.constFind(identity);
        return known == m_keys.cend() ? std::nullopt : std::optional(*known);
    }
    void keep(const QString &identity, const auth::RsaKeyPair &key)
    {
        const std::scoped_lock lock(m_mutex);
        m_keys.insert(identity, key);
    }

private:
    std::mutex m_mutex;
    QHash<QString, auth::RsaKeyPair> m_keys;
};

QString keyIdentity(const QString &file)
{
    const QFileInfo info(file);
    return u"%1|%2|%3"_s.arg(info.canonicalFilePath())
        .arg(info.lastModified().toMSecsSinceEpoch())
        .arg(info.size());
}

/// In a worker: a file may lie on a slow disk, and opening an encrypted key takes a while by
/// design.
KeyRead readKeyFile(const QString &file, const QCA::SecureArray &passphrase)
{
    const QString identity = keyIdentity(file);
    if (const auto known = UnlockedKeys::instance().find(identity))
        return {identity, *known};
    return {identity, auth::RsaKeyPair::fromFile(file, passphrase)};
}

QCA::SecureArray secure(const QString &passphrase)
{
    QByteArray bytes = passphrase.toUtf8();
    const QCA::SecureArray result(bytes);
    bytes.fill('\0');
    return result;
}

} // namespace

class Session::Private
{
public:
    using Watcher = QFutureWatcher<KeyRead>;

    void startReading(const QCA::SecureArray &passphrase);
    void haveRead();
    void refuseKey(const auth::KeyError &error);
    void setKeyState(KeyState state);
    void useKey(const auth::RsaKeyPair &key);
    void applyClockOffset();

    Session *q = nullptr;
    Profile profile;
    std::shared_ptr<const Catalogue> catalogue;
    History *history = nullptr;
    KeyState keyState = KeyState::Missing;
    QString keyProblem;
    std::unique_ptr<Watcher> reading; // its worker may outlive it: nothing of ours is used there
    std::shared_ptr<auth::TokenSource> tokens;
    std::unique_ptr<ApiClient> client;
    std::unique_ptr<RequestQueue> queue; // after the client: goes first
    std::optional<auth::TokenSource::Token> token;
};

void Session::Private::startReading(const QCA::SecureArray &passphrase)
{
    reading = std::make_unique<Watcher>();
    QObject::connect(reading.get(), &Watcher::finished, q, [this] { haveRead(); });
    reading->setFuture(QtConcurrent::run(readKeyFile, profile.keyFile, passphrase));
}

void Session::Private::haveRead()
{
    const std::unique_ptr<Watcher, QScopedPointerDeleteLater> done(reading.release());
    const KeyRead read = done->result();
    const bool unlocking = keyState == KeyState::NeedsPassphrase;
    const QPointer<Session> alive(q);
    Unlocked outcome = Unlocked::Yes;
    if (read.key) {
        if (unlocking)
            UnlockedKeys::instance().keep(read.identity, *read.key);
        useKey(*read.key);
    } else if (unlocking && (read.key.error().code == auth::KeyError::Code::WrongPassphrase ||
                             read.key.error().code == auth::KeyError::Code::PassphraseNeeded)) {
        outcome = Unlocked::WrongPassphrase;
        keyProblem = read.key.error().message;
    } else {
        outcome = Unlocked::KeyUnusable;
        refuseKey(read.key.error());
    }
    if (alive && unlocking)
        Q_EMIT q->unlockFinished(outcome);
}

void Session::Private::refuseKey(const auth::KeyError &error)
{
    keyProblem = error.message;
    setKeyState(error.code == auth::KeyError::Code::PassphraseNeeded ? KeyState::NeedsPassphrase
                                                                     : KeyState::Unusable);
}

void Session::Private::setKeyState(KeyState state)
{
    keyState = state;
    const QPointer<Session> alive(q);
    queue->setHeld(false);
    if (alive)
        Q_EMIT q->keyStateChanged();
}

void Session::Private::useKey(const auth::RsaKeyPair &key)
{
    keyProblem.clear();
    tokens = std::make_shared<auth::TokenSource>(key, profile.domain);
    applyClockOffset();
    client->setTokens(tokens);
    setKeyState(KeyState::Ready);
}

void Session::Private::applyClockOffset()
{
    if (tokens)
        // A Date header is whole seconds, so the offset may be half a second too high: a second
        // less, and `iat` never lies in the server's future.
        tokens->setClockOffset(profile.allowClockOffset && client->clockOffset() != 0
                                   ? client->clockOffset() - 1000
                                   : 0);
}

Session::Session(const Profile &profile, std::shared_ptr<const Catalogue> catalogue,
                 History *history, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->profile = profile;
    d->catalogue = catalogue ? std::move(catalogue) : std::make_shared<const Catalogue>();
    d->history = history;
    d->client = std::make_unique<ApiClient>(d->profile, d->tokens, history);
    d->queue = std::make_unique<RequestQueue>(d->client.get());
    connect(d->client.get(), &ApiClient::clockOffsetChanged, this, [this] {
        d->applyClockOffset();
        Q_EMIT clockOffsetChanged();
    });
    if (profile.keyFile.isEmpty()) {
        d->keyProblem = tr("The profile has no private key. Choose one in the profile.");
        return;
    }
    d->keyState = KeyState::Reading;
    d->queue->setHeld(true);
    d->startReading({});
}

Session::~Session() = default;

const Profile &Session::profile() const
{
    return d->profile;
}

const Catalogue &Session::catalogue() const
{
    return *d->catalogue;
}

RequestQueue &Session::queue()
{
    return *d->queue;
}

History *Session::history() const
{
    return d->history;
}

Session::KeyState Session::keyState() const
{
    return d->keyState;
}

QString Session::keyProblem() const
{
    return d->keyProblem;
}

int Session::keyBits() const
{
    return d->tokens ? d->tokens->key().bits() : 0;
}

QString Session::keyThumbprint() const
{
    return d->tokens ? d->tokens->key().thumbprint() : QString();
}

void Session::waitForKey()
{
    if (d->keyState != KeyState::Reading)
        return;
    QEventLoop loop;
    connect(this, &Session::keyStateChanged, &loop, &QEventLoop::quit);
    loop.exec();
}

void Session::unlock(const QString &passphrase)
{
    if (d->keyState == KeyState::NeedsPassphrase)
        d->startReading(secure(passphrase));
}

void Session::askForPassphrase()
{
    if (d->keyState == KeyState::NeedsPassphrase)
        Q_EMIT passphraseWanted();
}

bool Session::isUnlocking() const
{
    return d->keyState == KeyState::NeedsPassphrase && d->reading;
}

void Session::cancelUnlock()
{
    if (isUnlocking())
        d->reading.reset();
}

std::shared_ptr<auth::TokenSource> Session::tokens() const
{
    return d->tokens;
}

std::optional<auth::TokenSource::Token> Session::token()
{
    if (!d->tokens)
        return std::nullopt;
    d->token = d->tokens->token();
    return d->token;
}

std::optional<qint64> Session::tokenSecondsLeft() const
{
    if (!d->tokens)
        return std::nullopt;
    std::optional<auth::TokenSource::Token> newest = d->client->lastToken();
    if (d->token && (!newest || d->token->generation > newest->generation))
        newest = d->token;
    if (!newest)
        return std::nullopt;
    const qint64 now = (QDateTime::currentMSecsSinceEpoch() + d->tokens->clockOffset()) / 1000;
    return std::max<qint64>(0, newest->expiresAt - now);
}

qint64 Session::clockOffset() const
{
    return d->client->clockOffset();
}

bool Session::clockIsOff() const
{
    return std::abs(clockOffset()) > noticeableClockOffset;
}

void Session::allowClockOffset(bool allow)
{
    d->profile.allowClockOffset = allow;
    d->applyClockOffset();
}

QHash<QString, QString> Session::pathValues() const
{
    return {{u"domain"_s, d->profile.domain}};
}

} // namespace api
