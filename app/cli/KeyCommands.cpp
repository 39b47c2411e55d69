// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/KeyCommands.h"

#include "app/cli/Output.h"
#include "app/json/Writer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace cli {

using namespace Qt::StringLiterals;
using auth::KeyError;

namespace {

std::expected<void, QString> writePublic(const QString &path, const QByteArray &pem)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(pem) != pem.size() || !file.commit())
        return std::unexpected(QCoreApplication::translate("cli", "%1 can't be written: %2.")
                                   .arg(path, file.errorString()));
    return {};
}

void printKey(const auth::RsaPublicKey &key, bool isPrivate)
{
    json::Writer out;
    out.beginObject();
    out.name("type").string("RSA");
    out.name("part").string(isPrivate ? "private" : "public");
    out.name("bits").integer(key.bits());
    out.name("thumbprint").string(key.thumbprint().toStdString());
    out.name("spkiSha256").string(key.spkiSha256().toStdString());
    out.endObject();
    print(out.take());
}

} // namespace

std::expected<auth::RsaKeyPair, QString> readPrivateKey(const QString &path)
{
    auto key = auth::RsaKeyPair::fromFile(path, QCA::SecureArray(qgetenv(passphraseVariable)));
    if (key)
        return *key;
    if (key.error().code == KeyError::Code::PassphraseNeeded)
        return std::unexpected(passphraseHint(key.error().message));
    return std::unexpected(key.error().message);
}

QString passphraseHint(const QString &problem)
{
    return problem + u' ' +
           QCoreApplication::translate("cli", "Put it into the environment variable %1.")
               .arg(QLatin1String(passphraseVariable));
}

int generateKeys(const QString &folder, int bits)
{
    const QString privatePath = QDir(folder).filePath(u"private.pem"_s);
    const QString publicPath = QDir(folder).filePath(u"public.pem"_s);
    for (const QString &path : {privatePath, publicPath}) {
        if (QFileInfo::exists(path))
            return refuse(QCoreApplication::translate(
                              "cli", "%1 exists and is not overwritten. Choose another folder.")
                              .arg(path));
    }
    if (!QDir().mkpath(folder))
        return refuse(
            QCoreApplication::translate("cli", "The folder %1 can't be made.").arg(folder));
    const auto key = auth::RsaKeyPair::generate(bits).result();
    if (!key)
        return refuse(key.error().message);
    if (const auto written = key->writePrivate(privatePath); !written)
        return refuse(written.error().message);
    if (const auto written = writePublic(publicPath, key->publicKey().pem()); !written)
        return refuse(written.error());

    json::Writer out;
    out.beginObject();
    out.name("private").string(privatePath.toStdString());
    out.name("public").string(publicPath.toStdString());
    out.name("bits").integer(key->bits());
    out.name("thumbprint").string(key->thumbprint().toStdString());
    out.endObject();
    print(out.take());
    return Done;
}

int showKey(const QString &path)
{
    const auto publicKey = auth::RsaPublicKey::fromFile(path);
    if (publicKey) {
        printKey(*publicKey, false);
        return Done;
    }
    if (publicKey.error().code != KeyError::Code::PrivateKeyGiven)
        return refuse(publicKey.error().message);
    const auto key = readPrivateKey(path);
    if (!key)
        return refuse(key.error());
    printKey(key->publicKey(), true);
    return Done;
}

} // namespace cli
