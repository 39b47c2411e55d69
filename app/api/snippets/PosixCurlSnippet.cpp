// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/snippets/PosixCurlSnippet.h"

using namespace Qt::StringLiterals;

namespace api {

namespace {

/// printf '\ooo...' gives back any bytes but keeps the command line plain text.
QByteArray octal(const QByteArray &bytes)
{
    QByteArray result;
    result.reserve(bytes.size() * 4);
    for (const char c : bytes)
        result +=
            '\\' + QByteArray::number(static_cast<unsigned char>(c), 8).rightJustified(3, '0');
    return result;
}

} // namespace

QString PosixCurlSnippet::key() const
{
    return u"curl-posix"_s;
}

QString PosixCurlSnippet::title() const
{
    return tr("curl for a POSIX shell");
}

QByteArray PosixCurlSnippet::quoted(const QByteArray &word) const
{
    QByteArray result = word;
    result.replace('\'', "'\\''");
    return '\'' + result + '\'';
}

QByteArray PosixCurlSnippet::tokenFromEnvironment() const
{
    return "\"Authorization: Bearer $TOKEN\"";
}

CurlSnippet::Body PosixCurlSnippet::bodyOf(const QByteArray &body, QStringList & /*notes*/) const
{
    if (isText(body))
        return {.before = {}, .arguments = " --data-raw " + quoted(body), .after = {}};
    return {
        .before = "printf '" + octal(body) + "' | ", .arguments = " --data-binary @-", .after = {}};
}

} // namespace api
