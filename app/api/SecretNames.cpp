// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/SecretNames.h"

#include <algorithm>
#include <array>

namespace api {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char l = lower(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

} // namespace

std::string normalizedName(std::string_view name)
{
    std::string result;
    for (std::size_t i = 0; i < name.size(); ++i) {
        char c = name[i];
        if (c == '\\' && i + 5 < name.size() && name[i + 1] == 'u' && name[i + 2] == '0' &&
            name[i + 3] == '0') {
            const int high = hexDigit(name[i + 4]);
            const int low = hexDigit(name[i + 5]);
            if (high >= 0 && low >= 0) {
                c = static_cast<char>(high * 16 + low);
                i += 5;
            }
        }
        if (c != '-' && c != '_')
            result += lower(c);
    }
    return result;
}

bool isSecretHeader(std::string_view normalized)
{
    return normalized.ends_with("authorization") || normalized == "cookie" ||
           normalized == "setcookie";
}

bool isSecretName(std::string_view normalized)
{
    // Anywhere in a name these leave no doubt; the others do: tokenType, credentialCount.
    // Whoever has the address with X-Amz-Signature may fetch what it leads to.
    constexpr std::array<std::string_view, 7> parts{
        "password", "passwd", "passphrase", "privatekey", "secret", "trunkkey", "amzsignature"};
    constexpr std::array<std::string_view, 5> endings{"token", "tokens", "apikey", "passcode",
                                                      "credential"};
    return isSecretHeader(normalized) ||
           std::ranges::any_of(parts, [&](auto part) { return normalized.contains(part); }) ||
           std::ranges::any_of(endings, [&](auto end) { return normalized.ends_with(end); });
}

bool isSecretPointer(std::string_view pointer)
{
    std::size_t start = 0;
    while (start <= pointer.size()) {
        const std::size_t end = std::min(pointer.find('/', start), pointer.size());
        if (isSecretName(normalizedName(pointer.substr(start, end - start))))
            return true;
        start = end + 1;
    }
    return false;
}

} // namespace api
