// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/KeySentences.h"

#include "app/auth/OpenSsl.h"

#include <QDir>
#include <QLocale>

namespace auth {

namespace {

QString shownPath(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

} // namespace

QString KeySentences::missing(const QString &path)
{
    return tr("There is no file %1. Check the path, or choose the key file again.")
        .arg(shownPath(path));
}

QString KeySentences::folder(const QString &path)
{
    return tr("%1 is a folder. Choose the key file inside it.").arg(shownPath(path));
}

QString KeySentences::special(const QString &path)
{
    return tr("%1 is not a regular file. Save the key to a file and choose that one.")
        .arg(shownPath(path));
}

QString KeySentences::notOpened(const QString &path, const QString &reason)
{
    return tr("%1 cannot be read: %2. Check who owns the file and its permissions.")
        .arg(shownPath(path), reason);
}

QString KeySentences::notWritten(const QString &path, const QString &reason)
{
    return tr("The key was not written to %1: %2. Choose a folder that you may write to and that "
              "has space left.")
        .arg(shownPath(path), reason);
}

QString KeySentences::tooBig(const QString &path)
{
    if (path.isEmpty())
        return tr("This text is larger than 1 MB, so it is not a key. Take only the key itself.");
    return tr("%1 is larger than 1 MB, so it is not a key. Choose the key file.")
        .arg(shownPath(path));
}

QString KeySentences::noBlock(QByteArrayView text, Wanted wanted)
{
    const QByteArrayView start = text.trimmed();
    if (start.isEmpty())
        return tr("There is nothing in it. Choose a PEM file that begins with \"-----BEGIN\".");
    if (text.startsWith("\xff\xfe") || text.startsWith("\xfe\xff"))
        return tr("This text is saved as UTF-16. Save it as plain text (UTF-8) and try again.");
    if (start.startsWith('{'))
        return tr(
            "This is a JSON Web Key (JWK) or other JSON, not PEM. Export the key as PEM; with "
            "Node.js: crypto.createPrivateKey({key, format: \"jwk\"}).export({type: "
            "\"pkcs8\", format: \"pem\"}).");
    if (start.startsWith("PuTTY-User-Key-File"))
        return tr("This is a PuTTY key. Convert it: puttygen FILE -O private-openssh -o key, then "
                  "ssh-keygen -p -m PEM -f key.");
    if (start.startsWith("ssh-") || start.startsWith("ecdsa-sha2-") ||
        start.startsWith("---- BEGIN SSH2"))
        return tr(
            "This is an SSH public key. For an RSA key, convert it: ssh-keygen -e -m PKCS8 -f "
            "FILE > public.pem");
    if (openssl::isPkcs12(text))
        return tr("This is a PKCS#12 store (.p12, .pfx). Take the key out of it: openssl pkcs12 "
                  "-in FILE -nocerts -out private.pem");
    if (text.startsWith('\x30'))
        return tr("This is a binary (DER) file. Convert it to PEM: openssl pkey -inform DER -in "
                  "FILE -out private.pem, with -pubin for a public key.");
    return wanted == Wanted::Private
               ? tr("No PEM key was found. A private key has a line \"-----BEGIN PRIVATE "
                    "KEY-----\": "
                    "choose the file that has it.")
               : tr("No PEM key was found. A public key has a line \"-----BEGIN PUBLIC KEY-----\": "
                    "choose the file that has it.");
}

QString KeySentences::otherBlock(const QByteArray &label)
{
    if (label == "CERTIFICATE" || label == "TRUSTED CERTIFICATE" || label == "X509 CERTIFICATE")
        return tr("This is a certificate. Choose the key file; the certificate's public key comes "
                  "out with: openssl x509 -in FILE -pubkey -noout > public.pem");
    if (label == "SSH2 PUBLIC KEY")
        return noBlock("---- BEGIN SSH2", Wanted::Public);
    QString shown = QString::fromLatin1(label);
    for (QChar &c : shown)
        c = c.isPrint() ? c : QChar::ReplacementCharacter;
    return tr("This is a PEM file, but it holds \"%1\" and no key. Choose the key file.")
        .arg(shown);
}

QString KeySentences::sshPrivateKey()
{
    return tr("This is an SSH private key. For an RSA key, convert a copy of the file in place: "
              "ssh-keygen -p -m PEM -f COPY");
}

QString KeySentences::notAJwk()
{
    return tr("This is not an RSA JSON Web Key: it needs \"kty\": \"RSA\" with \"n\" and \"e\" in "
              "base64url. Export the public key again.");
}

QString KeySentences::noEnd(const QByteArray &label)
{
    return tr("The key is cut off: the line \"-----END %1-----\" is missing. Copy the whole file "
              "again.")
        .arg(QString::fromLatin1(label));
}

QString KeySentences::notBase64(QByteArrayView body)
{
    if (body.contains("\\n"))
        return tr("The line ends of this key are written as the two characters \\n. Replace each "
                  "with a real line end and try again.");
    return tr("The text between the BEGIN and END lines is damaged or cut off. Copy the whole file "
              "again.");
}

QString KeySentences::damaged()
{
    return tr(
        "The contents of this key are damaged or cut off. Copy the whole file again, or use a "
        "backup.");
}

QString KeySentences::publicGiven()
{
    return tr("This is a public key. Tokens are signed with the private key: choose the file that "
              "begins with \"-----BEGIN PRIVATE KEY-----\".");
}

QString KeySentences::privateGiven()
{
    return tr("This is a private key; here the public one is needed, and the private one must not "
              "be shown. Take out the public part: openssl pkey -in FILE -pubout -out public.pem");
}

QString KeySentences::privateJwk()
{
    return tr("This JSON Web Key holds a private key (\"d\"); here the public one is needed. Leave "
              "out everything but \"kty\", \"n\" and \"e\".");
}

QString KeySentences::notRsa(const QString &algorithm)
{
    return tr("This is a key of the type %1; the platform takes RS256 tokens only, signed with a "
              "plain RSA key. Generate one here, or with: openssl genrsa -out private.pem 2048")
        .arg(algorithm);
}

QString KeySentences::tooShort(int bits, int minimum)
{
    return tr("This RSA key has %1 bits; RS256 needs at least %2. Generate a new pair and upload "
              "its public key.")
        .arg(bits)
        .arg(minimum);
}

QString KeySentences::tooLong(int bits, int maximum)
{
    return tr("This RSA key has %1 bits; at most %2 can be used. Generate a new pair of 2048 to "
              "4096 bits.")
        .arg(bits)
        .arg(maximum);
}

QString KeySentences::unsupportedBits(int bits)
{
    return tr("Keys of %1 bits are not made. Choose 2048, 3072 or 4096.").arg(bits);
}

QString KeySentences::passphraseNeeded()
{
    return tr("This key is encrypted. Enter its passphrase.");
}

QString KeySentences::wrongPassphrase()
{
    return tr("The passphrase does not open this key. Check capitals and keyboard layout, and try "
              "again.");
}

QString KeySentences::noPassphraseToWrite()
{
    return tr("An encrypted key needs a passphrase. Enter one.");
}

QString KeySentences::passphraseTooLong(int maximum)
{
    return tr("The passphrase is longer than %1 bytes. Choose a shorter one.")
        .arg(QLocale().toString(maximum));
}

QString KeySentences::passphraseWithNull()
{
    return tr("The passphrase contains a null character, which other programs could not enter. "
              "Choose another one.");
}

QString KeySentences::unsupportedEncryption()
{
    return tr("This key is encrypted in a way that is not supported here. Write it anew: openssl "
              "pkcs8 -topk8 -v2 aes-256-cbc -provider legacy -provider default -in FILE -out "
              "private.pem");
}

QString KeySentences::tooManyRounds()
{
    return tr("Opening this key would take too long: it asks for more than 5 million rounds of key "
              "derivation. Write it anew with fewer: openssl pkcs8 -topk8 -v2 aes-256-cbc -iter "
              "600000 -in FILE -out private.pem");
}

QString KeySentences::libraryRefused(const QString &reason)
{
    return tr("The crypto library refused: %1. Check that QCA and its OpenSSL plugin are "
              "installed, "
              "and try again.")
        .arg(reason);
}

} // namespace auth
