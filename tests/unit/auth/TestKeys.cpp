// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/auth/TestKeys.h"

#include "app/auth/Jwt.h"

#include <QProcess>
#include <QStandardPaths>

namespace testkeys {

namespace {

// Never destroyed: a key must not outlive QCA, which main() takes down before statics go.
const auth::RsaKeyPair &made()
{
    return *new auth::RsaKeyPair(auth::RsaKeyPair::generate(2048).result().value());
}

} // namespace

const auth::RsaKeyPair &key()
{
    static const auth::RsaKeyPair &pair = made();
    return pair;
}

const auth::RsaKeyPair &otherKey()
{
    static const auth::RsaKeyPair &pair = made();
    return pair;
}

QByteArray signedParts(const QByteArray &header, const QByteArray &payload)
{
    const QByteArray input = header + '.' + payload;
    return input + '.' + auth::encodeBase64Url(key().sign(input));
}

QByteArray signedToken(const QByteArray &headerJson, const QByteArray &payloadJson)
{
    return signedParts(auth::encodeBase64Url(headerJson), auth::encodeBase64Url(payloadJson));
}

bool hasOpenssl()
{
    return !QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty();
}

std::optional<QByteArray> openssl(const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments);
    if (!process.waitForStarted())
        return std::nullopt;
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0)
        return std::nullopt;
    return process.readAllStandardOutput();
}

} // namespace testkeys
