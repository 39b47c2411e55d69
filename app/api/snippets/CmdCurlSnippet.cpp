// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/snippets/CmdCurlSnippet.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {

namespace {

/// For the C run time: in quotes, with backslashes doubled where a quote follows them.
QByteArray argument(const QByteArray &word)
{
    QByteArray result = "\"";
    qsizetype backslashes = 0;
    for (const char c : word) {
        if (c == '"')
            result += QByteArray(backslashes + 1, '\\');
        backslashes = c == '\\' ? backslashes + 1 : 0;
        result += c;
    }
    return result + QByteArray(backslashes, '\\') + '"';
}

/// For cmd itself, which shall see no quote that it could lose count of: each of its marks behind a
/// caret. The caret in %NAME^% keeps it from being the name of a variable.
QByteArray careted(const QByteArray &text)
{
    constexpr std::string_view marks = "^&|<>()@!%\"";
    QByteArray result;
    for (const char c : text) {
        if (marks.contains(c))
            result += '^';
        if (c == '\n')
            result += "^\n\n";
        else
            result += c;
    }
    return result;
}

bool canBeTyped(const QByteArray &text)
{
    return std::ranges::all_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte >= 0x20 && byte < 0x7f) || c == '\n';
    });
}

} // namespace

QString CmdCurlSnippet::key() const
{
    return u"curl-cmd"_s;
}

QString CmdCurlSnippet::title() const
{
    return tr("curl for the Windows command prompt");
}

QByteArray CmdCurlSnippet::quoted(const QByteArray &word) const
{
    return careted(argument(word));
}

QByteArray CmdCurlSnippet::tokenFromEnvironment() const
{
    return "^\"Authorization: Bearer %TOKEN%^\"";
}

CurlSnippet::Body CmdCurlSnippet::bodyOf(const QByteArray &body, QStringList &notes) const
{
    QByteArray plain = canBeTyped(body) ? body : asciiJson(body).value_or(body);
    if (canBeTyped(plain))
        return {.before = {}, .arguments = " --data-raw " + quoted(plain), .after = {}};
    notes << tr("The body can't be typed here: save it as body.bin first.");
    return {.before = {}, .arguments = " --data-binary @body.bin", .after = {}};
}

} // namespace api
