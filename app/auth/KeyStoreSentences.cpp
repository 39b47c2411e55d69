// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/KeyStoreSentences.h"

#include <QDir>

namespace auth {

namespace {

QString shownPath(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

} // namespace

QString KeyStoreSentences::notJson(const QString &reason)
{
    return tr("This begins like a JSON Web Key, but it is not whole JSON: %1. Copy the whole key "
              "again.")
        .arg(reason);
}

QString KeyStoreSentences::notAJwk()
{
    return tr("This is JSON, but no RSA JSON Web Key: that has \"kty\": \"RSA\" with \"n\", \"e\" "
              "and \"d\" in base64url. Export the private key again.");
}

QString KeyStoreSentences::publicJwk()
{
    return tr("This JSON Web Key is a public key: it has no \"d\". Tokens are signed with the "
              "private key: export that one.");
}

QString KeyStoreSentences::symmetricJwk()
{
    return tr("This JSON Web Key is a shared secret (\"oct\", for HS256); the platform takes RS256 "
              "tokens only, signed with an RSA key. Generate a pair here.");
}

QString KeyStoreSentences::jwkSet(int count)
{
    return tr("This is a set of %n JSON Web Keys. Take out the one to use.", nullptr, count);
}

QString KeyStoreSentences::jwkLacks(const QString &member)
{
    return tr("This JSON Web Key lacks \"%1\": p, q, dp, dq and qi come together or not at all. "
              "Export the key again.")
        .arg(member);
}

QString KeyStoreSentences::jwkNumber(const QString &member)
{
    return tr("The member \"%1\" of this JSON Web Key is damaged or cut off: it is no number in "
              "base64url. Copy the whole key again.")
        .arg(member);
}

QString KeyStoreSentences::jwkInconsistent()
{
    return tr("The numbers of this JSON Web Key do not belong together: it was damaged, or put "
              "together from two keys. Export the key again.");
}

QString KeyStoreSentences::manyPrimes()
{
    return tr("This RSA key has more than two primes (\"oth\"), which is not supported. Generate a "
              "new pair and upload its public key.");
}

QString KeyStoreSentences::storeLocked()
{
    return tr("The key pairs are protected by your passphrase, because there is no system "
              "keychain. Enter the passphrase first.");
}

QString KeyStoreSentences::noKeychain()
{
    return tr("There is no system keychain. Start one (GNOME Keyring, KWallet, KeePassXC), or "
              "protect the key pairs with a passphrase of your own.");
}

QString KeyStoreSentences::keychainUnreachable()
{
    return tr("The system keychain cannot be reached: this session has no D-Bus. Start the console "
              "from a desktop session, or protect the key pairs with a passphrase of your own.");
}

QString KeyStoreSentences::keychainRefused(const QString &reason)
{
    return tr("The system keychain refused: %1. Unlock it and try again.").arg(reason);
}

QString KeyStoreSentences::keychainDenied()
{
    return tr("The system keychain was not unlocked. Unlock it and try again.");
}

QString KeyStoreSentences::secretMissing(const QString &backend)
{
    return tr("%1 has no entry of this name.").arg(backend);
}

QString KeyStoreSentences::secretNotReadBack()
{
    return tr("The system keychain took a secret, but did not give it back. Nothing was kept. "
              "Unlock the keychain and try again.");
}

QString KeyStoreSentences::closing()
{
    return tr("The console is closing.");
}

QString KeyStoreSentences::withWayBack(const QString &whatHappened)
{
    return tr("%1 Nothing was deleted. Start or unlock the keychain that was used before, or enter "
              "the passphrase of this file, or import a backup of the key, or generate a new pair "
              "and upload its public key.",
              "%1 is a sentence")
        .arg(whatHappened);
}

QString KeyStoreSentences::pairWithoutKeychain(const QString &backend)
{
    return withWayBack(
        tr("The passphrase of this key pair was put into %1, and no keychain answers now.")
            .arg(backend));
}

QString KeyStoreSentences::pairWithLockedKeychain(const QString &reason)
{
    return withWayBack(tr("The passphrase of this key pair is in the system keychain, which was "
                          "not opened. %1")
                           .arg(reason));
}

QString KeyStoreSentences::pairWithoutSecret(const QString &backend, const QString &now)
{
    if (backend == now)
        return withWayBack(tr("The passphrase of this key pair was put into %1, which does not "
                              "have it any more.")
                               .arg(backend));
    return withWayBack(tr("The passphrase of this key pair was put into %1; now %2 answers, and "
                          "does not have it.")
                           .arg(backend, now));
}

QString KeyStoreSentences::pairWithOtherSecret(const QString &backend)
{
    return withWayBack(tr("The passphrase that %1 has for this key pair does not open its file: "
                          "one of the two was restored from an older copy.")
                           .arg(backend));
}

QString KeyStoreSentences::passphraseOpensNot()
{
    return tr("This key pair is protected by another passphrase than the one you entered. Open it "
              "with its own passphrase, or import a backup of the key.");
}

QString KeyStoreSentences::newerFile(const QString &path, int version)
{
    return tr("%1 was written by a newer version of the console (format %2) and is left alone. "
              "Use that version for it.")
        .arg(shownPath(path))
        .arg(version);
}

QString KeyStoreSentences::damagedFile(const QString &path, const QString &reason)
{
    return tr("%1 is damaged and left alone: %2. Put a backup in its place, or move it away and "
              "generate a new pair.")
        .arg(shownPath(path), reason);
}

QString KeyStoreSentences::privateMismatch(const QString &path)
{
    return tr("The private and the public key in %1 do not belong together. Put a backup of the "
              "file in its place.")
        .arg(shownPath(path));
}

QString KeyStoreSentences::linkedMissing(const QString &path)
{
    return tr("The linked file %1 is not there. Bring it back, or connect the drive that it lies "
              "on.")
        .arg(shownPath(path));
}

QString KeyStoreSentences::linkedOther(const QString &path)
{
    return tr("The linked file %1 holds another key than it did. Put the old file back, or link "
              "the new key as a pair of its own.")
        .arg(shownPath(path));
}

QString KeyStoreSentences::fileGone(const QString &path)
{
    return tr("The file %1 is not there any more. Put a backup in its place.").arg(shownPath(path));
}

QString KeyStoreSentences::notWritten(const QString &path, const QString &reason)
{
    return tr("%1 was not written: %2. What was there before is unchanged. Make room or mend the "
              "permissions, and try again.")
        .arg(shownPath(path), reason);
}

QString KeyStoreSentences::notRemoved(const QString &path, const QString &reason)
{
    return tr("%1 was not removed: %2. The key pair is unchanged. Mend the permissions of the "
              "folder, and try again.")
        .arg(shownPath(path), reason);
}

QString KeyStoreSentences::readOnly()
{
    return tr("This data folder is open read-only, so key pairs cannot be changed. Close the other "
              "console and open the folder again.");
}

QString KeyStoreSentences::folderUnreadable(const QString &path)
{
    return tr("The folder %1 cannot be read. Check who owns it and its permissions.")
        .arg(shownPath(path));
}

QString KeyStoreSentences::notFound()
{
    return tr("This key pair is not there any more. Choose another one.");
}

QString KeyStoreSentences::alreadyThere(const QString &name)
{
    return tr("This key pair is already here, under the name %1.").arg(name);
}

QString KeyStoreSentences::alreadyThereOtherUse(const QString &name)
{
    return tr("This key pair is already here for the other use, under the name %1. API access and "
              "callback signing need pairs of their own: generate a new one.")
        .arg(name);
}

QString KeyStoreSentences::isCallbackPair(const QString &name)
{
    return tr("%1 is a callback signing pair, which never signs or verifies API requests. Choose "
              "an API access pair.")
        .arg(name);
}

QString KeyStoreSentences::isApiPair(const QString &name)
{
    return tr("%1 is an API access pair, which never signs callbacks. Choose a callback signing "
              "pair.")
        .arg(name);
}

QString KeyStoreSentences::compromised(const QString &name)
{
    return tr("%1 is marked as compromised and never used again. Generate a new pair and upload "
              "its public key.")
        .arg(name);
}

QString KeyStoreSentences::nameMissing()
{
    return tr("The key pair needs a name. Enter one.");
}

QString KeyStoreSentences::nameTooLong(int most)
{
    return tr("The name is longer than %n characters. Choose a shorter one.", nullptr, most);
}

QString KeyStoreSentences::passphraseTooShort(int least)
{
    return tr("The passphrase has fewer than %n characters. Choose a longer one.", nullptr, least);
}

QString KeyStoreSentences::wrongStorePassphrase()
{
    return tr("This is not the passphrase of your key pairs. Check capitals and keyboard layout, "
              "and try again.");
}

} // namespace auth
