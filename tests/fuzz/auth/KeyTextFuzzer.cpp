// SPDX-License-Identifier: GPL-3.0-or-later
// What people open, drop or paste as a key: any bytes, and spoiled PEM and JWK.
#include "app/auth/Base64.h"
#include "app/auth/KeyText.h"
#include "app/auth/Pem.h"
#include "tests/fuzz/auth/KeySamples.h"

#include <array>

using namespace auth;

namespace {

QByteArray privateJwk()
{
    const auto rsa =
        QCA::PrivateKey::fromPEM(QString::fromLatin1(fuzzing::key().privatePem().toByteArray()))
            .toRSA();
    const auto text = [](const QCA::BigInteger &number) {
        QByteArray bytes = number.toArray().toByteArray();
        while (bytes.size() > 1 && bytes.front() == '\0')
            bytes.remove(0, 1);
        QByteArray letters;
        base64::append(letters, bytes, base64::Alphabet::Url);
        return letters;
    };
    return R"({"kty":"RSA","n":")" + text(rsa.n()) + R"(","e":")" + text(rsa.e()) + R"(","d":")" +
           text(rsa.d()) + R"("})";
}

/// DER under a label of its own, so that changes meet the numbers and not the letters.
QByteArray pemOf(std::string_view orders)
{
    static constexpr std::array labels{"PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY",
                                       "PUBLIC KEY",  "RSA PUBLIC KEY",  "EC PRIVATE KEY"};
    static const QByteArray plain =
        pem::blocks(fuzzing::key().privatePem().toByteArray()).front().bytes()->toByteArray();
    const auto first = static_cast<unsigned char>(orders.front());
    return pem::write(labels.at(first % labels.size()), fuzzing::spoiled(plain, orders.substr(1)))
        .toByteArray();
}

void check(const QByteArray &text)
{
    const KeyText seen = KeyText::inspect(text);
    require(!seen.problem || !seen.problem->message.isEmpty(), "a problem is told in words");
    require(!seen.isEncrypted || (seen.isPrivate && !seen.problem),
            "what asks for a passphrase may open");
    require(seen.bits == 0 || seen.bits >= minimumBits, "short keys are refused");
    if (text.size() % 4 != 0) // opening once more takes as long again
        return;
    const auto key = KeyText::privateKey(text);
    require(key.has_value() == (seen.isPrivate && !seen.isEncrypted && !seen.problem),
            "what was inspected opens");
    if (key)
        require(key->publicKey().verify("message", key->sign("message")), "a key works");
    const auto publicKey = RsaPublicKey::fromPem(text);
    require(!publicKey || RsaPublicKey::fromPem(publicKey->pem()) == *publicKey,
            "a public key reads back");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzzing::startQca();
    const std::string_view input = inputText(data, size);
    if (size < 2) {
        check(QByteArray(input.data(), qsizetype(input.size())));
        return 0;
    }
    static const QByteArray pem = fuzzing::key().privatePem().toByteArray();
    static const QByteArray encrypted =
        fuzzing::key().encryptedPrivatePem(QCA::SecureArray("passphrase")).value();
    static const QByteArray jwk = privateJwk();
    const std::string_view rest = input.substr(1);
    switch (data[0] % 5) {
    case 0:
        check(QByteArray(rest.data(), qsizetype(rest.size())));
        break;
    case 1:
        check(fuzzing::spoiled(pem, rest));
        break;
    case 2:
        check(fuzzing::spoiled(encrypted, rest));
        break;
    case 3:
        check(fuzzing::spoiled(jwk, rest));
        break;
    default:
        check(pemOf(rest));
    }
    return 0;
}
