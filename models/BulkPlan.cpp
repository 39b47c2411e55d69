// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BulkPlan.h"

namespace models {

std::string BulkPlan::plainBody(const RowPatcher &patcher)
{
    const auto patch = patcher.patch().expand({});
    return patch ? patch->serialize() : std::string();
}

BulkRows BulkPlan::rows() const
{
    auto rows = std::make_shared<std::vector<BulkRow>>();
    rows->reserve(wanted.size());
    for (const int index : wanted)
        rows->push_back(rowOf(snapshot.rows[std::size_t(index)]));
    return rows;
}

BulkRow BulkPlan::rowOf(json::Value resource) const
{
    using Change = Abilities::Change;
    const Change change = requests.abilities().change();
    BulkRow row;
    row.id = patcher.idOf(resource);
    const QString itemPath = requests.itemPath(row.id);
    row.path = change == Change::PutCollection ? requests.collectionPath() : itemPath;
    row.before = QByteArray::fromStdString(resource.serialize());
    if (type.canRead)
        row.readPath = itemPath;
    if (!patcher.isPlain()) {
        if (const auto patch = patcher.patch().expand(resource))
            row.body = QByteArray::fromStdString(patch->serialize());
    }
    if (change == Change::Patch)
        return row;
    row.method = api::Method::Put;
    row.readFirst = type.canRead;
    if (!row.readFirst)
        row.body = QByteArray::fromStdString(patcher.tryOn(resource).after.serialize());
    return row;
}

} // namespace models
