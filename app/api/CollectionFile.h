// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/CollectionItem.h"

#include <expected>
#include <string>

namespace api {

/// Saved requests in collections.json of a data folder: schema version inside, readable by its
/// owner alone, written whole or not at all.
class CollectionFile
{
public:
    static constexpr int schemaVersion = 1;
    static constexpr int deepest = 50; ///< folders in folders

    /// Empty folder: memory only.
    explicit CollectionFile(const QString &folder);

    /// What is stored; a missing file is an empty root. A damaged one is kept aside under another
    /// name and one of a newer version left alone: the error says so, and in the latter case
    /// nothing is written.
    std::expected<std::unique_ptr<CollectionItem>, QString> read();
    /// The text of the file. Secrets are taken out as dropSecrets() does.
    static std::string serialize(const CollectionItem &root);
    /// Writes it; from any thread. The error is a sentence.
    std::expected<void, QString> write(const std::string &text) const;

private:
    QString m_path;
    bool m_readOnly = false;
};

} // namespace api
