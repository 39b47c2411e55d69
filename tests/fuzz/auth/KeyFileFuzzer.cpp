// SPDX-License-Identifier: GPL-3.0-or-later
// The key store's file: any bytes, and a spoiled good one.
#include "app/auth/KeyFileFormat.h"
#include "tests/fuzz/auth/KeySamples.h"

#include <QTimeZone>

using namespace auth;

namespace {

QByteArray sample()
{
    KeyFileFormat file(fuzzing::key().publicKey());
    file.name = QStringLiteral("Main -----BEGIN PRIVATE KEY-----");
    file.created = QDateTime::fromMSecsSinceEpoch(1'790'000'000'123, QTimeZone::UTC);
    file.backend = QStringLiteral("GNOME Keyring");
    file.secret = QStringLiteral("id/1234");
    file.encryptedPem = fuzzing::key().encryptedPrivatePem(QCA::SecureArray("passphrase")).value();
    return file.write();
}

void check(const QByteArray &text)
{
    const auto file = KeyFileFormat::read(text);
    if (!file) {
        require(file.error().newerVersion.has_value() == file.error().reason.isEmpty(),
                "a newer version, or a reason");
        return;
    }
    const QByteArray written = file->write();
    const auto again = KeyFileFormat::read(written);
    require(again.has_value(), "what was written can be read");
    require(again->write() == written, "writing is stable");
    require(again->name == file->name && again->use == file->use && again->state == file->state &&
                again->place == file->place && again->created == file->created &&
                again->publicKey == file->publicKey && again->encryptedPem == file->encryptedPem,
            "reading back gives the same");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzzing::startQca();
    static const QByteArray good = sample();
    const std::string_view input = inputText(data, size);
    check(QByteArray(input.data(), qsizetype(input.size())));
    check(fuzzing::spoiled(good, input));
    return 0;
}
