// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/auth: what is said about the key store, the keychain and JSON Web Keys.
#pragma once

#include <QCoreApplication>
#include <QString>

namespace auth {

class KeyStoreSentences
{
    Q_DECLARE_TR_FUNCTIONS(auth::KeyStoreSentences)

public:
    // JSON Web Keys
    static QString notJson(const QString &reason);
    static QString notAJwk();
    static QString publicJwk();
    static QString symmetricJwk();
    static QString jwkSet(int count);
    static QString jwkLacks(const QString &member);
    static QString jwkNumber(const QString &member);
    static QString jwkInconsistent();
    static QString manyPrimes();

    // Where passphrases are kept
    static QString storeLocked();
    static QString noKeychain();
    static QString keychainUnreachable();
    static QString keychainRefused(const QString &reason);
    static QString keychainDenied();
    static QString secretMissing(const QString &backend);
    static QString secretNotReadBack();
    static QString closing();

    // A pair whose passphrase cannot be had
    static QString pairWithoutKeychain(const QString &backend);
    static QString pairWithLockedKeychain(const QString &reason);
    static QString pairWithoutSecret(const QString &backend, const QString &now);
    static QString pairWithOtherSecret(const QString &backend);
    static QString passphraseOpensNot();

    // Files
    static QString newerFile(const QString &path, int version);
    static QString damagedFile(const QString &path, const QString &reason);
    static QString privateMismatch(const QString &path);
    static QString linkedMissing(const QString &path);
    static QString linkedOther(const QString &path);
    static QString fileGone(const QString &path);
    static QString notWritten(const QString &path, const QString &reason);
    static QString notRemoved(const QString &path, const QString &reason);
    static QString readOnly();
    static QString folderUnreadable(const QString &path);

    // Operations
    static QString notFound();
    static QString alreadyThere(const QString &name);
    static QString alreadyThereOtherUse(const QString &name);
    static QString isCallbackPair(const QString &name);
    static QString isApiPair(const QString &name);
    static QString compromised(const QString &name);
    static QString nameMissing();
    static QString nameTooLong(int most);
    static QString passphraseTooShort(int least);
    static QString wrongStorePassphrase();

private:
    static QString withWayBack(const QString &whatHappened);
};

} // namespace auth
