// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/JsonWebKey.h"

#include "app/auth/Base64.h"
#include "app/auth/KeyReader.h"
#include "app/auth/KeySentences.h"
#include "app/auth/KeyStoreSentences.h"
#include "app/auth/RsaNumbers.h"
#include "app/json/SecretDocument.h"
#include "app/json/Writer.h"

#include <algorithm>
#include <array>

namespace auth::jwk {

namespace {

using Code = KeyError::Code;
using Sentences = KeyStoreSentences;

std::unexpected<KeyError> fail(Code code, const QString &message)
{
    return std::unexpected(KeyError{code, message});
}

std::expected<void, KeyError> checkType(json::Value jwk)
{
    const json::Value type = jwk["kty"];
    if (!jwk.isObject() || !type.isString())
        return fail(Code::NotAKey, Sentences::notAJwk());
    if (type.text() == "RSA")
        return {};
    if (type.text() == "oct")
        return fail(Code::NotRsa, Sentences::symmetricJwk());
    const QString name = QString::fromUtf8(type.text()).left(20);
    return fail(Code::NotRsa, KeySentences::notRsa(name));
}

/// The five that may be left out, but only together (RFC 7518 6.3.2).
std::expected<bool, KeyError> hasPrimes(json::Value jwk)
{
    static constexpr std::array names{"p", "q", "dp", "dq", "qi"};
    const auto there = [jwk](const char *name) { return bool(jwk[name]); };
    const auto count = std::ranges::count_if(names, there);
    if (count == 0)
        return false;
    const auto *missing = std::ranges::find_if_not(names, there);
    if (missing != names.end())
        return fail(Code::Truncated, Sentences::jwkLacks(QString::fromLatin1(*missing)));
    return true;
}

} // namespace

std::optional<QCA::SecureArray> number(json::Value member)
{
    const QByteArrayView text(member.text());
    if (!member.isString() || text.isEmpty() || text.size() > keyreader::mostBits)
        return std::nullopt;
    QCA::SecureArray bytes(static_cast<int>(base64::decodedSize(text.size()) + 1), 0);
    const auto outcome = base64::decode(text, base64::Alphabet::Url, bytes.data() + 1);
    if (outcome.problem != base64::Problem::None)
        return std::nullopt;
    return bytes;
}

QByteArray base64UrlNumber(const QCA::BigInteger &number)
{
    const QCA::SecureArray bytes = number.toArray();
    QByteArrayView digits(bytes.constData(), qsizetype(bytes.size()));
    while (digits.size() > 1 && digits.front() == 0)
        digits = digits.sliced(1);
    QByteArray text;
    base64::append(text, digits, base64::Alphabet::Url);
    return text;
}

std::expected<QCA::SecureArray, KeyError> privatePkcs8(json::Value jwk)
{
    if (const auto type = checkType(jwk); !type)
        return std::unexpected(type.error());
    if (!jwk["d"]) {
        if (jwk["n"])
            return fail(Code::PublicKeyGiven, Sentences::publicJwk());
        return fail(Code::NotAKey, Sentences::notAJwk());
    }
    if (jwk["oth"])
        return fail(Code::Failed, Sentences::manyPrimes());
    const auto primes = hasPrimes(jwk);
    if (!primes)
        return std::unexpected(primes.error());

    RsaNumbers numbers;
    struct Wanted
    {
        const char *name;
        QCA::SecureArray *place;
        bool prime;
    };
    for (const auto &[name, place, prime] :
         {Wanted{"n", &numbers.n, false}, Wanted{"e", &numbers.e, false},
          Wanted{"d", &numbers.d, false}, Wanted{"p", &numbers.p, true},
          Wanted{"q", &numbers.q, true}, Wanted{"dp", &numbers.dp, true},
          Wanted{"dq", &numbers.dq, true}, Wanted{"qi", &numbers.qi, true}}) {
        if (prime && !*primes)
            continue;
        const auto found = number(jwk[name]);
        if (!found)
            return fail(Code::Truncated, Sentences::jwkNumber(QString::fromLatin1(name)));
        *place = *found;
    }
    const int bits = static_cast<int>(numbers.n.size()) * 8;
    if (bits > keyreader::mostBits + 8)
        return fail(Code::Failed, KeySentences::tooLong(bits, keyreader::mostBits));
    const auto der = rsaPkcs8(numbers);
    if (!der)
        return fail(Code::Truncated, Sentences::jwkInconsistent());
    return *der;
}

QByteArray publicText(const QCA::RSAPublicKey &key, const QString &thumbprint)
{
    json::Writer writer;
    writer.beginObject();
    writer.name("kty").string("RSA");
    writer.name("n").string(base64UrlNumber(key.n()).toStdString());
    writer.name("e").string(base64UrlNumber(key.e()).toStdString());
    writer.name("kid").string(thumbprint.toStdString());
    writer.name("alg").string("RS256");
    writer.name("use").string("sig");
    writer.endObject();
    return QByteArray::fromStdString(writer.take());
}

bool looksLike(QByteArrayView text)
{
    if (text.startsWith("\xef\xbb\xbf"))
        text = text.sliced(3);
    return text.trimmed().startsWith('{');
}

std::expected<json::Value, KeyError> find(QByteArrayView text, json::Document &document)
{
    if (text.size() > keyreader::mostFileBytes)
        return fail(Code::NotAKey, KeySentences::tooBig({}));
    if (text.startsWith("\xef\xbb\xbf")) // some editors put a byte order mark there
        text = text.sliced(3);
    auto parsed = json::parseSecret({text.data(), static_cast<std::size_t>(text.size())},
                                    {.maxDepth = 20, .refuseDuplicateNames = true});
    if (!parsed)
        return fail(Code::Truncated,
                    Sentences::notJson(QString::fromStdString(parsed.error().toString())));
    document = std::move(*parsed);
    const json::Value root = document.root();
    const json::Value keys = root["keys"];
    if (!keys.isArray() || root["kty"])
        return root;
    if (keys.size() != 1)
        return fail(Code::NotAKey, Sentences::jwkSet(static_cast<int>(keys.size())));
    return keys.at(0);
}

} // namespace auth::jwk
