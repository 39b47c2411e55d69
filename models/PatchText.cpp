// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PatchText.h"

#include <QCoreApplication>

namespace models {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("models::PatchText", text);
}

int operationAt(const QList<int> &lines, int line)
{
    const auto after = std::upper_bound(lines.cbegin(), lines.cend(), line);
    return int(after - lines.cbegin()) - 1;
}

QString numbered(int operation, const QString &cause)
{
    return operation < 0 ? cause : tr("Operation %1: %2").arg(operation + 1).arg(cause);
}

} // namespace

QList<int> operationLines(const QString &text)
{
    QList<int> lines;
    int line = 1;
    int depth = 0;
    bool inString = false;
    bool expects = false; // the next thing in the outer array begins an operation
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'\n') {
            ++line;
            inString = false; // JSON has none over several lines: this one was left open
        } else if (inString) {
            if (c == u'\\')
                ++i;
            else if (c == u'"')
                inString = false;
        } else if (!c.isSpace()) {
            if (depth == 1 && c == u',') {
                expects = true;
                continue;
            }
            if (depth == 1 && expects && c != u']') {
                lines.append(line);
                expects = false;
            }
            if (c == u'[' || c == u'{') {
                expects = depth == 0;
                ++depth;
            } else if (c == u']' || c == u'}') {
                --depth;
            } else if (c == u'"') {
                inString = true;
            }
        }
    }
    return lines;
}

std::expected<QList<PatchEntry>, PatchTextError> entriesFrom(const QString &text,
                                                             qsizetype maximumBytes)
{
    const std::string bytes = text.toStdString();
    if (qsizetype(bytes.size()) > maximumBytes)
        return std::unexpected(PatchTextError{
            .sentence = tr("The text is above 10 MB, more than the platform takes.")});
    const auto document = json::Document::parse(bytes, {.refuseDuplicateNames = true});
    if (!document) {
        const int line = int(document.error().line);
        const int operation = operationAt(operationLines(text), line);
        return std::unexpected(PatchTextError{
            .sentence = numbered(operation, QString::fromStdString(document.error().toString())),
            .line = line,
            .operation = operation});
    }
    if (!document->root().isArray()) {
        return std::unexpected(PatchTextError{
            .sentence = tr("A patch is an array of operations: it starts with “[”.")});
    }
    const auto patch = json::Patch::fromDocument(*document);
    if (!patch) {
        const json::PatchError &error = patch.error();
        const QString cause =
            QString::fromStdString(error.cause.empty() ? error.message : error.cause);
        const QList<int> lines = operationLines(text);
        const int operation = error.operation;
        return std::unexpected(PatchTextError{.sentence = numbered(operation, cause),
                                              .line = lines.value(operation, 1),
                                              .operation = operation});
    }
    return entriesOf(*patch, false);
}

} // namespace models
