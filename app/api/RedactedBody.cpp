// SPDX-License-Identifier: GPL-3.0-or-later
// redactedBody() of Redaction.h: CSV, where a secret's name stands in the first line only.
#include "app/api/Redaction.h"
#include "app/api/SecretNames.h"

#include <string_view>
#include <vector>

namespace api {

namespace {

/// One field of a CSV text (RFC 4180), quotes included.
struct Field
{
    std::string_view text;
    char end = '\0'; ///< separator, line end, or 0 at the end of the text
};

Field nextField(std::string_view text, std::size_t at, char separator)
{
    bool quoted = false;
    for (std::size_t i = at; i < text.size(); ++i) {
        if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted && (text[i] == separator || text[i] == '\n'))
            return {text.substr(at, i - at), text[i]};
    }
    return {text.substr(at), '\0'};
}

char separatorOf(std::string_view firstLine)
{
    for (const char separator : {',', ';', '\t'}) {
        if (firstLine.find(separator) != std::string_view::npos)
            return separator;
    }
    return ',';
}

/// "authorized.password", with or without quotes.
bool isSecretColumn(std::string_view name)
{
    while (!name.empty() && (name.back() == '"' || name.back() == '\r' || name.back() == ' '))
        name.remove_suffix(1);
    return isSecretName(normalizedName(name));
}

QByteArray redactedCsv(const QByteArray &body)
{
    const std::string_view text(body.constData(), static_cast<std::size_t>(body.size()));
    const char separator = separatorOf(text.substr(0, text.find('\n')));
    std::vector<bool> secret;
    QByteArray result;
    result.reserve(body.size());
    bool firstLine = true;
    std::size_t column = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Field field = nextField(text, at, separator);
        if (firstLine)
            secret.push_back(isSecretColumn(field.text));
        const bool hide = !firstLine && column < secret.size() && secret[column] &&
                          field.text.find_first_not_of("\"\r ") != std::string_view::npos;
        if (hide)
            result += field.text.ends_with('\r') ? "[redacted]\r" : "[redacted]";
        else
            result.append(field.text.data(), static_cast<qsizetype>(field.text.size()));
        if (field.end != '\0')
            result += field.end;
        if (field.end == '\n') {
            firstLine = false;
            column = 0;
        } else {
            ++column;
        }
        at += field.text.size() + 1;
    }
    return result;
}

} // namespace

QByteArray redactedBody(const QByteArray &body, const QByteArray &contentType)
{
    const bool csv = contentType.toLower().contains("csv");
    return redacted(csv ? redactedCsv(body) : body);
}

} // namespace api
