// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/snippets/QtSnippet.h"

using namespace Qt::StringLiterals;

namespace api {

namespace {

/// Three octal digits always end where they should, whatever follows.
QByteArray octal(char c)
{
    return '\\' + QByteArray::number(static_cast<unsigned char>(c), 8).rightJustified(3, '0');
}

/// A C++ string literal of any bytes, a line of it for each line of the text: compilers limit the
/// length of one.
QByteArray literal(const QByteArray &text, const QByteArray &indent)
{
    constexpr qsizetype longestPiece = 2000;
    QByteArray result = "\"";
    qsizetype piece = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n')
            result += "\\n";
        else if (c == '"' || c == '\\')
            result += QByteArray("\\") + c;
        else if (byte < 0x20 || byte >= 0x7f || c == '?') // "??=" was a "#" once
            result += octal(c);
        else
            result += c;
        if ((c == '\n' || ++piece >= longestPiece) && i + 1 < text.size()) {
            result += "\"\n" + indent + '"';
            piece = 0;
        }
    }
    return result + '"';
}

} // namespace

QString QtSnippet::key() const
{
    return u"qt"_s;
}

QString QtSnippet::title() const
{
    return tr("C++ with Qt");
}

QByteArray QtSnippet::code(const SnippetInput &request, QStringList & /*notes*/) const
{
    QByteArray code = "#include <QCoreApplication>\n"
                      "#include <QDebug>\n"
                      "#include <QNetworkAccessManager>\n"
                      "#include <QNetworkReply>\n"
                      "\n"
                      "int main(int argc, char *argv[])\n"
                      "{\n"
                      "    QCoreApplication application(argc, argv);\n"
                      "    QNetworkAccessManager network;\n"
                      "    QNetworkRequest request(QUrl::fromEncoded(" +
                      literal(request.url.toUtf8(), "        ") +
                      "));\n"
                      "    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,\n"
                      "                         QNetworkRequest::ManualRedirectPolicy);\n";
    for (const auto &[name, value] : request.headers) {
        code += "    request.setRawHeader(" + literal(name, "        ") + ", " +
                literal(value, "        ") + ");\n";
    }
    if (request.signedRequest) {
        code += "    request.setRawHeader(\"Authorization\", " +
                (request.token.isEmpty() ? QByteArray("\"Bearer \" + qgetenv(\"TOKEN\")")
                                         : literal("Bearer " + request.token, "        ")) +
                ");\n";
    }
    if (!request.body.isEmpty()) {
        code += "    const QByteArray body(\n        " + literal(request.body, "        ") + ", " +
                QByteArray::number(request.body.size()) + ");\n";
    }
    return code + "    QNetworkReply *reply = network.sendCustomRequest(request, " +
           literal(request.method, "        ") + (request.body.isEmpty() ? ");\n" : ", body);\n") +
           "    QObject::connect(reply, &QNetworkReply::finished, reply, [reply] {\n"
           "        qInfo() << "
           "reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt()\n"
           "                << reply->readAll();\n"
           "        QCoreApplication::quit();\n"
           "    });\n"
           "    return application.exec();\n"
           "}\n";
}

} // namespace api
