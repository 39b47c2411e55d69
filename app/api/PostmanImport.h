// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/CollectionItem.h"

#include <QStringList>

#include <expected>

namespace api {

/// A Postman collection (format v2.1, and v2.0 where it is the same) as a folder of ours.
struct PostmanImport
{
    std::unique_ptr<CollectionItem> folder;
    QStringList report; ///< what was left out or will be different, each a sentence

    /// {{x}} in an address becomes {x}, ":x" too; a bearer token is ours; secrets are left out.
    /// The error is a sentence: not JSON, not a collection, another version, too large.
    static std::expected<PostmanImport, QString> read(const QByteArray &text);
    static constexpr qsizetype largestFile = 64 * 1024 * 1024;
};

} // namespace api
