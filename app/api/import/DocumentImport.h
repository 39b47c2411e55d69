// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/CatalogueReader.h"
#include "app/api/import/ImportReport.h"
#include "app/json/Document.h"

#include <QString>

#include <expected>
#include <optional>
#include <stop_token>
#include <string>

namespace api {

/// An API document that was read to be added to a catalogue.
struct ImportedDocument
{
    json::Document json; ///< OpenAPI 3, whatever it was written in
    CatalogueContents contents;
    ImportReport report;
};

/// Reads a document that somebody else wrote: OpenAPI 3.x or Swagger 2.0, JSON or YAML. Nothing is
/// ever fetched. Safe to call from any thread.
class DocumentImport
{
public:
    struct Options
    {
        /// Where its paths begin, instead of what it says ("/provisioning", or empty).
        std::optional<QString> prefix;
        std::stop_token stop;
    };

    /// The error is for a document of which nothing can be used; cancelled is one, too.
    static std::expected<ImportedDocument, CatalogueProblem>
    read(const QString &name, std::string text, const Catalogue &base, const Options &options);
    static std::expected<ImportedDocument, CatalogueProblem>
    read(const QString &name, std::string text, const Catalogue &base)
    {
        return read(name, std::move(text), base, Options());
    }
    /// The same again with other options, of a document that was parsed.
    static std::expected<ImportedDocument, CatalogueProblem> read(const QString &name,
                                                                  const json::Document &json,
                                                                  const Catalogue &base,
                                                                  const Options &options);
};

/// The whole of a file for DocumentImport::read(); the error is a sentence: it can't be read, is
/// no file, is too large.
std::expected<std::string, QString> documentFile(const QString &path);

} // namespace api
