// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/json/Document.h"

#include <QString>

#include <expected>
#include <stop_token>
#include <string>

namespace api {

/// The largest document that is read, in bytes.
constexpr qint64 maxDocumentBytes = 64LL * 1024 * 1024;

/// Parses the text of an API document, JSON or YAML, in UTF-8 with or without a byte order mark.
/// The error is a sentence with its place. More than 64 MB, more values than fit into some 150 MB
/// and YAML that expands to far more than is written are refused before they take the memory.
std::expected<json::Document, CatalogueProblem>
parseDocumentText(const QString &name, std::string text, const std::stop_token &stop = {});

} // namespace api
