// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/snippets/PowerShellCurlSnippet.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {

namespace {

/// A quote inside an argument, as the C run time of Windows reads it: backslashes before it count
/// double.
QByteArray escapedQuotes(const QByteArray &word)
{
    QByteArray result;
    qsizetype backslashes = 0;
    for (const char c : word) {
        if (c == '"')
            result += QByteArray(backslashes + 1, '\\');
        backslashes = c == '\\' ? backslashes + 1 : 0;
        result += c;
    }
    // Version 5 puts quotes around a word with spaces, and forgets those at its end.
    return word.contains(' ') ? result + QByteArray(backslashes, '\\') : result;
}

bool isAscii(const QByteArray &text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace

QString PowerShellCurlSnippet::key() const
{
    return u"curl-powershell"_s;
}

QString PowerShellCurlSnippet::title() const
{
    return tr("curl for PowerShell");
}

QByteArray PowerShellCurlSnippet::code(const SnippetInput &request, QStringList &notes) const
{
    // Of no effect in version 5, where this is how it always is.
    return "$PSNativeCommandArgumentPassing = 'Legacy'\n" + CurlSnippet::code(request, notes);
}

QByteArray PowerShellCurlSnippet::quoted(const QByteArray &word) const
{
    // PowerShell takes the typographic quotes for the straight one.
    QString result = QString::fromUtf8(escapedQuotes(word));
    for (const char16_t quote : {u'\'', u'\u2018', u'\u2019', u'\u201a', u'\u201b'})
        result.replace(QChar(quote), QString(2, QChar(quote)));
    return '\'' + result.toUtf8() + '\'';
}

QByteArray PowerShellCurlSnippet::tokenFromEnvironment() const
{
    return "\"Authorization: Bearer $env:TOKEN\"";
}

CurlSnippet::Body PowerShellCurlSnippet::bodyOf(const QByteArray &body,
                                                QStringList & /*notes*/) const
{
    // Arguments of programs go through a code page: what is not ASCII does not survive it.
    const QByteArray plain = isAscii(body) ? body : asciiJson(body).value_or(body);
    if (isText(plain) && isAscii(plain) && !plain.endsWith('\\'))
        return {.before = {}, .arguments = " --data-raw " + quoted(plain), .after = {}};
    return {.before = "$body = (New-TemporaryFile).FullName\n"
                      "[IO.File]::WriteAllBytes($body, [Convert]::FromBase64String('" +
                      body.toBase64() + "'))\n",
            .arguments = " --data-binary \"@$body\"",
            .after = "\nRemove-Item $body"};
}

} // namespace api
