// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Schema.h"
#include "app/json/Value.h"
#include "app/sandbox/demo/Making.h"

#include <optional>
#include <string_view>

namespace json {
class Writer;
}

namespace sandbox {

/// Writes values as a Recipe describes them.
class RecipeWriter
{
public:
    RecipeWriter(json::Writer &writer, Making &making)
        : m_writer(writer)
        , m_making(making)
    {
    }

    /// Writes name and value, or nothing when the recipe leaves the member out of this item.
    /// @p schema may be null. @p isTop: later members may refer to it.
    void member(std::string_view name, json::Value recipe, const api::Schema *schema, bool isTop);

private:
    /// What is left of a recipe when its conditions and choices are settled.
    struct Settled
    {
        json::Value value;
        std::optional<std::string_view> text; ///< in place of the value
    };
    std::optional<Settled> settled(json::Value recipe, const api::Schema *schema);
    bool isWanted(json::Value recipe);
    std::string_view picked(json::Value weights);
    void write(const Settled &what, const api::Schema *schema);
    void writeText(std::string_view text, const api::Schema *schema);
    void writeContainer(json::Value value, const api::Schema *schema);

    json::Writer &m_writer;
    Making &m_making;
    std::string m_lastScalar;
};

} // namespace sandbox
