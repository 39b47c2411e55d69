// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/demo/DemoData.h"

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

bool isBelowAnItem(const api::ResourceType &resource)
{
    const qsizetype parameters = resource.collectionPath.count(u'{');
    return parameters > (resource.collectionPath.contains("{domain}"_L1) ? 1 : 0);
}

} // namespace

DemoData::DemoData(std::uint32_t seed, QString domain, qint64 nowMs)
    : m_seed(seed)
    , m_domain(std::move(domain))
    , m_nowMs(nowMs)
{
}

Recipe::Item DemoData::item(const api::ResourceType &resource, const Recipe &recipe,
                            int index) const
{
    const Dice dice(m_seed, stableHash(resource.key.toStdString()),
                    static_cast<std::uint64_t>(index));
    return recipe.make(Making(dice, index, m_domain.toStdString(), m_nowMs));
}

StoreResult<void> DemoData::fill(Store &store, const api::ResourceType &resource, int devices) const
{
    const auto isKnown = store.hasCollection(resource.key, m_domain);
    if (!isKnown)
        return std::unexpected(isKnown.error());
    if (*isKnown || isBelowAnItem(resource))
        return {};
    const auto collection = store.collection(resource.key, m_domain);
    if (!collection)
        return std::unexpected(collection.error());
    const Recipe recipe(resource);
    const int count = recipe.count(devices);
    for (int i = 0; i < count; ++i) {
        const Recipe::Item made = item(resource, recipe, i);
        if (auto done = store.insert(*collection, made.id, made.json); !done)
            return std::unexpected(done.error());
    }
    return {};
}

StoreResult<void> DemoData::fill(Store &store, const api::Catalogue &catalogue, int devices) const
{
    for (const api::ResourceType &resource : catalogue.resources()) {
        if (auto filled = fill(store, resource, devices); !filled)
            return filled;
    }
    return {};
}

} // namespace sandbox
