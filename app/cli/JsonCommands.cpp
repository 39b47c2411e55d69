// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/JsonCommands.h"

#include "app/cli/Output.h"
#include "app/json/Diff.h"
#include "app/json/Writer.h"

#include <QCoreApplication>

namespace cli {

namespace {

std::expected<json::Document, QString> readDocument(const QString &path)
{
    const auto bytes = readInput(path);
    if (!bytes)
        return std::unexpected(bytes.error());
    auto document = json::Document::parseInPlace(bytes->toStdString());
    if (!document)
        return std::unexpected(QCoreApplication::translate("cli", "%1 is not JSON: %2.")
                                   .arg(path, QString::fromStdString(document.error().toString())));
    return *document;
}

/// The same form for every failure; the operation is null where none is to blame.
int printFailure(const json::PatchError &error)
{
    json::Writer out;
    out.beginObject();
    out.name("error").string(error.message);
    out.name("operation");
    if (error.operation >= 0)
        out.integer(error.operation);
    else
        out.null();
    out.name("pointer").string(error.pointer);
    out.endObject();
    print(out.take());
    return refuse(QString::fromStdString(error.message));
}

int printFailure(const QString &sentence)
{
    json::PatchError error;
    error.message = sentence.toStdString();
    return printFailure(error);
}

} // namespace

int checkJson(const QString &path)
{
    const auto document = readDocument(path);
    return document ? int(Done) : refuse(document.error());
}

int applyPatch(const QString &documentPath, const QString &patchPath)
{
    const auto document = readDocument(documentPath);
    if (!document)
        return printFailure(document.error());
    const auto patchDocument = readDocument(patchPath);
    if (!patchDocument)
        return printFailure(patchDocument.error());
    const auto patch = json::Patch::fromDocument(*patchDocument);
    if (!patch)
        return printFailure(patch.error());
    const auto result = patch->apply(*document);
    if (!result)
        return printFailure(result.error());
    print(result->serialize());
    return Done;
}

int diffDocuments(const QString &beforePath, const QString &afterPath)
{
    const auto before = readDocument(beforePath);
    if (!before)
        return refuse(before.error());
    const auto after = readDocument(afterPath);
    if (!after)
        return refuse(after.error());
    print(json::diff(*before, *after).serialize());
    return Done;
}

} // namespace cli
