// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/snippets/PythonSnippet.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace api {

namespace {

QByteArray literal(const QByteArray &text)
{
    QByteArray result = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            result += QByteArray("\\") + c;
        else if (c == '\n')
            result += "\\n";
        else if (byte < 0x20 || byte == 0x7f)
            result += "\\x" + QByteArray::number(byte, 16).rightJustified(2, '0');
        else
            result += c;
    }
    return result + '"';
}

/// What follows the host, as it was sent: QUrl would encode some of it anew.
QByteArray targetOf(const QString &url)
{
    const qsizetype slash = url.indexOf(u'/', url.indexOf("://"_L1) + 3);
    return slash < 0 ? QByteArray("/") : url.sliced(slash).toUtf8();
}

/// http.client takes one value a name.
Headers joined(const Headers &headers)
{
    Headers result;
    for (const auto &[name, value] : headers) {
        if (headerValue(result, name).isNull())
            result.emplaceBack(name, headerValue(headers, name));
    }
    return result;
}

} // namespace

QString PythonSnippet::key() const
{
    return u"python"_s;
}

QString PythonSnippet::title() const
{
    return tr("Python");
}

QByteArray PythonSnippet::code(const SnippetInput &request, QStringList & /*notes*/) const
{
    const QUrl url(request.url);
    const QByteArray target = targetOf(request.url);
    const bool text = isText(request.body);
    QByteArray code = "import http.client\n";
    if (!text)
        code = "import base64\n" + code;
    if (request.signedRequest && request.token.isEmpty())
        code += "import os\n";
    code += "\nconnection = http.client.";
    code += url.scheme() == "http"_L1 ? "HTTPConnection(" : "HTTPSConnection(";
    code += literal(url.host(QUrl::FullyEncoded).toLatin1());
    if (url.port() > 0)
        code += ", " + QByteArray::number(url.port());
    code += ")\nconnection.request(\n    " + literal(request.method) + ",\n    " + literal(target) +
            ",\n";
    if (!request.body.isEmpty()) {
        code += text ? "    body=" + literal(request.body) + ".encode(),\n"
                     : "    body=base64.b64decode(\"" + request.body.toBase64() + "\"),\n";
    }
    code += "    headers={\n";
    for (const auto &[name, value] : joined(request.headers))
        code += "        " + literal(name) + ": " + literal(latin1Text(value)) + ",\n";
    if (request.signedRequest) {
        code += "        \"Authorization\": " +
                (request.token.isEmpty() ? QByteArray("\"Bearer \" + os.environ[\"TOKEN\"]")
                                         : literal("Bearer " + request.token)) +
                ",\n";
    }
    return code + "    },\n)\n"
                  "reply = connection.getresponse()\n"
                  "print(reply.status, reply.reason)\n"
                  "print(reply.read().decode(errors=\"replace\"))\n";
}

} // namespace api
