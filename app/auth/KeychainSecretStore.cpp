// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/KeychainSecretStore.h"

#include "app/auth/Base64.h"
#include "app/auth/KeyStoreSentences.h"

#include <QCoreApplication>
#include <QPromise>
#include <QThread>
#include <qt6keychain/keychain.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#ifdef Q_OS_LINUX
#include <QDBusConnection>
#include <QDBusMessage>
#include <QFile>
#endif

using namespace Qt::StringLiterals;

namespace auth {

namespace {

using Code = SecretError::Code;
using Sentences = KeyStoreSentences;

constexpr int secretBytes = 32;

/// QtKeychain's queue of jobs belongs to the thread that used it first, and the system's libraries
/// answer through that thread's event loop: one for the program, until the application object goes.
QObject *keychainContext()
{
    static QThread *thread = nullptr;
    static QObject *context = nullptr;
    static std::once_flag once;
    std::call_once(once, [] {
        thread = new QThread;
        thread->setObjectName(u"keychain"_s);
        context = new QObject;
        context->moveToThread(thread);
        thread->start();
        qAddPostRoutine([] {
            thread->quit();
            thread->wait();
            delete std::exchange(context, nullptr);
            delete std::exchange(thread, nullptr);
        });
    });
    return context;
}

std::unexpected<SecretError> fail(Code code, const QString &message)
{
    return std::unexpected(SecretError{code, message});
}

class AnyAnswer
{
public:
    AnyAnswer() = default;
    virtual ~AnyAnswer() = default;
    AnyAnswer(const AnyAnswer &) = delete;
    AnyAnswer &operator=(const AnyAnswer &) = delete;
    virtual void abandon() = 0;
};

/// A promise that is kept once: by the keychain, by close(), or by nobody having done it.
template <typename T>
class Answer final : public AnyAnswer
{
public:
    Answer() { m_promise.start(); }
    ~Answer() override { Answer::abandon(); }

    QFuture<SecretResult<T>> future() const { return m_promise.future(); }
    void give(SecretResult<T> result)
    {
        if (m_given.exchange(true))
            return;
        m_promise.addResult(std::move(result));
        m_promise.finish();
    }
    void abandon() override { give(fail(Code::Failed, Sentences::closing())); }

private:
    QPromise<SecretResult<T>> m_promise;
    std::atomic<bool> m_given = false;
};

#ifdef Q_OS_LINUX

/// The bus itself is asked: that wakes and unlocks nobody.
QVariantList askBus(const QString &method, const QVariantList &arguments = {})
{
    constexpr int patience = 5000; // ms
    QDBusMessage message = QDBusMessage::createMethodCall(
        u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s, u"org.freedesktop.DBus"_s, method);
    message.setArguments(arguments);
    return QDBusConnection::sessionBus().call(message, QDBus::Block, patience).arguments();
}

QString nameOfProcess(uint id)
{
    QFile file(u"/proc/%1/comm"_s.arg(id));
    if (!file.open(QIODevice::ReadOnly))
        return u"Secret Service"_s;
    const QString name = QString::fromLocal8Bit(file.readLine(64)).trimmed();
    if (name.startsWith("gnome-keyring"_L1)) // cut off by the system at 15 characters
        return u"GNOME Keyring"_s;
    if (name.startsWith("kwallet"_L1) || name.startsWith("ksecret"_L1))
        return u"KWallet"_s;
    if (name.startsWith("keepassxc"_L1))
        return u"KeePassXC"_s;
    return u"Secret Service (%1)"_s.arg(name);
}

SecretResult<QString> whoAnswers()
{
    if (!QDBusConnection::sessionBus().isConnected())
        return fail(Code::Unavailable, Sentences::keychainUnreachable());
    const QStringList startable = askBus(u"ListActivatableNames"_s).value(0).toStringList();
    for (const QString &service :
         {u"org.freedesktop.secrets"_s, u"org.kde.kwalletd6"_s, u"org.kde.kwalletd5"_s}) {
        const QVariantList process = askBus(u"GetConnectionUnixProcessID"_s, {service});
        if (process.value(0).metaType() == QMetaType::fromType<uint>())
            return nameOfProcess(process.first().toUInt());
        if (startable.contains(service))
            return service.startsWith("org.kde"_L1) ? u"KWallet"_s : u"Secret Service"_s;
    }
    return fail(Code::Unavailable, Sentences::noKeychain());
}

#else

SecretResult<QString> whoAnswers()
{
#ifdef Q_OS_MACOS
    return u"macOS Keychain"_s;
#else
    return u"Windows Credential Manager"_s;
#endif
}

#endif

/// In the keychain's thread.
SecretResult<QString> probe()
{
    return whoAnswers().and_then([](const QString &name) -> SecretResult<QString> {
        if (!QKeychain::isAvailable())
            return fail(Code::Unavailable, Sentences::noKeychain());
        return name;
    });
}

SecretError errorOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return {Code::Missing, Sentences::secretMissing(probe().value_or(u"Keychain"_s))};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return {Code::Locked, Sentences::keychainDenied()};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {Code::Unavailable, Sentences::noKeychain()};
    default:
        return {Code::Failed, Sentences::keychainRefused(job.errorString())};
    }
}

/// Starts @p job, which deletes itself; @p done comes in the keychain's thread.
template <typename Job>
void start(Job *job, const QString &name, std::function<void(Job *)> done)
{
    job->setKey(name);
    job->setInsecureFallback(false);
    QObject::connect(
        job, &QKeychain::Job::finished, keychainContext(),
        [done = std::move(done)](QKeychain::Job *finished) { done(static_cast<Job *>(finished)); });
    job->start();
}

QCA::SecureArray secretOf(const QKeychain::ReadPasswordJob &job)
{
    QString text = job.textData();
    QByteArray bytes = text.toUtf8();
    const QCA::SecureArray secret(bytes);
    text.fill(u'\0'); // what we can reach of the copies
    bytes.fill('\0');
    return secret;
}

QCA::SecureArray randomSecret()
{
    const QCA::SecureArray bytes = QCA::Random::randomArray(secretBytes);
    QCA::SecureArray text(static_cast<int>(base64::encodedSize(secretBytes)));
    base64::encode({bytes.constData(), secretBytes}, base64::Alphabet::Url, text.data());
    return text;
}

using SecretAnswer = std::shared_ptr<Answer<QCA::SecureArray>>;

void readInto(const SecretAnswer &answer, const QString &service, const QString &name)
{
    start<QKeychain::ReadPasswordJob>(new QKeychain::ReadPasswordJob(service), name,
                                      [answer](QKeychain::ReadPasswordJob *job) {
                                          if (job->error() != QKeychain::NoError)
                                              answer->give(std::unexpected(errorOf(*job)));
                                          else
                                              answer->give(secretOf(*job));
                                      });
}

/// What was written must read back: some keychains take everything and keep nothing.
void createInto(const SecretAnswer &answer, const QString &service, const QString &name)
{
    const QCA::SecureArray secret = randomSecret();
    auto *job = new QKeychain::WritePasswordJob(service);
    QString text = QString::fromLatin1(secret.constData(), secret.size());
    job->setTextData(text);
    text.fill(u'\0');
    start<QKeychain::WritePasswordJob>(
        job, name, [answer, service, name, secret](QKeychain::WritePasswordJob *written) {
            if (written->error() != QKeychain::NoError) {
                answer->give(std::unexpected(errorOf(*written)));
                return;
            }
            start<QKeychain::ReadPasswordJob>(
                new QKeychain::ReadPasswordJob(service), name,
                [answer, secret](QKeychain::ReadPasswordJob *read) {
                    if (read->error() == QKeychain::NoError && secretOf(*read) == secret)
                        answer->give(secret);
                    else
                        answer->give(fail(Code::Failed, Sentences::secretNotReadBack()));
                });
        });
}

void removeInto(const std::shared_ptr<Answer<void>> &answer, const QString &service,
                const QString &name)
{
    start<QKeychain::DeletePasswordJob>(new QKeychain::DeletePasswordJob(service), name,
                                        [answer](QKeychain::DeletePasswordJob *job) {
                                            if (job->error() == QKeychain::NoError ||
                                                job->error() == QKeychain::EntryNotFound)
                                                answer->give({});
                                            else
                                                answer->give(std::unexpected(errorOf(*job)));
                                        });
}

} // namespace

/// The answers that a store owes.
class KeychainSecretStore::Pending
{
public:
    /// Runs @p work in the keychain's thread, unless nobody would answer it there.
    template <typename T>
    QFuture<SecretResult<T>>
    ask(std::function<void(const std::shared_ptr<Answer<T>> &, const QString &backend)> work)
    {
        auto answer = std::make_shared<Answer<T>>();
        const auto future = answer->future();
        {
            const std::scoped_lock lock(m_mutex);
            if (m_closed || !keychainContext())
                return future; // abandoned with the last reference
            std::erase_if(m_answers, [](const auto &each) { return each.expired(); });
            m_answers.push_back(answer);
        }
        QMetaObject::invokeMethod(
            keychainContext(),
            [answer = std::move(answer), work = std::move(work)] {
                if (const auto backend = probe())
                    work(answer, *backend);
                else
                    answer->give(std::unexpected(backend.error()));
            },
            Qt::QueuedConnection);
        return future;
    }

    void close()
    {
        std::vector<std::weak_ptr<AnyAnswer>> answers;
        {
            const std::scoped_lock lock(m_mutex);
            m_closed = true;
            answers.swap(m_answers);
        }
        for (const auto &each : answers) {
            if (const auto answer = each.lock())
                answer->abandon();
        }
    }

private:
    std::mutex m_mutex;
    bool m_closed = false;
    std::vector<std::weak_ptr<AnyAnswer>> m_answers;
};

KeychainSecretStore::KeychainSecretStore(QString service)
    : m_service(std::move(service))
    , m_pending(std::make_shared<Pending>())
{
}

KeychainSecretStore::~KeychainSecretStore()
{
    m_pending->close();
}

QString KeychainSecretStore::id() const
{
    return u"keychain"_s;
}

QFuture<SecretResult<QString>> KeychainSecretStore::availability()
{
    return m_pending->ask<QString>(
        [](const auto &answer, const QString &backend) { answer->give(backend); });
}

QFuture<SecretResult<QCA::SecureArray>> KeychainSecretStore::create(const QString &name)
{
    return m_pending->ask<QCA::SecureArray>(
        [service = m_service, name](const SecretAnswer &answer, const QString &) {
            createInto(answer, service, name);
        });
}

QFuture<SecretResult<QCA::SecureArray>> KeychainSecretStore::read(const QString &name)
{
    return m_pending->ask<QCA::SecureArray>(
        [service = m_service, name](const SecretAnswer &answer, const QString &) {
            readInto(answer, service, name);
        });
}

QFuture<SecretResult<void>> KeychainSecretStore::remove(const QString &name)
{
    return m_pending->ask<void>([service = m_service, name](const auto &answer, const QString &) {
        removeInto(answer, service, name);
    });
}

void KeychainSecretStore::close()
{
    m_pending->close();
}

} // namespace auth
