// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvRequests.h"

#include "app/json/Diff.h"

namespace models {

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

BulkRow creation(const QString &id, const json::Document &wanted, const api::ResourceType &type,
                 const ResourceRequests &requests)
{
    BulkRow row;
    row.id = id;
    row.method = requests.abilities().createMethod().value_or(api::Method::Post);
    row.path = type.createOnItemPath ? requests.itemPath(id) : requests.collectionPath();
    row.body = QByteArray::fromStdString(wanted.serialize());
    if (type.canRead && !id.isEmpty())
        row.readPath = requests.itemPath(id);
    return row;
}

BulkRow change(const QString &id, json::Value before, const json::Document &wanted,
               const api::ResourceType &type, const ResourceRequests &requests)
{
    using Change = Abilities::Change;
    const Change way = requests.abilities().change();
    BulkRow row;
    row.id = id;
    const QString itemPath = requests.itemPath(id);
    row.path = way == Change::PutCollection ? requests.collectionPath() : itemPath;
    row.before = QByteArray::fromStdString(before.serialize());
    if (type.canRead)
        row.readPath = itemPath;
    const auto base = json::Document::parse(before.serialize());
    const json::Patch patch = base ? json::diff(*base, wanted) : json::Patch();
    row.body = QByteArray::fromStdString(patch.serialize());
    if (way == Change::Patch)
        return row;
    row.method = api::Method::Put;
    row.readFirst = type.canRead;
    if (!row.readFirst)
        row.body = QByteArray::fromStdString(wanted.serialize());
    return row;
}

} // namespace

BulkRows csvRequests(const CsvTable &table, CsvCheck check, const std::vector<int> &rows,
                     const api::ResourceType &type, const ResourceRequests &requests)
{
    auto made = std::make_shared<std::vector<BulkRow>>();
    made->reserve(rows.size());
    for (const int index : rows) {
        const QString id = toQString(check.idOf(table, index));
        const json::Value before = check.existing(check.idOf(table, index));
        const json::Document wanted = check.result(table, index);
        made->push_back(before ? change(id, before, wanted, type, requests)
                               : creation(id, wanted, type, requests));
    }
    return made;
}

} // namespace models
