// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KnownLists.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace models {

QList<const api::ResourceType *> knownLists(const api::Catalogue &catalogue)
{
    QList<const api::ResourceType *> types;
    for (const api::ResourceType &type : catalogue.resources()) {
        if (type.canList)
            types.append(&type);
    }
    std::ranges::stable_sort(types, std::greater(), [](const api::ResourceType *type) {
        // What is known of files says nothing of their list.
        if (type->file && type->file->path == type->itemPath)
            return std::pair<qsizetype, qsizetype>();
        // An imported document may be of anything: what the platform itself says comes before it.
        return std::pair<qsizetype, qsizetype>(
            std::ranges::count(type->sources, api::Source::Confirmed),
            std::ranges::count(type->sources, api::Source::Imported));
    });
    return types;
}

} // namespace models
