// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KnownLists.h"

#include <algorithm>
#include <functional>

namespace models {

QList<const api::ResourceType *> knownLists(const api::Catalogue &catalogue)
{
    QList<const api::ResourceType *> types;
    for (const api::ResourceType &type : catalogue.resources()) {
        if (type.canList)
            types.append(&type);
    }
    std::ranges::stable_sort(types, std::greater(), [](const api::ResourceType *type) -> qsizetype {
        // What is known of files says nothing of their list.
        if (type->file && type->file->path == type->itemPath)
            return 0;
        return std::ranges::count_if(
            type->sources, [](api::Source source) { return source != api::Source::Inferred; });
    });
    return types;
}

} // namespace models
