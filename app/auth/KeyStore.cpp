// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/KeyStore.h"

#include "app/auth/KeyStoreSentences.h"
#include "app/auth/KeyVault.h"

#include <QFutureWatcher>
#include <QPromise>

#include <algorithm>
#include <utility>

namespace auth {

namespace {

KeyStoreError closing()
{
    return {KeyStoreError::Code::Closing, KeyStoreSentences::closing(), std::nullopt};
}

} // namespace

KeyStore::KeyStore(const QString &dataFolder, const KeyStoreSetup &setup, QObject *parent)
    : QObject(parent)
    , m_vault(std::make_unique<KeyVault>(
          dataFolder + QStringLiteral("/keys"), setup,
          [this] { QMetaObject::invokeMethod(this, &KeyStore::changed, Qt::QueuedConnection); },
          [this](bool waits) {
              QMetaObject::invokeMethod(
                  this, [this, waits] { noteWaiting(waits); }, Qt::QueuedConnection);
          }))
{
    m_promptSoon.setSingleShot(true);
    m_promptSoon.setInterval(setup.promptAfter);
    connect(&m_promptSoon, &QTimer::timeout, this, [this] {
        m_waits = true;
        Q_EMIT waitingChanged();
    });
    m_pool.setMaxThreadCount(1);
    m_pool.setObjectName(QStringLiteral("keys"));
    refresh();
}

// Most answers come at once: nobody is told of those.
void KeyStore::noteWaiting(bool waits)
{
    if (waits)
        return m_promptSoon.start();
    m_promptSoon.stop();
    if (std::exchange(m_waits, false))
        Q_EMIT waitingChanged();
}

KeyStore::~KeyStore()
{
    m_vault->close();
    m_pool.waitForDone();
}

/// Not QtConcurrent: who waits for one of its futures lends the pool another thread meanwhile, and
/// two operations would run at once.
template <typename Work, typename Undo>
auto KeyStore::run(Work work, Undo undo) -> QFuture<std::invoke_result_t<Work, const Cancelled &>>
{
    using Result = std::invoke_result_t<Work, const Cancelled &>;
    const auto promise = std::make_shared<QPromise<Result>>();
    promise->start();
    const QFuture<Result> future = promise->future();
    // Who cancels is not kept waiting for a worker that waits for a person.
    auto *watcher = new QFutureWatcher<Result>(this);
    connect(watcher, &QFutureWatcherBase::canceled, this, [promise] { promise->finish(); });
    connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    watcher->setFuture(future);
    m_pool.start([this, promise, work = std::move(work), undo = std::move(undo)] {
        if (m_vault->isClosing()) {
            promise->addResult(std::unexpected(closing()));
        } else if (!promise->isCanceled()) {
            const Result result = work([promise] { return promise->isCanceled(); });
            if (!promise->addResult(result)) // cancelled meanwhile
                undo(result);
        }
        promise->finish();
    });
    return future;
}

template <typename Work>
auto KeyStore::run(Work work) -> QFuture<std::invoke_result_t<Work, const Cancelled &>>
{
    using Result = std::invoke_result_t<Work, const Cancelled &>;
    return run(std::move(work), [](const Result &) {});
}

QFuture<KeyResult<QString>>
KeyStore::make(std::function<KeyResult<QString>(const Cancelled &cancelled)> work)
{
    return run(std::move(work), [this](const KeyResult<QString> &made) {
        if (made)
            m_vault->takeBack(*made);
    });
}

QList<KeyEntry> KeyStore::entries() const
{
    return m_vault->entries();
}

std::optional<KeyEntry> KeyStore::entry(const QString &id) const
{
    for (const KeyEntry &each : m_vault->entries()) {
        if (each.id == id)
            return each;
    }
    return std::nullopt;
}

QString KeyStore::folder() const
{
    return m_vault->folder();
}

QString KeyStore::folderProblem() const
{
    return m_vault->folderProblem();
}

KeyStore::PassphraseNeed KeyStore::passphraseNeed() const
{
    return m_vault->passphraseNeed();
}

KeyStore::PassphraseNeed KeyStore::passphraseNeedForNew() const
{
    return m_vault->passphraseNeedForNew();
}

QFuture<KeyResult<void>> KeyStore::unlock(const QCA::SecureArray &passphrase)
{
    return run([this, passphrase](const Cancelled &) { return m_vault->unlock(passphrase); });
}

QFuture<KeyResult<QString>> KeyStore::generate(const QString &name, KeyUse use, int bits,
                                               KeyState state)
{
    return make([=, this](const Cancelled &cancelled) {
        return m_vault->generate({name, use, state}, bits, cancelled);
    });
}

QFuture<KeyResult<QString>> KeyStore::import(const QCA::SecureArray &text,
                                             const QCA::SecureArray &passphrase,
                                             const QString &name, KeyUse use, KeyState state)
{
    return make([=, this](const Cancelled &) {
        return m_vault->import({name, use, state}, text, passphrase);
    });
}

QFuture<KeyResult<QString>> KeyStore::link(const QString &path, const QCA::SecureArray &passphrase,
                                           const QString &name, KeyUse use, KeyState state)
{
    return make([=, this](const Cancelled &) {
        return m_vault->link({name, use, state}, path, passphrase);
    });
}

QFuture<KeyResult<void>> KeyStore::rename(const QString &id, const QString &name)
{
    return run([=, this](const Cancelled &) { return m_vault->rename(id, name); });
}

QFuture<KeyResult<void>> KeyStore::setState(const QString &id, KeyState state)
{
    if (state == KeyState::Compromised)
        return compromise(id);
    return run([=, this](const Cancelled &) { return m_vault->setState(id, state); });
}

/// Done whether or not anybody still waits for it, and even while the store goes away.
QFuture<KeyResult<void>> KeyStore::compromise(const QString &id)
{
    m_vault->condemn(id);
    const auto promise = std::make_shared<QPromise<KeyResult<void>>>();
    promise->start();
    m_pool.start([this, promise, id] {
        const auto written = m_vault->setState(id, KeyState::Compromised);
        m_vault->acquit(id); // its file says it now, or it could not be written
        promise->addResult(written);
        promise->finish();
    });
    Q_EMIT changed();
    return promise->future();
}

QFuture<KeyResult<void>> KeyStore::remove(const QString &id)
{
    return run([=, this](const Cancelled &) { return m_vault->remove(id); });
}

QFuture<KeyResult<void>> KeyStore::reopen(const QString &id, const QCA::SecureArray &passphrase)
{
    return run([=, this](const Cancelled &) { return m_vault->reopen(id, passphrase); });
}

KeyResult<QByteArray> KeyStore::publicPem(const QString &id) const
{
    return m_vault->publicKey(id).transform(&RsaPublicKey::pem);
}

KeyResult<QByteArray> KeyStore::publicJwk(const QString &id) const
{
    return m_vault->publicKey(id).transform(&RsaPublicKey::jwk);
}

KeyResult<RsaPublicKey> KeyStore::apiPublicKey(const QString &id) const
{
    return m_vault->publicKey(id, KeyUse::ApiAccess);
}

KeyResult<CallbackPublicKey> KeyStore::callbackPublicKey(const QString &id) const
{
    return m_vault->publicKey(id, KeyUse::CallbackSigning).transform([](const RsaPublicKey &key) {
        return CallbackPublicKey(key);
    });
}

KeyResult<void> KeyStore::allowsApiUse(const QString &thumbprint) const
{
    return m_vault->allowsApiUse(thumbprint);
}

QFuture<KeyResult<QByteArray>> KeyStore::exportPrivate(const QString &id,
                                                       const QCA::SecureArray &passphrase,
                                                       const QCA::SecureArray &opens)
{
    return run([=, this](const Cancelled &) -> KeyResult<QByteArray> {
        const auto pair = m_vault->pair(id, opens);
        if (!pair)
            return std::unexpected(pair.error());
        return pair->encryptedPrivatePem(passphrase).transform_error([](const KeyError &error) {
            return KeyStoreError{KeyStoreError::Code::Key, error.message, error.code};
        });
    });
}

QFuture<KeyResult<RsaKeyPair>> KeyStore::apiKey(const QString &id, const QCA::SecureArray &opens)
{
    return run(
        [=, this](const Cancelled &) { return m_vault->pair(id, KeyUse::ApiAccess, opens); });
}

QFuture<KeyResult<CallbackKeyPair>> KeyStore::callbackKey(const QString &id,
                                                          const QCA::SecureArray &opens)
{
    return run([=, this](const Cancelled &) {
        return m_vault->pair(id, KeyUse::CallbackSigning, opens)
            .transform([](const RsaKeyPair &pair) { return CallbackKeyPair(pair); });
    });
}

QFuture<KeyResult<void>> KeyStore::refresh()
{
    return run([this](const Cancelled &) { return m_vault->refresh(); });
}

} // namespace auth
