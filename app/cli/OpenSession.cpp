// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/OpenSession.h"

#include "app/auth/KeyStore.h"
#include "app/cli/KeyCommands.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QTimer>
#include <QUrl>

#include <chrono>

namespace cli {

using namespace Qt::StringLiterals;

namespace {

std::expected<api::Profile, QString> validated(const api::Profile &profile)
{
    const QList<api::ProfileProblem> problems = api::validate(profile);
    if (!problems.isEmpty())
        return std::unexpected(problems.first().message);
    return profile;
}

std::expected<api::Profile, QString> storedProfile(const Access &access)
{
    api::ProfileStore store(access.dataFolder);
    if (const auto loaded = store.load(); !loaded)
        return std::unexpected(loaded.error());
    for (const api::Profile &profile : store.profiles()) {
        if (profile.name != access.profile && profile.id != access.profile)
            continue;
        if (profile.embeddedSandbox)
            return std::unexpected(QCoreApplication::translate(
                "cli", "The embedded sandbox runs only inside the console. Start one with "
                       "`iotcomms-cli sandbox` and give --base-url, --domain and --key."));
        return validated(profile);
    }
    return std::unexpected(QCoreApplication::translate("cli", "There is no profile %1 in %2.")
                               .arg(access.profile, QDir::toNativeSeparators(access.dataFolder)));
}

std::expected<api::Profile, QString> profileOf(const Access &access)
{
    if (!access.profile.isEmpty())
        return storedProfile(access);
    api::Profile profile;
    profile.id = profile.name = u"command line"_s;
    profile.domain = access.domain;
    profile.baseUrl = QUrl(api::correctedBaseUrl(access.baseUrl).text, QUrl::StrictMode);
    profile.keyFile = access.keyFile;
    profile.caFile = access.caFile;
    return validated(profile);
}

constexpr std::chrono::seconds keyPatience{30};

QString keyTimeout()
{
    return QCoreApplication::translate(
        "cli", "The profile's key could not be had: the system keychain waits for an answer that "
               "nobody gives here. Unlock the keychain in a desktop session and try again.");
}

/// Waits for the key, with the passphrase of the environment where it needs one.
std::expected<void, QString> unlock(api::Session &session)
{
    using State = api::Session::KeyState;
    if (!session.waitForKey(keyPatience))
        return std::unexpected(keyTimeout());
    if (session.keyState() == State::NeedsPassphrase) {
        const QString passphrase = qEnvironmentVariable(passphraseVariable);
        if (passphrase.isEmpty())
            return std::unexpected(passphraseHint(session.keyProblem()));
        QEventLoop loop;
        bool answered = false;
        QObject::connect(&session, &api::Session::unlockFinished, &loop, [&] {
            answered = true;
            loop.quit();
        });
        QTimer::singleShot(keyPatience, &loop, &QEventLoop::quit);
        session.unlock(passphrase);
        loop.exec();
        if (!answered)
            return std::unexpected(keyTimeout());
    }
    if (session.keyState() != State::Ready)
        return std::unexpected(session.keyProblem());
    return {};
}

} // namespace

OpenSession::~OpenSession() = default;

std::expected<std::unique_ptr<OpenSession>, QString>
OpenSession::open(const Access &access, std::shared_ptr<const api::Catalogue> catalogue)
{
    const auto profile = profileOf(access);
    if (!profile)
        return std::unexpected(profile.error());
    std::unique_ptr<OpenSession> opened(new OpenSession);
    if (!access.profile.isEmpty()) { // whose store may say that a key file is not to be used
        auth::KeyStoreSetup setup;
        setup.readOnly = true; // a console may have it open
        opened->m_keys = std::make_unique<auth::KeyStore>(access.dataFolder, setup);
    }
    opened->m_session = std::make_unique<api::Session>(*profile, std::move(catalogue), nullptr,
                                                       opened->m_keys.get());
    if (const auto unlocked = unlock(*opened->m_session); !unlocked)
        return std::unexpected(unlocked.error());
    return opened;
}

} // namespace cli
