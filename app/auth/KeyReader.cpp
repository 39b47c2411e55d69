// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/KeyReader.h"

#include "app/auth/KeySentences.h"
#include "app/auth/OpenSsl.h"
#include "app/auth/Pem.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace auth::keyreader {

namespace {

using Code = KeyError::Code;
using Sentences = KeySentences;

std::unexpected<KeyError> fail(Code code, const QString &message)
{
    return std::unexpected(KeyError{code, message});
}

QByteArrayView view(const QCA::SecureArray &bytes)
{
    return {bytes.constData(), qsizetype(bytes.size())};
}

/// A DER length, as many bytes as it takes (X.690 8.1.3).
void appendLength(QByteArray &out, qsizetype length)
{
    if (length < 0x80) {
        out += static_cast<char>(length);
    } else if (length < 0x100) {
        out += '\x81';
        out += static_cast<char>(length);
    } else {
        out += '\x82';
        out += static_cast<char>(length >> 8);
        out += static_cast<char>(length & 0xff);
    }
}

enum class Wrapping { Pkcs8, Spki };

/// QCA's DER readers want PKCS#8 and SPKI: puts the identifier of RSA before a PKCS#1 key.
QCA::SecureArray wrapped(const QCA::SecureArray &pkcs1, Wrapping wrapping)
{
    static const QByteArray rsa = QByteArray::fromHex("300d06092a864886f70d0101010500");
    QByteArray inner = wrapping == Wrapping::Pkcs8 ? QByteArray::fromHex("020100") + rsa : rsa;
    qsizetype contents = pkcs1.size();
    QByteArray stringHead;
    if (wrapping == Wrapping::Pkcs8) {
        stringHead = "\x04";
        appendLength(stringHead, contents);
    } else {
        stringHead = "\x03";
        appendLength(stringHead, contents + 1);
        stringHead += '\0'; // no unused bits
    }
    inner += stringHead;
    QByteArray head = "\x30";
    appendLength(head, inner.size() + contents);
    QCA::SecureArray out(head + inner);
    return out.append(pkcs1);
}

/// A SEQUENCE that is all there and ends with the text: anything else was cut or damaged.
bool isWholeSequence(QByteArrayView der)
{
    const auto at = [der](qsizetype i) { return static_cast<unsigned char>(der[i]); };
    if (der.size() < 4 || at(0) != 0x30)
        return false;
    if (at(1) < 0x80)
        return der.size() == 2 + at(1);
    const int count = at(1) & 0x7f;
    if (count < 1 || count > 3 || der.size() < 2 + count)
        return false;
    qsizetype length = 0;
    for (int i = 0; i < count; ++i)
        length = length << 8 | at(2 + i);
    return der.size() == 2 + count + length;
}

bool isOneOf(const QByteArray &label, std::initializer_list<QByteArrayView> labels)
{
    return std::ranges::any_of(labels, [&](QByteArrayView each) { return label == each; });
}

bool isPrivate(const pem::Block &block)
{
    return block.label.endsWith("PRIVATE KEY");
}

bool isPublic(const pem::Block &block)
{
    return isOneOf(block.label, {"PUBLIC KEY", "RSA PUBLIC KEY"});
}

/// There is no block of the wanted kind: says what there is.
KeyError nothingUseful(QByteArrayView text, const std::vector<pem::Block> &blocks,
                       Sentences::Wanted wanted)
{
    if (!blocks.empty())
        return {Code::NotAKey, Sentences::otherBlock(blocks.front().label)};
    return {Code::NotAKey, Sentences::noBlock(text, wanted)};
}

std::expected<QCA::SecureArray, KeyError> contents(const pem::Block &block)
{
    if (!block.complete)
        return fail(Code::Truncated, Sentences::noEnd(block.label));
    const auto bytes = block.bytes();
    if (!bytes)
        return fail(Code::Truncated, Sentences::notBase64(block.body));
    if (!isWholeSequence(view(*bytes)))
        return fail(Code::Truncated, Sentences::damaged());
    return *bytes;
}

KeyError refused(openssl::Refusal refusal)
{
    switch (refusal) {
    case openssl::Refusal::Malformed:
        return {Code::Truncated, Sentences::damaged()};
    case openssl::Refusal::WrongPassphrase:
        return {Code::WrongPassphrase, Sentences::wrongPassphrase()};
    case openssl::Refusal::Unsupported:
        return {Code::Failed, Sentences::unsupportedEncryption()};
    case openssl::Refusal::TooManyRounds:
        return {Code::Failed, Sentences::tooManyRounds()};
    }
    Q_UNREACHABLE_RETURN({});
}

KeyError wrongAlgorithm(const QString &algorithm)
{
    if (algorithm.isEmpty() || algorithm == u"RSA")
        return {Code::Truncated, Sentences::damaged()};
    return {Code::NotRsa, Sentences::notRsa(algorithm)};
}

std::expected<void, KeyError> checkLength(int bits)
{
    if (bits < minimumBits)
        return fail(Code::TooShort, Sentences::tooShort(bits, minimumBits));
    if (bits > mostBits)
        return fail(Code::Failed, Sentences::tooLong(bits, mostBits));
    return {};
}

/// Signs and verifies once: damaged numbers inside a well-formed key show up only in use.
std::expected<void, KeyError> checkPrivateKey(const QCA::PrivateKey &key)
{
    if (const auto length = checkLength(key.bitSize()); !length)
        return length;
    const QCA::PublicKey publicPart = key.toPublicKey();
    if (const auto checked = checkPublicKey(publicPart); !checked)
        return checked;
    const QByteArray message = "a trial signature";
    QCA::PrivateKey copy = key;
    const QByteArray signature = copy.signMessage(message, QCA::EMSA3_SHA256);
    const auto verifier = openssl::Verifier::create(publicPart.toDER());
    if (!verifier || !verifier->verify(message, signature))
        return fail(Code::Truncated, Sentences::damaged());
    return {};
}

/// QCA asks its event handlers, should there be any, when the passphrase is empty. Plain keys
/// ignore one: with it nobody is ever asked.
const QCA::SecureArray &nobodyAsked()
{
    static const QCA::SecureArray *something = new QCA::SecureArray("-");
    return *something;
}

std::expected<QCA::PrivateKey, KeyError> traditional(const pem::Block &block,
                                                     const QCA::SecureArray &passphrase)
{
    const QByteArray text = block.normalized();
    auto key = QCA::PrivateKey::fromPEM(QString::fromLatin1(text), passphrase);
    if (key.isNull())
        return std::unexpected(refused(openssl::traditionalPemRefusal(text, passphrase)));
    return key;
}

std::expected<QCA::PrivateKey, KeyError> encrypted(const QCA::SecureArray &der,
                                                   const QCA::SecureArray &passphrase)
{
    if (const auto form = openssl::checkEncryptedPkcs8(view(der)); !form)
        return std::unexpected(refused(form.error()));
    if (passphrase.isEmpty())
        return fail(Code::PassphraseNeeded, Sentences::passphraseNeeded());
    auto key = QCA::PrivateKey::fromDER(der, passphrase);
    if (!key.isNull() && key.isRSA())
        return key;
    const auto algorithm = openssl::encryptedPkcs8Algorithm(view(der), passphrase);
    return std::unexpected(algorithm ? wrongAlgorithm(*algorithm) : refused(algorithm.error()));
}

std::expected<QCA::PrivateKey, KeyError> plain(const QCA::SecureArray &der)
{
    auto key = QCA::PrivateKey::fromDER(der, nobodyAsked());
    if (!key.isNull() && key.isRSA())
        return key;
    return std::unexpected(wrongAlgorithm(openssl::pkcs8Algorithm(view(der))));
}

std::expected<QCA::PrivateKey, KeyError> read(const pem::Block &block,
                                              const QCA::SecureArray &passphrase)
{
    if (block.label == "OPENSSH PRIVATE KEY")
        return fail(Code::NotAKey, Sentences::sshPrivateKey());
    if (!isOneOf(block.label, {"PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY"})) {
        const QByteArray kind = block.label.left(block.label.indexOf(' '));
        return fail(Code::NotRsa, Sentences::notRsa(QString::fromLatin1(kind)));
    }
    if (passphrase.size() > mostPassphraseBytes)
        return fail(Code::Failed, Sentences::passphraseTooLong(mostPassphraseBytes));
    if (block.isTraditionalEncrypted()) {
        if (!block.complete)
            return fail(Code::Truncated, Sentences::noEnd(block.label));
        if (passphrase.isEmpty())
            return fail(Code::PassphraseNeeded, Sentences::passphraseNeeded());
        return traditional(block, passphrase);
    }
    const auto der = contents(block);
    if (!der)
        return std::unexpected(der.error());
    if (block.label == "ENCRYPTED PRIVATE KEY")
        return encrypted(*der, passphrase);
    return plain(block.label == "RSA PRIVATE KEY" ? wrapped(*der, Wrapping::Pkcs8) : *der);
}

std::expected<QCA::PublicKey, KeyError> read(const pem::Block &block)
{
    auto der = contents(block);
    if (!der)
        return std::unexpected(der.error());
    if (block.label == "RSA PUBLIC KEY")
        der = wrapped(*der, Wrapping::Spki);
    const QByteArray bytes = der->toByteArray();
    auto key = QCA::PublicKey::fromDER(bytes);
    if (key.isNull() || !key.isRSA())
        return std::unexpected(wrongAlgorithm(openssl::spkiAlgorithm(bytes)));
    return key;
}

} // namespace

std::expected<QCA::SecureArray, KeyError> readFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(Code::Unreadable, Sentences::missing(path));
    if (info.isDir())
        return fail(Code::Unreadable, Sentences::folder(path));
    if (!info.isFile()) // a pipe without a writer would wait for ever
        return fail(Code::Unreadable, Sentences::special(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(Code::Unreadable, Sentences::notOpened(path, file.errorString()));
    if (file.size() > mostFileBytes)
        return fail(Code::NotAKey, Sentences::tooBig(path));
    QCA::SecureArray bytes(static_cast<int>(file.size()));
    const qint64 count = file.read(bytes.data(), bytes.size());
    if (count < 0)
        return fail(Code::Unreadable, Sentences::notOpened(path, file.errorString()));
    bytes.resize(static_cast<int>(count));
    return bytes;
}

std::expected<QCA::PrivateKey, KeyError> privateKey(QByteArrayView text,
                                                    const QCA::SecureArray &passphrase)
{
    if (text.size() > mostFileBytes)
        return fail(Code::NotAKey, Sentences::tooBig({}));
    const auto blocks = pem::blocks(text);
    std::expected<QCA::PrivateKey, KeyError> result = std::unexpected(KeyError{});
    bool tried = false;
    for (const pem::Block &block : blocks) {
        if (!isPrivate(block))
            continue;
        auto key = read(block, passphrase);
        if (key) {
            if (const auto checked = checkPrivateKey(*key); !checked)
                key = std::unexpected(checked.error());
        }
        if (key)
            return key;
        if (!std::exchange(tried, true)) // the first one's trouble is the one to tell
            result = key;
    }
    if (tried)
        return result;
    if (std::ranges::any_of(blocks, isPublic))
        return fail(Code::PublicKeyGiven, Sentences::publicGiven());
    return std::unexpected(nothingUseful(text, blocks, Sentences::Wanted::Private));
}

std::expected<QCA::PrivateKey, KeyError> privateKeyOfDer(const QCA::SecureArray &pkcs8)
{
    auto key = plain(pkcs8);
    if (key) {
        if (const auto checked = checkPrivateKey(*key); !checked)
            return std::unexpected(checked.error());
    }
    return key;
}

std::expected<QCA::PublicKey, KeyError> publicKey(QByteArrayView text)
{
    if (text.size() > mostFileBytes)
        return fail(Code::NotAKey, Sentences::tooBig({}));
    const auto blocks = pem::blocks(text);
    const auto block = std::ranges::find_if(blocks, isPublic);
    if (block == blocks.end()) {
        if (std::ranges::any_of(blocks, isPrivate))
            return fail(Code::PrivateKeyGiven, Sentences::privateGiven());
        return std::unexpected(nothingUseful(text, blocks, Sentences::Wanted::Public));
    }
    auto key = read(*block);
    if (key) {
        if (const auto checked = checkPublicKey(*key); !checked)
            return std::unexpected(checked.error());
    }
    return key;
}

std::expected<void, KeyError> checkPublicKey(const QCA::PublicKey &key)
{
    if (const auto length = checkLength(key.bitSize()); !length)
        return length;
    const QCA::RSAPublicKey rsa = key.toRSA();
    const QCA::SecureArray n = rsa.n().toArray();
    const QCA::SecureArray e = rsa.e().toArray();
    const auto isOdd = [](const QCA::SecureArray &number) {
        return !number.isEmpty() && (number[number.size() - 1] & 1) != 0;
    };
    // With the exponent 1 any signature of anything would be right.
    if (!isOdd(n) || !isOdd(e) || rsa.e() < QCA::BigInteger(3))
        return fail(Code::Truncated, Sentences::damaged());
    return {};
}

} // namespace auth::keyreader
