// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/snippets/NodeSnippet.h"

#include "app/json/Writer.h"

using namespace Qt::StringLiterals;

namespace api {

namespace {

/// A JSON string is a JavaScript string.
QByteArray literal(const QByteArray &text)
{
    return QByteArray::fromStdString(
        json::quoted({text.constData(), static_cast<std::size_t>(text.size())}));
}

} // namespace

QString NodeSnippet::key() const
{
    return u"node"_s;
}

QString NodeSnippet::title() const
{
    return tr("Node.js");
}

QByteArray NodeSnippet::code(const SnippetInput &request, QStringList &notes) const
{
    QByteArray text = "(async () => {\n  const reply = await fetch(" +
                      literal(request.url.toUtf8()) +
                      ", {\n    method: " + literal(request.method) +
                      ",\n    redirect: \"manual\",\n    headers: [\n";
    for (const auto &[name, value] : request.headers)
        text += "      [" + literal(name) + ", " + literal(latin1Text(value)) + "],\n";
    if (request.signedRequest) {
        text += "      [\"Authorization\", " +
                (request.token.isEmpty() ? QByteArray("`Bearer ${process.env.TOKEN}`")
                                         : literal("Bearer " + request.token)) +
                "],\n";
    }
    text += "    ],\n";
    if (request.method == "GET" || request.method == "HEAD") {
        if (!request.body.isEmpty())
            notes << tr("fetch() sends no body with GET or HEAD: it was left out.");
    } else if (isText(request.body)) {
        if (!request.body.isEmpty())
            text += "    body: " + literal(request.body) + ",\n";
    } else {
        text += "    body: Buffer.from(\"" + request.body.toBase64() + "\", \"base64\"),\n";
    }
    return text + "  });\n"
                  "  console.log(reply.status);\n"
                  "  console.log(await reply.text());\n"
                  "})();\n";
}

} // namespace api
