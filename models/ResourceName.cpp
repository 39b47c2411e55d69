// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ResourceName.h"

namespace models {

QString nameIn(json::Value item, const api::ResourceType &type)
{
    if (type.columns.isEmpty() || type.columns.first().property == type.idProperty)
        return {};
    json::Value value = item;
    for (const QString &step : type.columns.first().property.split(u'.'))
        value = value ? value[step.toStdString()] : json::Value();
    // A name of several lines or pages is none.
    constexpr qsizetype longest = 200;
    return QString::fromUtf8(value.text()).left(longest).simplified();
}

} // namespace models
