// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/Schema.h"

#include <algorithm>

namespace api {

const Property *Schema::property(const QString &name) const
{
    const auto found = std::ranges::find(properties, name, &Property::name);
    return found == properties.cend() ? nullptr : &*found;
}

} // namespace api
