// SPDX-License-Identifier: GPL-3.0-or-later
// Which names say that what they name is secret: the one table, for redaction and for what is
// shown.
#pragma once

#include <string>
#include <string_view>

namespace api {

/// Lower case, without - and _, and with \u00xx undone, so that no spelling of a name slips
/// through.
std::string normalizedName(std::string_view name);
/// Of a normalized name: with password, secret, trunkKey, privateKey, ... in it, or ending in
/// token, apiKey, ...
bool isSecretName(std::string_view normalized);
/// Authorization, Cookie, Set-Cookie: a scheme and several parts may follow, to the end of the
/// line.
bool isSecretHeader(std::string_view normalized);
/// A JSON Pointer of which some part is named like a secret.
bool isSecretPointer(std::string_view pointer);

} // namespace api
