// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/auth: what is said about a key that cannot be used. Each sentence says what to do.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QCoreApplication>
#include <QString>

namespace auth {

class KeySentences
{
    Q_DECLARE_TR_FUNCTIONS(auth::KeySentences)

public:
    // The file
    static QString missing(const QString &path);
    static QString folder(const QString &path);
    static QString special(const QString &path);
    static QString notOpened(const QString &path, const QString &reason);
    static QString notWritten(const QString &path, const QString &reason);
    static QString tooBig(const QString &path);

    // Something else than a key
    enum class Wanted { Private, Public };
    static QString noBlock(QByteArrayView text, Wanted wanted);
    static QString otherBlock(const QByteArray &label);
    static QString sshPrivateKey();
    static QString notAJwk();

    // A key, but damaged or the wrong one
    static QString noEnd(const QByteArray &label);
    static QString notBase64(QByteArrayView body);
    static QString damaged();
    static QString publicGiven();
    static QString privateGiven();
    static QString privateJwk();
    static QString notRsa(const QString &algorithm);
    static QString tooShort(int bits, int minimum);
    static QString tooLong(int bits, int maximum);
    static QString unsupportedBits(int bits);

    // Passphrases
    static QString passphraseNeeded();
    static QString wrongPassphrase();
    static QString noPassphraseToWrite();
    static QString passphraseTooLong(int maximum);
    static QString passphraseWithNull();
    static QString unsupportedEncryption();
    static QString tooManyRounds();

    static QString libraryRefused(const QString &reason);
};

} // namespace auth
