// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Output.h"

#include "app/api/Redaction.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace cli {

void print(std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void printBytes(std::string_view bytes)
{
    std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    std::fflush(stdout);
}

void say(const QString &sentence)
{
    QString plain = api::redacted(sentence);
    for (QChar &c : plain) {
        if (c.category() == QChar::Other_Control && c != u'\n')
            c = QChar::ReplacementCharacter; // a server's words must not steer the terminal
    }
    const QByteArray line = "iotcomms-cli: " + plain.toUtf8() + '\n';
    std::fwrite(line.constData(), 1, std::size_t(line.size()), stderr);
    std::fflush(stderr);
}

int refuse(const QString &sentence)
{
    say(sentence);
    return Refused;
}

std::expected<QByteArray, QString> readInput(const QString &path, qint64 limit)
{
    QFile file(path);
    const bool standardInput = path == QLatin1String("-");
    if (!standardInput && QFileInfo(path).isDir())
        return std::unexpected(
            QCoreApplication::translate("cli", "%1 is a folder; a file is needed.").arg(path));
    const bool opened =
        standardInput ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return std::unexpected(QCoreApplication::translate("cli", "%1 can't be read: %2.")
                                   .arg(path, file.errorString()));
    QByteArray bytes;
    while (true) {
        const QByteArray piece = file.read(1 << 20);
        if (piece.isEmpty())
            break;
        bytes += piece;
        if (bytes.size() > limit)
            return std::unexpected(QCoreApplication::translate("cli", "%1 is longer than %2 bytes.")
                                       .arg(path)
                                       .arg(limit));
    }
    if (file.error() != QFileDevice::NoError)
        return std::unexpected(QCoreApplication::translate("cli", "%1 can't be read: %2.")
                                   .arg(path, file.errorString()));
    return bytes;
}

} // namespace cli
