// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/RequestCommand.h"

#include "app/api/Session.h"
#include "app/auth/KeyStore.h"
#include "app/cli/KeyCommands.h"
#include "app/cli/Output.h"
#include "app/json/Writer.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QMetaEnum>
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

std::expected<api::Profile, QString> storedProfile(const RequestOptions &options)
{
    api::ProfileStore store(options.dataFolder);
    if (const auto loaded = store.load(); !loaded)
        return std::unexpected(loaded.error());
    for (const api::Profile &profile : store.profiles()) {
        if (profile.name != options.profile && profile.id != options.profile)
            continue;
        if (profile.embeddedSandbox)
            return std::unexpected(QCoreApplication::translate(
                "cli", "The embedded sandbox runs only inside the console. Start one with "
                       "`iotcomms-cli sandbox` and give --base-url, --domain and --key."));
        return validated(profile);
    }
    return std::unexpected(QCoreApplication::translate("cli", "There is no profile %1 in %2.")
                               .arg(options.profile, QDir::toNativeSeparators(options.dataFolder)));
}

std::expected<api::Profile, QString> profileOf(const RequestOptions &options)
{
    if (!options.profile.isEmpty())
        return storedProfile(options);
    api::Profile profile;
    profile.id = profile.name = u"command line"_s;
    profile.domain = options.domain;
    profile.baseUrl = QUrl(api::correctedBaseUrl(options.baseUrl).text, QUrl::StrictMode);
    profile.keyFile = options.keyFile;
    profile.caFile = options.caFile;
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

int printError(const api::ApiError &error)
{
    json::Writer out;
    out.beginObject();
    out.name("error").string(error.what.toStdString());
    out.name("code").string(QMetaEnum::fromType<api::ApiError::Code>().valueToKey(int(error.code)));
    out.name("status").integer(error.httpStatus);
    out.name("requestId").string(error.requestId.toStdString());
    out.name("serverText").string(error.serverText.toStdString());
    out.name("evidence").beginArray();
    for (const QString &line : error.evidence)
        out.string(line.toStdString());
    out.endArray();
    out.endObject();
    print(out.take());
    return refuse(error.toString());
}

void printBody(const api::Reply &reply)
{
    if (reply.document)
        print(reply.document.serialize());
    else if (!reply.body.empty())
        printBytes(reply.body);
}

std::expected<api::Request, QString> requestOf(const RequestOptions &options,
                                               const api::Session &session)
{
    const auto method = api::methodFromName(options.method.toUpper().toLatin1());
    if (!method)
        return std::unexpected(
            QCoreApplication::translate("cli", "%1 is not a method; use GET, PUT, POST, PATCH, "
                                               "DELETE, OPTIONS or HEAD.")
                .arg(options.method));
    api::Request request;
    request.method = *method;
    const qsizetype mark = options.path.indexOf(u'?');
    request.path = api::expandPath(options.path.first(mark < 0 ? options.path.size() : mark),
                                   session.pathValues());
    if (mark >= 0)
        request.query = QUrlQuery(options.path.sliced(mark + 1));
    request.contentType = options.mediaType.toLatin1();
    request.expectJson = !options.raw;
    request.inactivityTimeout = options.timeoutSeconds * 1000;
    if (!options.bodyFile.isEmpty()) {
        auto body = readInput(options.bodyFile);
        if (!body)
            return std::unexpected(body.error());
        request.body = *body;
    }
    return request;
}

} // namespace

int sendRequest(const RequestOptions &options)
{
    const auto profile = profileOf(options);
    if (!profile)
        return refuse(profile.error());
    std::unique_ptr<auth::KeyStore> keys;
    if (!options.profile.isEmpty()) { // whose store may say that a key file is not to be used
        auth::KeyStoreSetup setup;
        setup.readOnly = true; // a console may have it open
        keys = std::make_unique<auth::KeyStore>(options.dataFolder, setup);
    }
    api::Session session(*profile, std::make_shared<const api::Catalogue>(), nullptr, keys.get());
    if (const auto unlocked = unlock(session); !unlocked)
        return refuse(unlocked.error());
    auto request = requestOf(options, session);
    if (!request)
        return refuse(request.error());

    int code = Refused;
    QEventLoop loop;
    session.queue().send(std::move(*request), &loop, [&](const api::Result &result) {
        if (result) {
            say(QCoreApplication::translate("cli", "%1 in %2 ms")
                    .arg(result->status)
                    .arg(result->durationMs));
            printBody(*result);
            code = Done;
        } else {
            code = printError(result.error());
        }
        loop.quit();
    });
    loop.exec();
    return code;
}

} // namespace cli
