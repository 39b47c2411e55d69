// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/auth: a token as it lies in a JSON text.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace auth {

/// How base64url of a JSON object begins: {" or { and white space.
bool beginsLikeToken(QByteArrayView text);
/// @p text without the word "Bearer" before it, in any case.
QByteArrayView withoutBearer(QByteArrayView text);

struct FoundToken
{
    QByteArray text; ///< the whole string, "Bearer " and all
    /// The member, as a program would write it: "request.headers[2].value (Authorization)". Cut
    /// where it is long.
    QString where;
};

/// The string of a JSON object or array that looks like a token: that of a member, or of a header
/// in a list of names and values (HAR 1.2), called "Authorization", else the first. Looks into
/// strings that are JSON themselves, too. Nothing when @p json is not JSON or has none.
std::optional<FoundToken> tokenInJson(QByteArrayView json);

} // namespace auth
