// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/Session.h"

#include "app/auth/RsaKeyPair.h"

#include <QDateTime>
#include <QFileInfo>
#include <QHash>

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace api {

namespace {

constexpr qint64 noticeableOffset = 30'000; // ms

/// Keys that were unlocked in this run, by file and the moment when it was written: a passphrase is
/// asked for once. Used from the thread of the window only.
QHash<QString, auth::RsaKeyPair> &unlockedKeys()
{
    static QHash<QString, auth::RsaKeyPair> keys;
    return keys;
}

QString keyIdentity(const QString &file)
{
    const QFileInfo info(file);
    return u"%1|%2|%3"_s.arg(info.canonicalFilePath())
        .arg(info.lastModified().toMSecsSinceEpoch())
        .arg(info.size());
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
    void readKey();
    void useKey(const auth::RsaKeyPair &key);
    void applyClockOffset();

    Profile profile;
    std::shared_ptr<const Catalogue> catalogue;
    History *history = nullptr;
    KeyState keyState = KeyState::Missing;
    QString keyProblem;
    std::shared_ptr<auth::TokenSource> tokens;
    std::unique_ptr<ApiClient> client;
    std::unique_ptr<RequestQueue> queue; // after the client: goes first
    std::optional<auth::TokenSource::Token> token;
};

void Session::Private::readKey()
{
    if (profile.keyFile.isEmpty()) {
        keyState = KeyState::Missing;
        keyProblem = tr("The profile has no private key. Choose one in the profile.");
        return;
    }
    const auto known = unlockedKeys().constFind(keyIdentity(profile.keyFile));
    if (known != unlockedKeys().cend())
        return useKey(*known);
    const auto key = auth::RsaKeyPair::fromFile(profile.keyFile);
    if (key)
        return useKey(*key);
    keyProblem = key.error().message;
    keyState = key.error().code == auth::KeyError::Code::PassphraseNeeded
                   ? KeyState::NeedsPassphrase
                   : KeyState::Unusable;
}

void Session::Private::useKey(const auth::RsaKeyPair &key)
{
    keyState = KeyState::Ready;
    keyProblem.clear();
    tokens = std::make_shared<auth::TokenSource>(key, profile.domain);
    applyClockOffset();
    if (client)
        client->setTokens(tokens);
}

void Session::Private::applyClockOffset()
{
    if (tokens)
        // A Date header is whole seconds, so the offset may be half a second too high: a second
        // less, and `iat` never lies in the server's future.
        tokens->setClockOffset(profile.allowClockOffset && client && client->clockOffset() != 0
                                   ? client->clockOffset() - 1000
                                   : 0);
}

Session::Session(const Profile &profile, std::shared_ptr<const Catalogue> catalogue,
                 History *history, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->profile = profile;
    d->catalogue = catalogue ? std::move(catalogue) : std::make_shared<const Catalogue>();
    d->history = history;
    d->readKey();
    d->client = std::make_unique<ApiClient>(d->profile, d->tokens, history);
    d->queue = std::make_unique<RequestQueue>(d->client.get());
    connect(d->client.get(), &ApiClient::clockOffsetChanged, this, [this] {
        d->applyClockOffset();
        Q_EMIT clockOffsetChanged();
    });
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

bool Session::unlock(const QString &passphrase)
{
    if (d->keyState != KeyState::NeedsPassphrase)
        return d->keyState == KeyState::Ready;
    const auto key = auth::RsaKeyPair::fromFile(d->profile.keyFile, secure(passphrase));
    if (!key) {
        using Code = auth::KeyError::Code;
        // The right passphrase may open a key that is of no use.
        if (key.error().code != Code::WrongPassphrase &&
            key.error().code != Code::PassphraseNeeded) {
            d->keyState = KeyState::Unusable;
            d->keyProblem = key.error().message;
            Q_EMIT keyStateChanged();
        }
        return false;
    }
    unlockedKeys().insert(keyIdentity(d->profile.keyFile), *key);
    d->useKey(*key);
    Q_EMIT keyStateChanged();
    return true;
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
    return std::abs(clockOffset()) > noticeableOffset;
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
