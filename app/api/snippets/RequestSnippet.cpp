// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/snippets/RequestSnippet.h"

#include "app/api/snippets/CmdCurlSnippet.h"
#include "app/api/snippets/NodeSnippet.h"
#include "app/api/snippets/PosixCurlSnippet.h"
#include "app/api/snippets/PowerShellCurlSnippet.h"
#include "app/api/snippets/PythonSnippet.h"
#include "app/api/snippets/QtSnippet.h"
#include "app/json/Document.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {

SnippetInput SnippetInput::of(const HistoryEntry &entry)
{
    SnippetInput request;
    request.method = entry.method;
    request.url = entry.url;
    request.signedRequest = false;
    for (const auto &header : entry.requestHeaders) {
        if (header.first.compare("Authorization", Qt::CaseInsensitive) == 0)
            request.signedRequest = true;
        else
            request.headers.append(header);
    }
    request.body = entry.requestBody;
    request.bodyBytes = std::max<qint64>(entry.requestBytes, entry.requestBody.size());
    return request;
}

const std::vector<const RequestSnippet *> &RequestSnippet::all()
{
    static const PosixCurlSnippet posix;
    static const PowerShellCurlSnippet powerShell;
    static const CmdCurlSnippet cmd;
    static const NodeSnippet node;
    static const PythonSnippet python;
    static const QtSnippet qt;
    static const std::vector<const RequestSnippet *> languages{&posix, &powerShell, &cmd,
                                                               &node,  &python,     &qt};
    return languages;
}

const RequestSnippet *RequestSnippet::find(const QString &key)
{
    const auto found =
        std::ranges::find_if(all(), [&](const RequestSnippet *each) { return each->key() == key; });
    return found == all().end() ? nullptr : *found;
}

QString RequestSnippet::text(const SnippetInput &request) const
{
    QStringList notes;
    if (request.body.size() < request.bodyBytes)
        notes << tr("Only the first part of the body was kept.");
    const bool lacksSecrets = request.body.contains("[redacted]") ||
                              request.url.contains("[redacted]"_L1) ||
                              request.url.contains("%5Bredacted%5D"_L1, Qt::CaseInsensitive) ||
                              std::ranges::any_of(request.headers, [](const auto &header) {
                                  return header.second.contains("[redacted]");
                              });
    if (lacksSecrets)
        notes << tr("Secrets were not kept: put them in where it says [redacted].");
    const QByteArray lines = code(request, notes);
    QString result;
    for (const QString &note : std::as_const(notes))
        result += QString::fromUtf8(comment()) + note + u'\n';
    return result + QString::fromUtf8(lines);
}

bool RequestSnippet::isText(const QByteArray &bytes)
{
    return !bytes.contains('\0') && bytes.isValidUtf8();
}

std::optional<QByteArray> RequestSnippet::asciiJson(const QByteArray &body)
{
    if (!json::Document::parse({body.constData(), static_cast<std::size_t>(body.size())}))
        return std::nullopt;
    QByteArray result;
    for (const QChar c : QString::fromUtf8(body)) { // outside of strings JSON is ASCII
        if (c.unicode() < 0x80)
            result += static_cast<char>(c.unicode());
        else
            result += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    }
    return result;
}

QByteArray RequestSnippet::latin1Text(const QByteArray &value)
{
    return QString::fromLatin1(value).toUtf8();
}

} // namespace api
