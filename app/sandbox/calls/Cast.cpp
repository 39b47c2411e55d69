// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/calls/Cast.h"

#include <array>
#include <string>
#include <utility>

namespace sandbox {

Cast::Cast(std::shared_ptr<const api::Catalogue> catalogue)
    : m_catalogue(std::move(catalogue))
{
    const std::array<std::pair<std::string_view, std::optional<Part> *>, 4> parts{{
        {"calls", &m_calls},
        {"recordings", &m_recordings},
        {"endpoints", &m_endpoints},
        {"log", &m_log},
    }};
    for (const api::ResourceType &type : m_catalogue->resources()) {
        if (type.sandbox.isEmpty())
            continue;
        const Recipe recipe(type);
        for (const auto &[role, part] : parts) {
            if (recipe.role() == role && !*part)
                part->emplace(Part{&type, recipe});
        }
    }
}

Endpoints Cast::howEndpointsCall() const
{
    if (!m_endpoints)
        return {};
    const Recipe &recipe = m_endpoints->recipe;
    return {.idProperty = m_endpoints->type->idProperty.toStdString(),
            .numberProperty = std::string(recipe.option("number").text()),
            .kinds = recipe.option("kinds")};
}

} // namespace sandbox
