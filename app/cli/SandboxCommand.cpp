// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SandboxCommand.h"

#include "app/auth/PrivateFile.h"
#include "app/auth/RsaKeyPair.h"
#include "app/cli/Output.h"
#include "app/json/Writer.h"
#include "app/sandbox/Sandbox.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTimer>

#include <csignal>

namespace cli {

using namespace Qt::StringLiterals;

namespace {

volatile std::sig_atomic_t stopWanted = 0;

void wantStop(int /*signal*/)
{
    stopWanted = 1;
}

struct Key
{
    QByteArray publicPem;
    QString privateFile; ///< empty: not ours
};

// The caller's public key, or a pair of our own kept beside the data.
std::expected<Key, QString> tenantKey(const SandboxCommandOptions &options, const QString &folder)
{
    if (!options.publicKeyFile.isEmpty()) {
        const auto key = auth::RsaPublicKey::fromFile(options.publicKeyFile);
        if (!key)
            return std::unexpected(key.error().message);
        return Key{key->pem(), {}};
    }
    const QString path = QDir(folder).filePath(u"sandbox-key.pem"_s);
    if (QFileInfo::exists(path)) {
        const auto key = auth::RsaKeyPair::fromFile(path);
        if (!key)
            return std::unexpected(key.error().message);
        return Key{key->publicKey().pem(), path};
    }
    const auto key = auth::RsaKeyPair::generate().result();
    if (!key)
        return std::unexpected(key.error().message);
    if (const auto written = key->writePrivate(path); !written)
        return std::unexpected(written.error().message);
    return Key{key->publicKey().pem(), path};
}

// The shipped catalogue and what the given documents describe. What had to be left out of one is
// told on standard error.
std::expected<api::Catalogue, QString> servedCatalogue(const QStringList &files)
{
    auto shipped = api::Catalogue::shipped();
    if (!shipped)
        return std::unexpected(shipped.error().value(0).message);
    api::Catalogue catalogue = *shipped;
    for (const QString &name : files) {
        const auto text = readInput(name);
        if (!text)
            return std::unexpected(text.error());
        const auto added =
            catalogue.addDocument(QFileInfo(name).fileName(), *text, api::Source::Imported);
        const auto sentence = [&name](const api::CatalogueProblem &problem) {
            return problem.where.isEmpty()
                       ? u"%1: %2"_s.arg(name, problem.message)
                       : u"%1, %2: %3"_s.arg(name, problem.where, problem.message);
        };
        if (!added)
            return std::unexpected(added.error().isEmpty() ? name
                                                           : sentence(added.error().constFirst()));
        for (const api::CatalogueProblem &problem : *added)
            say(sentence(problem));
    }
    return catalogue;
}

} // namespace

int serveSandbox(const SandboxCommandOptions &options)
{
    // First of all: whoever reads the line below may stop us at once.
    std::signal(SIGINT, wantStop);
    std::signal(SIGTERM, wantStop);
    QTemporaryDir temporary;
    const QString folder = options.dataFolder.isEmpty() ? temporary.path() : options.dataFolder;
    if (!auth::makePrivateFolder(folder))
        return refuse(
            QCoreApplication::translate("cli", "The folder %1 can't be made.").arg(folder));
    const auto key = tenantKey(options, folder);
    if (!key)
        return refuse(key.error());
    auto catalogue = servedCatalogue(options.apiFiles);
    if (!catalogue)
        return refuse(catalogue.error());

    sandbox::SandboxOptions settings;
    settings.port = std::uint16_t(options.port);
    settings.dataFolder = options.dataFolder;
    settings.devices = options.devices;
    settings.seed = options.seed;
    settings.publicKeyPem = key->publicPem;
    sandbox::Sandbox server(std::make_shared<const api::Catalogue>(std::move(*catalogue)),
                            settings);
    if (const auto started = server.start(); !started)
        return refuse(started.error());

    json::Writer out;
    out.beginObject();
    out.name("baseUrl").string(server.baseUrl().toStdString());
    out.name("domain").string(server.domain().toStdString());
    if (!key->privateFile.isEmpty())
        out.name("keyFile").string(key->privateFile.toStdString());
    out.endObject();
    print(out.take());

    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, &watch, [] {
        if (stopWanted)
            QCoreApplication::quit();
    });
    watch.start(50);
    QCoreApplication::exec();
    server.stop();
    return Done;
}

} // namespace cli
