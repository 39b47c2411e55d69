// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvMapping.h"

#include "app/api/csv/CsvColumns.h"

#include <QHash>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr qsizetype mostProperties = 500;

/// "Device ID" and "deviceId" are the same.
QString folded(const QString &name)
{
    QString out;
    for (const QChar c : name.toCaseFolded()) {
        if (c.isLetterOrNumber() || c == u'.')
            out += c;
    }
    return out;
}

void collect(QStringList &into, const api::Schema &schema, const QString &prefix, int depth)
{
    for (const api::Property &property : schema.properties) {
        if (into.size() >= mostProperties)
            return;
        // A dot in a name would read as one member inside another.
        if (property.name.isEmpty() || property.name.contains(u'.'))
            continue;
        const QString name = prefix + property.name;
        const bool hasMembers = property.schema->type == api::Schema::Type::Object &&
                                !property.schema->properties.isEmpty();
        if (hasMembers && depth + 1 < api::CsvColumns::maximumNesting)
            collect(into, *property.schema, name + u'.', depth + 1);
        else
            into.append(name);
    }
}

/// A member that the schema does not name, and that resources have.
bool isExtra(const QString &name, const QStringList &extras, const api::ResourceType &type)
{
    if (!extras.contains(name.section(u'.', 0, 0)))
        return false;
    return api::CsvColumns::fromHeader({name.toStdString()}, type.schema).has_value();
}

} // namespace

QStringList csvProperties(const api::ResourceType &type)
{
    QStringList names;
    if (type.schema)
        collect(names, *type.schema, {}, 0);
    if (!names.contains(type.idProperty) && !type.idProperty.isEmpty())
        names.prepend(type.idProperty);
    return names;
}

CsvMapping CsvMapping::automatic(const std::vector<std::string> &header,
                                 const api::ResourceType &type, const QStringList &extras)
{
    const QStringList known = csvProperties(type);
    QHash<QString, QString> byName;
    for (const api::Column &column : type.columns)
        byName.insert(folded(column.title), column.property);
    for (const QString &property : known) {
        if (const api::Schema *schema = type.schema ? type.schema->at(property) : nullptr;
            schema && !schema->title.isEmpty())
            byName.insert(folded(schema->title), property);
    }
    for (const QString &property : known)
        byName.insert(folded(property), property);
    CsvMapping mapping;
    QSet<QString> taken;
    // What is written as the property itself comes before what only resembles it.
    for (const std::string &cell : header) {
        const QString name = QString::fromStdString(cell).trimmed();
        mapping.properties.append(known.contains(name) && !taken.contains(name) ? name : QString());
        taken.insert(mapping.properties.constLast());
    }
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (!mapping.properties.at(qsizetype(i)).isEmpty())
            continue;
        const QString name = QString::fromStdString(header[i]).trimmed();
        QString property = byName.value(folded(name));
        if (property.isEmpty() && isExtra(name, extras, type))
            property = name;
        if (property.isEmpty() || taken.contains(property))
            continue;
        taken.insert(property);
        mapping.properties[qsizetype(i)] = property;
    }
    return mapping;
}

std::vector<std::string> CsvMapping::names() const
{
    std::vector<std::string> names;
    for (const QString &property : properties) {
        if (!property.isEmpty())
            names.push_back(property.toStdString());
    }
    for (const Constant &constant : constants)
        names.push_back(constant.property.toStdString());
    return names;
}

QString CsvMapping::problem(const api::ResourceType &type) const
{
    QSet<QString> seen;
    QStringList all = properties;
    for (const Constant &constant : constants)
        all.append(constant.property);
    for (const QString &property : std::as_const(all)) {
        if (!property.isEmpty() && seen.contains(property))
            return tr("“%1” is chosen twice. Choose another property for one of the columns, or "
                      "ignore it.")
                .arg(property);
        seen.insert(property);
    }
    const bool hasId = columnOf(type.idProperty) >= 0;
    if (!hasId && !type.idByPlatform)
        return tr("No column holds “%1”, by which rows are told apart. Choose it for one of the "
                  "columns.")
            .arg(type.idProperty);
    if (names().empty())
        return tr("All columns are ignored. Choose a property for at least one.");
    if (const auto columns = api::CsvColumns::fromHeader(names(), type.schema); !columns)
        return tr("These columns can't stand together: one property is a value in one column, and "
                  "holds others in another.");
    return {};
}

} // namespace models
