// SPDX-License-Identifier: GPL-3.0-or-later
// Keys made when the tests run, tokens of any content signed with them, and the openssl program.
#pragma once

#include "app/auth/RsaKeyPair.h"
#include "tests/support/Print.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace testkeys {

/// Made once a program: 2048 bits. Two different ones.
const auth::RsaKeyPair &key();
const auth::RsaKeyPair &otherKey();

/// header.payload.signature of the JSON texts given, signed with key().
QByteArray signedToken(const QByteArray &headerJson, const QByteArray &payloadJson);
/// The same of parts that are encoded already.
QByteArray signedParts(const QByteArray &header, const QByteArray &payload);

constexpr const char *usualHeader = R"({"alg":"RS256","typ":"JWT"})";

/// Standard output of the openssl program; nothing when it is missing or failed.
std::optional<QByteArray> openssl(const QStringList &arguments, const QByteArray &input = {});
bool hasOpenssl();

} // namespace testkeys
