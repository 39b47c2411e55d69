// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/Schema.h"

#include <algorithm>

namespace api {

const Property *Schema::property(const QString &name) const
{
    const auto found = std::ranges::find(properties, name, &Property::name);
    return found == properties.cend() ? nullptr : &*found;
}

const Schema *Schema::at(const QString &dotted) const
{
    const Schema *schema = this;
    for (const QString &name : dotted.split(u'.')) {
        const Property *known = schema->property(name);
        if (!known)
            return nullptr;
        schema = known->schema.get();
    }
    return schema;
}

} // namespace api
