// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyTask.h"

#include "app/auth/PrivateFile.h"
#include "models/WholeFile.h"

#include <QDir>
#include <QFile>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <utility>

namespace models {

using auth::KeyResult;

namespace {

constexpr qint64 mostKeyBytes = 1024 * 1024;

QCA::SecureArray secure(const QString &text)
{
    return QCA::SecureArray(text.toUtf8());
}

} // namespace

KeyTask::KeyTask(auth::KeyStore *store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
}

KeyTask::~KeyTask()
{
    m_future.cancel();
}

void KeyTask::cancel()
{
    m_waiting.clear();
    if (m_running)
        m_future.cancel();
}

void KeyTask::inTurn(std::function<void()> work)
{
    if (m_running) {
        m_waiting.push_back(std::move(work));
        return;
    }
    m_running = true;
    work();
}

void KeyTask::startNext()
{
    m_running = !m_waiting.empty();
    if (!m_running)
        return;
    const auto work = std::move(m_waiting.front());
    m_waiting.pop_front();
    work();
}

// The next one ends later, through the event loop: its finished() comes after this one.
void KeyTask::end(const KeyOutcome &outcome)
{
    startNext();
    Q_EMIT finished(outcome);
}

// A future that was dropped, or cancelled in time, ends without a result.
template <typename T>
void KeyTask::watch(const QFuture<KeyResult<T>> &future,
                    std::function<void(const KeyResult<T> &)> done)
{
    auto *watcher = new QFutureWatcher<KeyResult<T>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, done = std::move(done)] {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0) {
            done(watcher->future().result());
            return;
        }
        startNext();
        Q_EMIT cancelled();
    });
    watcher->setFuture(future);
    m_future = QFuture<void>(future);
}

void KeyTask::unlockThen(const QString &passphrase, std::function<void()> next)
{
    if (passphrase.isEmpty()) {
        next();
        return;
    }
    watch<void>(m_store->unlock(secure(passphrase)),
                [this, next = std::move(next)](const KeyResult<void> &unlocked) {
                    if (unlocked)
                        next();
                    else
                        end(std::unexpected(unlocked.error()));
                });
}

template <typename T>
void KeyTask::run(std::function<QFuture<KeyResult<T>>()> begin,
                  std::function<KeyOutcome(const T &)> outcome)
{
    inTurn([this, passphrase = std::exchange(m_storePassphrase, QString()),
            begin = std::move(begin), outcome = std::move(outcome)] {
        unlockThen(passphrase, [this, begin, outcome] {
            watch<T>(begin(), [this, outcome](const KeyResult<T> &result) {
                end(result ? outcome(*result) : KeyOutcome(std::unexpected(result.error())));
            });
        });
    });
}

void KeyTask::runVoid(std::function<QFuture<KeyResult<void>>()> begin, const QString &id)
{
    inTurn([this, passphrase = std::exchange(m_storePassphrase, QString()),
            begin = std::move(begin), id] {
        unlockThen(passphrase, [this, begin, id] {
            watch<void>(begin(), [this, id](const KeyResult<void> &result) {
                end(result ? KeyOutcome(id) : KeyOutcome(std::unexpected(result.error())));
            });
        });
    });
}

void KeyTask::unlock(const QString &passphrase)
{
    runVoid([this, passphrase] { return m_store->unlock(secure(passphrase)); }, {});
}

void KeyTask::generate(const NewKey &wanted)
{
    run<QString>(
        [this, wanted] {
            return m_store->generate(wanted.name, wanted.use, wanted.bits, wanted.state);
        },
        [](const QString &id) { return KeyOutcome(id); });
}

void KeyTask::importText(const NewKey &wanted, const QCA::SecureArray &text,
                         const QString &passphrase)
{
    run<QString>(
        [this, wanted, text, passphrase] {
            return m_store->import(text, secure(passphrase), wanted.name, wanted.use, wanted.state);
        },
        [](const QString &id) { return KeyOutcome(id); });
}

void KeyTask::linkFile(const NewKey &wanted, const QString &path, const QString &passphrase)
{
    run<QString>(
        [this, wanted, path, passphrase] {
            return m_store->link(path, secure(passphrase), wanted.name, wanted.use, wanted.state);
        },
        [](const QString &id) { return KeyOutcome(id); });
}

void KeyTask::rename(const QString &id, const QString &name)
{
    runVoid([this, id, name] { return m_store->rename(id, name); }, id);
}

void KeyTask::setState(const QString &id, auth::KeyState state)
{
    runVoid([this, id, state] { return m_store->setState(id, state); }, id);
}

void KeyTask::remove(const QString &id)
{
    runVoid([this, id] { return m_store->remove(id); }, id);
}

void KeyTask::reopen(const QString &id, const QString &passphrase)
{
    runVoid([this, id, passphrase] { return m_store->reopen(id, secure(passphrase)); }, id);
}

void KeyTask::exportPrivate(const QString &id, const QString &path, const QString &passphrase,
                            const QString &opens)
{
    // The disk is waited for where nobody looks on, too.
    const auto write = [path](const KeyResult<QByteArray> &pem) -> KeyResult<void> {
        if (!pem)
            return std::unexpected(pem.error());
        const auto written = auth::writePrivateFile(path, *pem);
        if (written)
            return {};
        return std::unexpected(
            auth::KeyStoreError{auth::KeyStoreError::Code::NotWritten,
                                tr("%1 could not be written: %2. Choose another folder.")
                                    .arg(QDir::toNativeSeparators(path), written.error()),
                                std::nullopt});
    };
    runVoid(
        [this, id, passphrase, opens, write] {
            return m_store->exportPrivate(id, secure(passphrase), secure(opens))
                .then(QThreadPool::globalInstance(), write);
        },
        id);
}

std::expected<QCA::SecureArray, QString> KeyTask::readFile(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return std::unexpected(tr("%1 can't be read. Choose a file that you may open.")
                                   .arg(QDir::toNativeSeparators(path)));
    if (file.size() > mostKeyBytes)
        return std::unexpected(
            tr("%1 is too big to be a key.").arg(QDir::toNativeSeparators(path)));
    QCA::SecureArray text(int(file.size()));
    const qint64 read = file.read(text.data(), text.size());
    if (read < 0)
        return std::unexpected(
            tr("%1 can't be read: %2.").arg(QDir::toNativeSeparators(path), file.errorString()));
    text.resize(int(read));
    return text;
}

auth::KeyText KeyTask::inspect(const QCA::SecureArray &text)
{
    return auth::KeyText::inspect({text.constData(), qsizetype(text.size())});
}

KeyResult<QByteArray> KeyTask::publicText(const auth::KeyStore &store, const QString &id,
                                          PublicForm form)
{
    return form == PublicForm::Pem ? store.publicPem(id) : store.publicJwk(id);
}

QFuture<std::expected<void, QString>> KeyTask::writePublic(const QString &path,
                                                           const QByteArray &text)
{
    return QtConcurrent::run([path, text]() -> std::expected<void, QString> {
        const QString error = writeWhole(path, {text.constData(), std::size_t(text.size())});
        if (error.isEmpty())
            return {};
        return std::unexpected(tr("%1 could not be written: %2. Choose another folder.")
                                   .arg(QDir::toNativeSeparators(path), error));
    });
}

bool KeyTask::wantsFilePassphrase(const auth::KeyStoreError &error)
{
    return error.keyCode == auth::KeyError::Code::PassphraseNeeded ||
           error.keyCode == auth::KeyError::Code::WrongPassphrase;
}

} // namespace models
