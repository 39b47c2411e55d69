// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/import/DocumentImport.h"

#include "app/api/import/DocumentText.h"
#include "app/api/import/Swagger2.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace api {
namespace {

/// Up to this size, bytes, the schemas are read and checked at once.
constexpr std::size_t smallDocument = 2 * 1024 * 1024;
constexpr qsizetype maxTitle = 200;

QString formatOf(json::Value root)
{
    const json::Value swagger = root["swagger"];
    return swagger ? u"Swagger "_s + plainText(swagger).left(20)
                   : u"OpenAPI "_s + plainText(root["openapi"]).left(20);
}

std::expected<ImportedDocument, CatalogueProblem>
readParsed(const QString &name, const json::Document &json, bool small, const QString &format,
           const Catalogue &base, const DocumentImport::Options &options)
{
    auto contents =
        CatalogueReader::read(name, json, Source::Imported,
                              {.prefix = options.prefix, .base = &base, .schemasLater = !small});
    if (!contents)
        return std::unexpected(contents.error());
    if (options.stop.stop_requested()) {
        return std::unexpected(CatalogueProblem{
            name,
            {},
            QCoreApplication::translate("api::DocumentImport", "Reading was cancelled.")});
    }
    ImportedDocument document{.json = json, .contents = {}, .report = {}};
    document.report = importReport(*contents, base);
    document.contents = std::move(*contents);
    ImportReport &report = document.report;
    const json::Value info = json.root()["info"];
    report.name = name;
    report.format = format;
    report.title = plainText(info["title"]).left(maxTitle);
    report.version = plainText(info["version"]).left(maxTitle);
    report.paths = static_cast<int>(json.root()["paths"].size());
    return document;
}

} // namespace

std::expected<ImportedDocument, CatalogueProblem> DocumentImport::read(const QString &name,
                                                                       std::string text,
                                                                       const Catalogue &base,
                                                                       const Options &options)
{
    const bool small = text.size() <= smallDocument;
    auto json = parseDocumentText(name, std::move(text), options.stop);
    if (!json)
        return std::unexpected(json.error());
    const QString format = formatOf(json->root());
    if (json->root()["swagger"]) {
        auto upgraded = upgradedSwagger(name, *json);
        if (!upgraded)
            return std::unexpected(upgraded.error());
        json = std::move(*upgraded);
    }
    return readParsed(name, *json, small, format, base, options);
}

std::expected<ImportedDocument, CatalogueProblem> DocumentImport::read(const QString &name,
                                                                       const json::Document &json,
                                                                       const Catalogue &base,
                                                                       const Options &options)
{
    return readParsed(name, json, false, formatOf(json.root()), base, options);
}

std::expected<std::string, QString> documentFile(const QString &path)
{
    const auto refuse = [&](const QString &why) {
        return std::unexpected(
            QCoreApplication::translate("api::DocumentImport", "%1 can't be read: %2")
                .arg(QFileInfo(path).fileName(), why));
    };
    if (!QFileInfo(path).isFile() && QFileInfo::exists(path)) // a pipe might never end
        return refuse(QCoreApplication::translate("api::DocumentImport", "it is no file."));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refuse(file.errorString());
    if (file.size() > maxDocumentBytes) {
        return refuse(QCoreApplication::translate("api::DocumentImport", "it is larger than %1 MB.")
                          .arg(maxDocumentBytes / (1024 * 1024)));
    }
    constexpr std::size_t spare = 16; // the parser wants some bytes after the text
    std::string text;
    text.reserve(static_cast<std::size_t>(file.size()) + spare);
    text.resize(static_cast<std::size_t>(file.size()));
    if (file.read(text.data(), file.size()) != file.size())
        return refuse(file.errorString());
    return text;
}

} // namespace api
