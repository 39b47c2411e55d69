// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/sandbox/Store.h"
#include "app/sandbox/demo/Recipe.h"

#include <QString>

#include <cstdint>

namespace sandbox {

/// A believable tenant, as the catalogue describes it: see Recipe. The same seed, time and index
/// give the same item. All numbers are invented or reserved for fiction.
class DemoData
{
public:
    /// @p nowMs: what the invented times are counted from.
    DemoData(std::uint32_t seed, QString domain, qint64 nowMs);

    Recipe::Item item(const api::ResourceType &resource, const Recipe &recipe, int index) const;

    /// Makes the items of every resource type that the store has never heard of, in one
    /// transaction. Types below another item (a path with more than the domain) stay empty.
    StoreResult<void> fill(Store &store, const api::Catalogue &catalogue, int devices) const;

private:
    StoreResult<void> fill(Store &store, const api::ResourceType &resource, int devices) const;

    std::uint32_t m_seed;
    QString m_domain;
    qint64 m_nowMs;
};

} // namespace sandbox
