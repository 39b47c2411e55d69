// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RowLinks.h"

#include "models/CellText.h"

namespace models {

QList<QPair<QString, QString>> linkedValues(const api::ResourceLink &link, json::Value row)
{
    QList<QPair<QString, QString>> values;
    for (const auto &[theirs, ours] : link.match) {
        const json::Value value = memberAt(row, ours);
        const bool usable =
            emptiness(value) == Emptiness::Filled && !value.isObject() && !value.isArray();
        if (!usable)
            return {};
        values.append({theirs, rawText(value)});
    }
    return values;
}

} // namespace models
