// SPDX-License-Identifier: GPL-3.0-or-later
// asCurl() of History.h.
#include "app/api/History.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {

namespace {

/// One word of a POSIX shell, whatever is in it.
QByteArray quoted(const QByteArray &text)
{
    QByteArray result = text;
    result.replace('\'', "'\\''");
    return '\'' + result + '\'';
}

bool isPrintable(const QByteArray &text)
{
    return !text.contains('\0') && QString::fromUtf8(text).toUtf8() == text;
}

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

QString asCurl(const HistoryEntry &entry)
{
    QByteArray command = "curl";
    QByteArray before;
    if (entry.method == "HEAD")
        command += " --head";
    else
        command += " -X " + quoted(entry.method);
    command += ' ' + quoted(entry.url.toUtf8());
    for (const auto &[name, value] : entry.requestHeaders) {
        if (name.compare("Authorization", Qt::CaseInsensitive) == 0)
            command += " -H \"Authorization: Bearer $TOKEN\"";
        else if (value.isEmpty()) // "Name;" is how curl sends a header without a value
            command += " -H " + quoted(name + ';');
        else
            command += " -H " + quoted(name + ": " + value);
    }
    if (!entry.requestBody.isEmpty()) {
        if (isPrintable(entry.requestBody)) {
            command += " --data-raw " + quoted(entry.requestBody);
        } else {
            before = "printf '" + octal(entry.requestBody) + "' | ";
            command += " --data-binary @-";
        }
    }
    QString result = QString::fromUtf8(before + command);
    if (entry.requestBody.size() < entry.requestBytes) {
        result.prepend(QCoreApplication::translate("api::History",
                                                   "# Only the first part of the body was kept.") +
                       u'\n');
    }
    return result;
}

} // namespace api
