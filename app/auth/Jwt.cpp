// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/Jwt.h"

#include "app/auth/Base64.h"
#include "app/json/Writer.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace auth {

namespace {

using Part = Jwt::ParseError::Part;

/// {"alg":"RS256","typ":"JWT"}
constexpr QByteArrayView encodedHeader = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9";

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(auth::Jwt)

public:
    static QString nameOf(Part part)
    {
        switch (part) {
        case Part::Whole:
            return tr("token");
        case Part::Header:
            return tr("header");
        case Part::Payload:
            return tr("payload");
        case Part::Signature:
            return tr("signature");
        }
        Q_UNREACHABLE_RETURN({});
    }

    static QString empty(Part part) { return tr("The %1 is empty.").arg(nameOf(part)); }

    static QString notBase64(Part part, const base64::Outcome &outcome, QByteArrayView text)
    {
        switch (outcome.problem) {
        case base64::Problem::Length:
            return tr("The %1 is not base64url: no bytes encode to %2 characters. Part of it is "
                      "missing or doubled.")
                .arg(nameOf(part))
                .arg(text.size());
        case base64::Problem::UnusedBits:
            return tr("The %1 is not base64url as an encoder writes it: the unused bits of the "
                      "last character are not zero.")
                .arg(nameOf(part));
        default:
            return tr("The %1 is not base64url: %2 at character %3.")
                .arg(nameOf(part), characterName(text[outcome.position]))
                .arg(outcome.position + 1);
        }
    }

    static QString notJson(Part part, const json::ParseError &error)
    {
        return tr("The %1 is not valid JSON: %2.")
            .arg(nameOf(part), QString::fromStdString(error.toString()));
    }

    static QString notObject(Part part)
    {
        return tr("The %1 is JSON, but not an object.").arg(nameOf(part));
    }

    static QString tooLong(qsizetype size)
    {
        const QLocale locale;
        return tr("The token has %1 bytes; at most %2 are taken.")
            .arg(locale.toString(size), locale.toString(maximumTokenBytes));
    }

    static QString emptyToken() { return tr("There is no token: the text is empty."); }

    static QString bearer()
    {
        return tr("The text begins with \"Bearer \": leave that out, and give the token alone.");
    }

    static QString partCount(qsizetype count)
    {
        if (count == 5)
            return tr("The token has five parts: it is encrypted (JWE). A signed one (JWS) has "
                      "three.");
        return tr("A token has three parts with a dot between; this text has %n.", nullptr,
                  static_cast<int>(count));
    }

private:
    static QString characterName(char c)
    {
        switch (c) {
        case '=':
            return tr("padding (=)");
        case ' ':
            return tr("a space");
        case '\n':
        case '\r':
            return tr("a line end");
        default:
            break;
        }
        const auto code = static_cast<unsigned char>(c);
        if (code > 0x20 && code < 0x7f)
            return QStringLiteral("\"%1\"").arg(QChar::fromLatin1(c));
        return tr("the byte 0x%1").arg(code, 2, 16, QLatin1Char('0'));
    }
};

using PartError = std::unexpected<Jwt::ParseError>;

std::expected<QByteArray, Jwt::ParseError> decodePart(Part part, QByteArrayView text)
{
    if (text.isEmpty())
        return PartError({part, Words::empty(part)});
    QByteArray bytes(base64::decodedSize(text.size()), Qt::Uninitialized);
    const auto outcome = base64::decode(text, base64::Alphabet::Url, bytes.data());
    if (outcome.problem != base64::Problem::None)
        return PartError({part, Words::notBase64(part, outcome, text)});
    return bytes;
}

std::expected<json::Document, Jwt::ParseError> decodeObject(Part part, QByteArrayView text)
{
    const auto bytes = decodePart(part, text);
    if (!bytes)
        return std::unexpected(bytes.error());
    auto document = json::Document::parse(
        std::string_view(bytes->constData(), static_cast<std::size_t>(bytes->size())),
        {.refuseDuplicateNames = true});
    if (!document)
        return PartError({part, Words::notJson(part, document.error())});
    if (!document->root().isObject())
        return PartError({part, Words::notObject(part)});
    return std::move(*document);
}

} // namespace

std::optional<QByteArray> decodeBase64Url(QByteArrayView text)
{
    QByteArray bytes(base64::decodedSize(text.size()), Qt::Uninitialized);
    const auto outcome = base64::decode(text, base64::Alphabet::Url, bytes.data());
    if (outcome.problem != base64::Problem::None)
        return std::nullopt;
    return bytes;
}

QByteArray encodeBase64Url(QByteArrayView bytes)
{
    QByteArray text;
    base64::append(text, bytes, base64::Alphabet::Url);
    return text;
}

std::expected<Jwt, Jwt::ParseError> Jwt::parse(const QByteArray &token)
{
    const QByteArrayView text(token);
    if (text.isEmpty())
        return PartError({Part::Whole, Words::emptyToken()});
    if (text.size() > maximumTokenBytes)
        return PartError({Part::Whole, Words::tooLong(text.size())});
    if (text.startsWith("Bearer "))
        return PartError({Part::Whole, Words::bearer()});
    const auto dots = static_cast<qsizetype>(std::ranges::count(text, '.'));
    if (dots != 2)
        return PartError({Part::Whole, Words::partCount(dots + 1)});

    const qsizetype first = text.indexOf('.');
    const qsizetype second = text.lastIndexOf('.');
    auto header = decodeObject(Part::Header, text.first(first));
    if (!header)
        return std::unexpected(header.error());
    auto payload = decodeObject(Part::Payload, text.sliced(first + 1, second - first - 1));
    if (!payload)
        return std::unexpected(payload.error());
    auto signature = decodePart(Part::Signature, text.sliced(second + 1));
    if (!signature)
        return std::unexpected(signature.error());

    Jwt jwt;
    jwt.m_token = token;
    jwt.m_header = std::move(*header);
    jwt.m_payload = std::move(*payload);
    jwt.m_signature = std::move(*signature);
    return jwt;
}

QByteArray Jwt::signingInput() const
{
    return m_token.first(m_token.lastIndexOf('.'));
}

QByteArray signToken(const Claims &claims, const RsaKeyPair &key)
{
    json::Writer writer;
    const QByteArray subject = claims.subject.toUtf8();
    writer.beginObject()
        .name("sub")
        .string({subject.constData(), static_cast<std::size_t>(subject.size())})
        .name("iat")
        .integer(claims.issuedAt);
    if (claims.expiresAt)
        writer.name("exp").integer(*claims.expiresAt);
    writer.endObject();

    return signClaims(QByteArray::fromStdString(writer.take()), key);
}

QByteArray usualHeader()
{
    return QByteArrayLiteral(R"({"alg":"RS256","typ":"JWT"})");
}

QByteArray signClaims(const QByteArray &claims, const RsaKeyPair &key)
{
    QByteArray token = encodedHeader.toByteArray();
    token += '.';
    base64::append(token, claims, base64::Alphabet::Url);
    const QByteArray signature = key.sign(token);
    token += '.';
    base64::append(token, signature, base64::Alphabet::Url);
    return token;
}

} // namespace auth
