// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/SavedRequest.h"

#include <memory>
#include <optional>
#include <vector>

namespace api {

/// A saved request, or a folder of them with variables that hold for all below it.
struct CollectionItem
{
    QString name;
    QString description;
    std::optional<SavedRequest> request; ///< nothing: a folder
    QList<NamedValue> variables;         ///< of a folder
    std::vector<std::unique_ptr<CollectionItem>> items;
    CollectionItem *parent = nullptr; ///< null: the root, which has no name
    /// A JSON object of what another program said of it and this one does not use; kept for it.
    QByteArray extra;

    bool isFolder() const { return !request.has_value(); }
    CollectionItem *add(std::unique_ptr<CollectionItem> item);
    int row() const; ///< in its parent; 0 for the root
    /// Of this folder and those above it; the nearest counts.
    QList<NamedValue> allVariables() const;
    std::size_t requestCount() const; ///< in it, at any depth
};

/// @p request without tokens, keys and passwords: each is "[redacted]" from now on, but one that is
/// a {{variable}} stays. True when there was any.
bool dropSecrets(SavedRequest &request);
/// The value of a variable that is named like a secret, or holds a token, is emptied.
bool dropSecrets(QList<NamedValue> &variables);

} // namespace api
