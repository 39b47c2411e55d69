// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/Session.h"

#include "app/api/RefusedToken.h"
#include "app/auth/KeyStore.h"
#include "app/auth/KeyText.h"
#include "app/auth/RsaKeyPair.h"

#include <QDateTime>
#include <QDir>
#include <QEventLoop>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QHash>
#include <QPointer>
#include <QTimer>
#include <QtConcurrentRun>

#include <cstdlib>
#include <mutex>
#include <utility>

using namespace Qt::StringLiterals;

namespace api {

namespace {

using auth::KeyStoreError;

/// What a worker found.
struct KeyRead
{
    auth::KeyResult<auth::RsaKeyPair> key;
    QString identity; ///< the file as it was then; empty for a key of the key store
};

bool wantsPassphrase(const KeyStoreError &error)
{
    return error.code == KeyStoreError::Code::StoreLocked ||
           error.keyCode == auth::KeyError::Code::PassphraseNeeded;
}

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
        return {*known, identity};
    const auto key = auth::KeyText::fromFile(file, passphrase);
    if (key)
        return {*key, identity};
    const auth::KeyError &error = key.error();
    return {std::unexpected(KeyStoreError{KeyStoreError::Code::Key, error.message, error.code}),
            identity};
}

/// A key of the key store. @p opensStore: the passphrase is the store's and not the key's own.
QFuture<KeyRead> readStoredKey(auth::KeyStore &keys, const QString &id,
                               const QCA::SecureArray &passphrase, bool opensStore)
{
    QFuture<auth::KeyResult<void>> opened;
    if (opensStore)
        opened = keys.unlock(passphrase);
    // The store does one thing after the other: it is unlocked, or not, by then.
    return keys.apiKey(id, opensStore ? QCA::SecureArray() : passphrase)
        .then(QtFuture::Launch::Sync, [opened](const auth::KeyResult<auth::RsaKeyPair> &key) {
            if (!key && opened.isValid() && opened.resultCount() > 0 && !opened.result())
                return KeyRead{std::unexpected(opened.result().error()), {}};
            return KeyRead{key, {}};
        });
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
    void readAgain();
    void haveStoreChanged();
    bool isOpenNow() const;
    void refuseKey(const KeyStoreError &error);
    auth::KeyResult<auth::RsaKeyPair> checked(auth::KeyResult<auth::RsaKeyPair> key) const;
    void setKeyState(KeyState state);
    void useKey(const auth::RsaKeyPair &key);
    void applyClockOffset();
    void noteAnswer(const Result &result);
    void setKeyTrust(KeyTrust trust);

    Session *q = nullptr;
    Profile profile;
    std::shared_ptr<const Catalogue> catalogue;
    QList<std::shared_ptr<const Catalogue>> earlier; // pages may point into them
    History *history = nullptr;
    ChangeLog *changeLog = nullptr;
    QPointer<auth::KeyStore> keys;
    bool storeLocked = false;
    QCA::SecureArray tried; ///< the passphrase, as long as it is tried for a file
    KeyState keyState = KeyState::Missing;
    KeyTrust keyTrust = KeyTrust::Untried;
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
    const bool unlocking = keyState == KeyState::NeedsPassphrase;
    tried = profile.keyId.isEmpty() ? passphrase : QCA::SecureArray();
    reading->setFuture(
        profile.keyId.isEmpty()
            ? QtConcurrent::run(readKeyFile, profile.keyFile, passphrase)
            : readStoredKey(*keys, profile.keyId, passphrase, unlocking && storeLocked));
}

void Session::Private::haveRead()
{
    const std::unique_ptr<Watcher, QScopedPointerDeleteLater> done(reading.release());
    if (done->future().resultCount() == 0)
        return; // the key store is going away, and we with it
    KeyRead read = done->result();
    read.key = checked(std::move(read.key));
    const QCA::SecureArray opened = std::exchange(tried, QCA::SecureArray());
    const bool unlocking = keyState == KeyState::NeedsPassphrase;
    const QPointer<Session> alive(q);
    Unlocked outcome = Unlocked::Yes;
    if (read.key) {
        if (unlocking && !read.identity.isEmpty())
            UnlockedKeys::instance().keep(read.identity, *read.key);
        useKey(*read.key);
    } else if (unlocking && (read.key.error().keyCode == auth::KeyError::Code::WrongPassphrase ||
                             wantsPassphrase(read.key.error()))) {
        outcome = Unlocked::WrongPassphrase;
        keyProblem = read.key.error().message;
    } else {
        outcome = Unlocked::KeyUnusable;
        refuseKey(read.key.error());
    }
    if (alive && unlocking)
        Q_EMIT q->unlockFinished(outcome);
    if (alive && read.key && !opened.isEmpty())
        Q_EMIT q->keyFileUnlocked(opened);
}

/// The key store's word on a key that was read, in this very moment.
auth::KeyResult<auth::RsaKeyPair>
Session::Private::checked(auth::KeyResult<auth::RsaKeyPair> key) const
{
    if (key && keys) {
        if (const auto allowed = keys->allowsApiUse(key->thumbprint()); !allowed)
            return std::unexpected(allowed.error());
    }
    return key;
}

void Session::Private::refuseKey(const KeyStoreError &error)
{
    keyProblem = error.message;
    storeLocked = error.code == KeyStoreError::Code::StoreLocked;
    setKeyState(wantsPassphrase(error) ? KeyState::NeedsPassphrase : KeyState::Unusable);
}

void Session::Private::readAgain()
{
    tokens.reset();
    client->setTokens(nullptr);
    queue->setHeld(true);
    keyState = KeyState::Reading;
    startReading({});
    Q_EMIT q->keyStateChanged();
}

/// A key that was removed or found out signs nothing more; one that can be had now is taken.
void Session::Private::haveStoreChanged()
{
    if (tokens) {
        const auto allowed = keys->allowsApiUse(tokens->key().thumbprint());
        if (!allowed) {
            tokens.reset();
            client->setTokens(nullptr);
            refuseKey(allowed.error());
            return;
        }
    }
    if (reading || profile.keyId.isEmpty())
        return;
    const auto entry = keys->entry(profile.keyId);
    const bool usable = entry && entry->state != auth::KeyState::Compromised;
    if (keyState == KeyState::Ready ? !usable : usable && (entry->unlocked || isOpenNow()))
        readAgain();
}

/// The passphrase that this key waits for was entered elsewhere.
bool Session::Private::isOpenNow() const
{
    return keyState == KeyState::NeedsPassphrase && storeLocked &&
           keys->passphraseNeed() == auth::KeyStore::PassphraseNeed::None;
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
    keyTrust = KeyTrust::Untried;
    tokens = std::make_shared<auth::TokenSource>(key, profile.domain);
    applyClockOffset();
    client->setTokens(tokens);
    setKeyState(KeyState::Ready);
}

void Session::Private::applyClockOffset()
{
    if (tokens)
        tokens->setClockOffset(profile.allowClockOffset ? client->clockOffset() : 0);
}

/// Answers of other kinds come from before or behind the check of the token.
void Session::Private::noteAnswer(const Result &result)
{
    const int status = result ? 200 : result.error().httpStatus;
    if (status >= 200 && status < 300)
        setKeyTrust(KeyTrust::Accepted);
    else if (status == 401)
        setKeyTrust(KeyTrust::Refused);
}

void Session::Private::setKeyTrust(KeyTrust trust)
{
    if (std::exchange(keyTrust, trust) != trust)
        Q_EMIT q->keyTrustChanged();
}

Session::Session(const Profile &profile, std::shared_ptr<const Catalogue> catalogue,
                 History *history, auth::KeyStore *keys, QObject *parent)
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
    connect(d->client.get(), &ApiClient::attemptFinished, this,
            [this](quint64 /*key*/, const Result &result) { d->noteAnswer(result); });
    d->keys = keys;
    if (keys)
        connect(keys, &auth::KeyStore::changed, this, [this] { d->haveStoreChanged(); });
    if (profile.keyId.isEmpty() && profile.keyFile.isEmpty()) {
        d->keyProblem = tr("The profile has no private key. Choose one in the profile.");
        return;
    }
    if (!profile.keyId.isEmpty()) {
        if (!keys) {
            d->keyState = KeyState::Unusable;
            d->keyProblem = tr("The profile's key lies in the key store of a data folder, and none "
                               "is open here.");
            return;
        }
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

void Session::setCatalogue(std::shared_ptr<const Catalogue> catalogue)
{
    d->earlier.append(std::exchange(d->catalogue, std::move(catalogue)));
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

ChangeLog *Session::changeLog() const
{
    return d->changeLog;
}

void Session::setChangeLog(ChangeLog *log)
{
    d->changeLog = log;
}

Session::KeyState Session::keyState() const
{
    return d->keyState;
}

Session::KeyTrust Session::keyTrust() const
{
    return d->keyTrust;
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

QString Session::keyName() const
{
    if (d->profile.keyId.isEmpty())
        return QDir::toNativeSeparators(d->profile.keyFile);
    const auto entry = d->keys ? d->keys->entry(d->profile.keyId) : std::nullopt;
    return entry ? entry->name : QString();
}

bool Session::isKeyStoreLocked() const
{
    return d->keyState == KeyState::NeedsPassphrase && d->storeLocked;
}

bool Session::waitForKey(std::optional<std::chrono::milliseconds> patience)
{
    if (d->keyState != KeyState::Reading)
        return true;
    QEventLoop loop;
    connect(this, &Session::keyStateChanged, &loop, &QEventLoop::quit);
    if (patience)
        QTimer::singleShot(*patience, &loop, &QEventLoop::quit);
    loop.exec();
    return d->keyState != KeyState::Reading;
}

void Session::takeKeyId(const QString &keyId)
{
    if (!d->keys)
        return;
    d->profile.keyId = keyId;
    d->profile.keyFile.clear();
    Q_EMIT keyStateChanged(); // its name is another one
    d->haveStoreChanged();
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
    if (!isUnlocking())
        return;
    d->reading.reset();
    d->tried = QCA::SecureArray();
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
