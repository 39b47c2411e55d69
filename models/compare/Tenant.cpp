// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compare/Tenant.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

QString textOf(json::Value value)
{
    return QString::fromUtf8(value.text().data(), qsizetype(value.text().size()));
}

} // namespace

const TenantPart *Tenant::part(const QString &key) const
{
    const auto found = std::ranges::find(parts, key, &TenantPart::key);
    return found == parts.end() ? nullptr : &*found;
}

std::expected<Tenant, QString> Tenant::read(const QString &path)
{
    const QString shown = QDir::toNativeSeparators(path);
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return std::unexpected(tr("%1 can't be read: %2").arg(shown, file.errorString()));
    if (file.size() > maximumBytes)
        return std::unexpected(tr("%1 is too large.").arg(shown));
    std::string text;
    text.resize(std::size_t(file.size()));
    if (file.read(text.data(), file.size()) != file.size())
        return std::unexpected(tr("%1 can't be read: %2").arg(shown, file.errorString()));
    const auto document = json::Document::parseInPlace(std::move(text));
    if (!document) {
        return std::unexpected(
            tr("%1 is not JSON: %2")
                .arg(shown, QString::fromStdString(document.error().toString())));
    }
    const json::Value root = document->root();
    if (root["format"].text() != "iotcomms-console tenant" || !root["types"].isArray())
        return std::unexpected(tr("%1 is no export of a tenant. Choose a file that “Export "
                                  "tenant” has written.")
                                   .arg(shown));
    if (root["version"].integer() != version)
        return std::unexpected(tr("%1 is of another version of the console.").arg(shown));
    Tenant tenant{.domain = textOf(root["domain"]),
                  .at = QDateTime::fromString(textOf(root["exportedAt"]), Qt::ISODate),
                  .parts = {}};
    for (const json::Value type : root["types"].elements()) {
        TenantPart part{
            .key = textOf(type["type"]), .idProperty = textOf(type["id"]), .document = *document};
        const json::Value rows = type["rows"];
        part.rows.reserve(rows.size());
        for (const json::Value row : rows.elements()) {
            if (row.isObject())
                part.rows.push_back(row);
        }
        tenant.parts.append(std::move(part));
    }
    return tenant;
}

} // namespace models
