// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ResourceName.h"

#include "models/CellText.h"

namespace models {

QString nameIn(json::Value item, const api::ResourceType &type)
{
    if (type.columns.isEmpty() || type.columns.first().property == type.idProperty)
        return {};
    // When something happened is no name: who took part is, as far as that is known.
    const bool isTime = type.columns.first().property == type.timeProperty;
    const QStringList names =
        isTime ? type.partyProperties : QStringList{type.columns.first().property};
    json::Value value;
    for (const QString &name : names) {
        value = memberAt(item, name);
        if (!value.text().empty())
            break;
    }
    // A name of several lines or pages is none.
    constexpr qsizetype longest = 200;
    return QString::fromUtf8(value.text()).left(longest).simplified();
}

} // namespace models
