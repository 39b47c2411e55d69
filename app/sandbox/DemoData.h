// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/sandbox/Store.h"

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace sandbox {

struct DemoItem
{
    QString id;
    QByteArray json;
};

/// A believable tenant: care-alarm units, phones, cameras, door phones, voice assistants and
/// browser clients in Sweden and the UK, and the trunks that carry their calls. The same seed and
/// index give the same item. All numbers are invented or reserved for fiction.
class DemoData
{
public:
    static constexpr int trunks = 12;

    DemoData(std::uint32_t seed, QString domain);

    DemoItem device(int index) const; ///< @p index from 0
    DemoItem trunk(int index) const;

    /// Fills a new store, in one transaction, with what the catalogue has resource types for.
    StoreResult<void> fill(Store &store, const api::Catalogue &catalogue, int devices) const;

private:
    std::uint32_t m_seed;
    QString m_domain;
};

} // namespace sandbox
