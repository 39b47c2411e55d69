// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/RsaKeyPair.h"
#include "app/json/Document.h"

#include <QByteArray>
#include <QString>

#include <expected>
#include <optional>
#include <vector>

namespace auth {

constexpr qsizetype maximumTokenBytes = 16 * 1024;

/// Strict base64url without padding (RFC 7515 2): nothing foreign, no padding, unused bits zero.
std::optional<QByteArray> decodeBase64Url(QByteArrayView text);
QByteArray encodeBase64Url(QByteArrayView bytes);

/// A token in the JWS compact form (RFC 7515 7.1), decoded and *not verified*.
class Jwt
{
public:
    /// The part at fault and what is wrong with it, in words.
    struct ParseError
    {
        enum class Part { Whole, Header, Payload, Signature };
        Part part = Part::Whole;
        QString message;
    };

    /// Three non-empty base64url parts; header and payload JSON objects without duplicate names.
    static std::expected<Jwt, ParseError> parse(const QByteArray &token);

    const QByteArray &token() const { return m_token; }
    json::Value header() const { return m_header.root(); }
    json::Value payload() const { return m_payload.root(); }
    const QByteArray &signature() const { return m_signature; }
    /// What was signed: the token up to the second dot.
    QByteArray signingInput() const;

private:
    QByteArray m_token;
    json::Document m_header;
    json::Document m_payload;
    QByteArray m_signature;
};

/// The claims the platform wants (platform rules; RFC 7519 4.1). Times in Unix seconds.
struct Claims
{
    QString subject;
    qint64 issuedAt = 0;
    std::optional<qint64> expiresAt;
};

/// Header {"alg":"RS256","typ":"JWT"} and @p claims, signed.
QByteArray signToken(const Claims &claims, const RsaKeyPair &key);
/// The same header, as JSON, and any payload: @p claims must be one JSON object.
QByteArray usualHeader();
QByteArray signClaims(const QByteArray &claims, const RsaKeyPair &key);

} // namespace auth
