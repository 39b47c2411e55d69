// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/json/Document.h"
#include "app/sandbox/demo/Making.h"

#include <QByteArray>

#include <string>
#include <string_view>
#include <vector>

namespace json {
class Writer;
}

namespace sandbox {

/// How the items of a resource type are invented: x-console-sandbox beside x-console-resource.
///
///     count: 12               items made when the storage is new; `devices`: as many as the
///                             sandbox is told; absent: some
///     values: { m: v, ... }   what the members are; those that are not named follow the schema
///     variants:               one of these is taken for each item, before `values`; members that
///       - { share: 62, m: v, ... }     neither names are then left out;
///                             without `share` they are taken in turn
///
/// A value is text with {generators} (see Making), a number, a list to choose from (for a member
/// that is a list: its elements), an object with members, or one of
///
///     { pick: { a: 70, b: 30 } }              a choice by weight
///     { only: { m: x }, value: v, else: w }   when m, written before, is x or one of a list
///     { share: 90, value: v }                 in so many of a hundred items
class Recipe
{
public:
    static constexpr int defaultCount = 5;

    explicit Recipe(const api::ResourceType &resource);

    /// @p devices: what the sandbox was told.
    int count(int devices) const;
    /// The name of the hand-written behaviour that the items belong to; may be empty.
    std::string_view role() const { return m_spec.root()["role"].text(); }
    /// Other members of the extension.
    json::Value option(std::string_view name) const { return m_spec.root()[name]; }

    struct Item
    {
        QString id;
        QByteArray json;
    };
    Item make(Making making) const;

private:
    /// One member, with all that is looked up for it once.
    struct Line
    {
        std::string_view name;
        json::Value recipe;
        const api::Schema *schema; ///< null: the catalogue does not know it
    };
    using Lines = std::vector<Line>;
    struct Variant
    {
        int share = 1;
        Lines lines;
        bool makesIds = false;
    };

    void addLines(Variant &variant, json::Value members) const;
    const Variant &variant(Making &making) const;
    std::string written(const Variant &variant, Making &making) const;
    Item withNewId(const std::string &text, Making &making) const;

    const api::ResourceType &m_resource;
    json::Document m_spec;
    std::vector<Variant> m_variants;   ///< one at least
    std::vector<api::Property> m_rest; ///< members that follow the schema
    int m_shares = 0;                  ///< together; 0: the variants are taken in turn
};

} // namespace sandbox
