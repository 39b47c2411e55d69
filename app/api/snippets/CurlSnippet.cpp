// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/snippets/CurlSnippet.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {

QByteArray CurlSnippet::code(const SnippetInput &request, QStringList &notes) const
{
    const bool head = request.method == "HEAD";
    QByteArray command = program();
    command += head ? QByteArray(" --head") : " -X " + quoted(request.method);
    const bool globs = std::ranges::any_of(
        request.url, [](QChar c) { return u"[]{}"_s.contains(c); }); // curl would expand them
    if (globs)
        command += " --globoff";
    command += ' ' + quoted(request.url.toUtf8());
    for (const auto &[name, value] : request.headers) {
        // "Name;" is how curl sends a header without a value.
        command += " -H " + quoted(value.isEmpty() ? name + ';' : name + ": " + value);
    }
    if (request.signedRequest) {
        command +=
            " -H " + (request.token.isEmpty() ? tokenFromEnvironment()
                                              : quoted("Authorization: Bearer " + request.token));
    }
    if (request.body.isEmpty())
        return command;
    if (head) {
        notes << tr("curl sends no body with HEAD: it was left out.");
        return command;
    }
    const Body body = bodyOf(request.body, notes);
    return body.before + command + body.arguments + body.after;
}

} // namespace api
