// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/TokenVerifier.h"

#include <QCoreApplication>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <array>
#include <cmath>
#include <limits>

namespace sandbox {

namespace {

constexpr qsizetype maximumRemembered = 256;
constexpr int minimumKeyBits = 2048;

QString tr(const char *text)
{
    return QCoreApplication::translate("sandbox::TokenVerifier", text);
}

int base64UrlDigit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '-')
        return 62;
    if (c == '_')
        return 63;
    return -1;
}

/// The token behind "Bearer ", whose spelling is free (RFC 9110 11.1); empty when it is not there.
std::string_view bearerToken(std::string_view authorization)
{
    constexpr std::string_view scheme = "bearer ";
    if (authorization.size() <= scheme.size())
        return {};
    for (std::size_t i = 0; i < scheme.size(); ++i) {
        const char c = authorization[i];
        if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != scheme[i])
            return {};
    }
    const auto start = authorization.find_first_not_of(' ', scheme.size());
    return start == std::string_view::npos ? std::string_view() : authorization.substr(start);
}

std::optional<std::array<std::string_view, 3>> threeParts(std::string_view token)
{
    const auto first = token.find('.');
    if (first == std::string_view::npos)
        return {};
    const auto second = token.find('.', first + 1);
    if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos)
        return {};
    return std::array{token.substr(0, first), token.substr(first + 1, second - first - 1),
                      token.substr(second + 1)};
}

std::optional<json::Document> objectPart(std::string_view part)
{
    const auto text = fromBase64Url(part);
    if (!text)
        return {};
    auto document = json::Document::parse(*text, {.maxDepth = 16, .refuseDuplicateNames = true});
    if (!document || !document->root().isObject())
        return {};
    return std::move(*document);
}

} // namespace

std::optional<std::string> fromBase64Url(std::string_view text)
{
    if (text.size() % 4 == 1)
        return {};
    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    unsigned int bits = 0;
    int count = 0;
    for (const char c : text) {
        const int digit = base64UrlDigit(c);
        if (digit < 0)
            return {};
        bits = (bits << 6) | static_cast<unsigned int>(digit);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes.push_back(static_cast<char>((bits >> count) & 0xffU));
            bits &= (1U << count) - 1;
        }
    }
    if (bits != 0)
        return {};
    return bytes;
}

void TokenVerifier::KeyDeleter::operator()(EVP_PKEY *key) const
{
    EVP_PKEY_free(key);
}

TokenVerifier::TokenVerifier() = default;
TokenVerifier::~TokenVerifier() = default;

void TokenVerifier::provision(const QString &domain)
{
    const std::scoped_lock lock(m_mutex);
    m_keys.try_emplace(domain);
}

bool TokenVerifier::isProvisioned(const QString &domain) const
{
    const std::scoped_lock lock(m_mutex);
    return m_keys.contains(domain);
}

std::expected<TokenVerifier::Key, QString> TokenVerifier::readKey(const QByteArray &pem)
{
    if (pem.contains("PRIVATE KEY-----")) {
        return std::unexpected(tr("This is a private key. Upload the public key that belongs to "
                                  "it, and keep the private one to yourself."));
    }
    const std::unique_ptr<BIO, int (*)(BIO *)> bio(
        BIO_new_mem_buf(pem.constData(), static_cast<int>(qMin<qsizetype>(pem.size(), 1 << 20))),
        BIO_free);
    Key key(bio ? PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr) : nullptr);
    ERR_clear_error();
    if (!key) {
        return std::unexpected(tr("This is not a public key in PEM form. It begins with "
                                  "\"-----BEGIN PUBLIC KEY-----\"."));
    }
    if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA)
        return std::unexpected(tr("This is not an RSA key. The platform takes RS256 tokens only."));
    if (EVP_PKEY_get_bits(key.get()) < minimumKeyBits) {
        return std::unexpected(tr("This key has %1 bits. Use one of 2048 bits or more.")
                                   .arg(EVP_PKEY_get_bits(key.get())));
    }
    return key;
}

std::expected<void, QString> TokenVerifier::setPublicKey(const QString &domain,
                                                         const QByteArray &pem)
{
    auto key = readKey(pem);
    if (!key)
        return std::unexpected(key.error());
    const std::scoped_lock lock(m_mutex);
    m_keys[domain] = std::move(*key);
    m_verified.clear();
    return {};
}

std::expected<QString, TokenProblem> TokenVerifier::verify(std::string_view authorization,
                                                           qint64 nowMs)
{
    const std::string_view token = bearerToken(authorization);
    if (token.empty())
        return std::unexpected(TokenProblem::Missing);
    if (static_cast<qsizetype>(token.size()) > maximumTokenBytes)
        return std::unexpected(TokenProblem::Malformed);

    const std::scoped_lock lock(m_mutex);
    // A remembered token is found without a copy; its times are looked at on every use.
    const auto known = m_verified.constFind(
        QByteArray::fromRawData(token.data(), static_cast<qsizetype>(token.size())));
    if (known != m_verified.constEnd()) {
        const auto problem = checkTimes(*known, nowMs);
        if (!problem)
            return known->domain;
        m_verified.erase(known);
        return std::unexpected(*problem);
    }
    const auto claims = checkSignedToken(token);
    if (!claims)
        return std::unexpected(claims.error());
    if (const auto problem = checkTimes(*claims, nowMs))
        return std::unexpected(*problem);
    if (m_verified.size() >= maximumRemembered)
        m_verified.clear();
    m_verified.insert(QByteArray(token.data(), static_cast<qsizetype>(token.size())), *claims);
    return claims->domain;
}

std::expected<TokenVerifier::Claims, TokenProblem>
TokenVerifier::checkSignedToken(std::string_view token) const
{
    const auto parts = threeParts(token);
    if (!parts)
        return std::unexpected(TokenProblem::Malformed);
    const auto header = objectPart((*parts)[0]);
    const auto payload = objectPart((*parts)[1]);
    const auto signature = fromBase64Url((*parts)[2]);
    if (!header || !payload || !signature)
        return std::unexpected(TokenProblem::Malformed);

    const json::Value algorithm = header->root()["alg"];
    if (!algorithm.isString() || algorithm.text() != "RS256" || header->root()["crit"])
        return std::unexpected(TokenProblem::Algorithm);

    const json::Value subject = payload->root()["sub"];
    Claims claims;
    if (subject.isString())
        claims.domain = QString::fromUtf8(subject.text());
    const auto key = m_keys.find(claims.domain);
    if (!subject.isString() || key == m_keys.end())
        return std::unexpected(TokenProblem::UnknownDomain);
    if (!key->second)
        return std::unexpected(TokenProblem::NoKey);
    const std::string_view signedPart =
        token.substr(0, (*parts)[0].size() + 1 + (*parts)[1].size());
    if (!isSignedBy(key->second.get(), signedPart, *signature))
        return std::unexpected(TokenProblem::Signature);

    const auto issuedAt = payload->root()["iat"].number();
    if (!issuedAt || !std::isfinite(*issuedAt))
        return std::unexpected(TokenProblem::IssuedAt);
    claims.issuedAt = *issuedAt;
    if (const json::Value expiry = payload->root()["exp"]) {
        claims.expiresAt = expiry.number();
        if (!claims.expiresAt || !std::isfinite(*claims.expiresAt))
            return std::unexpected(TokenProblem::Expiry);
    }
    return claims;
}

std::optional<TokenProblem> TokenVerifier::checkTimes(const Claims &claims, qint64 nowMs)
{
    const double now = static_cast<double>(nowMs) / 1000.0;
    const double age = now - claims.issuedAt;
    if (age > static_cast<double>(maximumAgeSeconds) || age < 0)
        return TokenProblem::IssuedAt;
    if (!claims.expiresAt)
        return {};
    const double lifetime = *claims.expiresAt - claims.issuedAt;
    if (*claims.expiresAt <= now || lifetime > static_cast<double>(maximumLifetimeSeconds))
        return TokenProblem::Expiry;
    return {};
}

bool TokenVerifier::isSignedBy(EVP_PKEY *key, std::string_view message, std::string_view signature)
{
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX *)> context(EVP_MD_CTX_new(),
                                                                      EVP_MD_CTX_free);
    if (!context || EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) != 1)
        return false;
    // PKCS#1 v1.5 is what OpenSSL does with a plain RSA key unless told otherwise.
    const auto bytes = [](std::string_view text) {
        return reinterpret_cast<const unsigned char *>(text.data());
    };
    const bool good = EVP_DigestVerify(context.get(), bytes(signature), signature.size(),
                                       bytes(message), message.size()) == 1;
    // A refused signature leaves entries in this thread's error queue.
    ERR_clear_error();
    return good;
}

qsizetype TokenVerifier::rememberedTokens() const
{
    const std::scoped_lock lock(m_mutex);
    return m_verified.size();
}

} // namespace sandbox
