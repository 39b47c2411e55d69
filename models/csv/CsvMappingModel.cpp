// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvMappingModel.h"

#include "models/SchemaTools.h"

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr int rowsToSample = 200;
constexpr int samples = 3;

QString typeText(api::Schema::Type type)
{
    using enum api::Schema::Type;
    switch (type) {
    case Boolean:
        return CsvMappingModel::tr("true or false");
    case Integer:
        return CsvMappingModel::tr("whole number");
    case Number:
        return CsvMappingModel::tr("number");
    case Array:
        return CsvMappingModel::tr("list, as JSON");
    case Object:
        return CsvMappingModel::tr("object, as JSON");
    case String:
        return CsvMappingModel::tr("text");
    case Any:
    case Null:
        break;
    }
    return CsvMappingModel::tr("as in the resources there are, else text");
}

} // namespace

void CsvMappingModel::setFile(const CsvTable &table, const api::ResourceType &type,
                              const QStringList &extras)
{
    beginResetModel();
    m_type = type;
    m_table = table;
    m_choices = csvProperties(type);
    for (const QString &extra : extras) {
        if (!m_choices.contains(extra) && !extra.contains(u'.'))
            m_choices.append(extra);
    }
    m_mapping = CsvMapping::automatic(table.header(), type, extras);
    endResetModel();
    Q_EMIT mappingChanged();
}

void CsvMappingModel::clear()
{
    setFile({}, {});
}

void CsvMappingModel::addConstant(const QString &property, const QString &text)
{
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_mapping.constants.append({.property = property, .text = text});
    endInsertRows();
    Q_EMIT mappingChanged();
}

void CsvMappingModel::removeConstant(int row)
{
    if (row < 0 || row >= rowCount() || !isConstant(row))
        return;
    beginRemoveRows({}, row, row);
    m_mapping.constants.removeAt(row - m_mapping.properties.size());
    endRemoveRows();
    Q_EMIT mappingChanged();
}

int CsvMappingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_mapping.properties.size() + m_mapping.constants.size());
}

int CsvMappingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString CsvMappingModel::propertyOf(int row) const
{
    return isConstant(row) ? m_mapping.constants.at(row - m_mapping.properties.size()).property
                           : m_mapping.properties.at(row);
}

QString CsvMappingModel::meaningOf(const QString &property) const
{
    if (property.isEmpty())
        return tr("This column is not sent.");
    const api::Schema *schema = m_type.schema ? m_type.schema->at(property) : nullptr;
    if (!schema)
        return typeText(api::Schema::Type::Any);
    return schema->title.isEmpty() ? typeText(schema->type)
                                   //: title of a property, its type
                                   : tr("%1 (%2)").arg(schema->title, typeText(schema->type));
}

bool CsvMappingModel::isSecretColumn(int column) const
{
    QString property = m_mapping.properties.value(column);
    if (property.isEmpty() && column < m_table.columnCount())
        property = QString::fromStdString(std::string(m_table.header()[std::size_t(column)]));
    const api::Schema *schema = m_type.schema ? m_type.schema->at(property) : nullptr;
    return isSecret(schema, property.section(u'.', -1).toStdString());
}

QString CsvMappingModel::sample(int column) const
{
    const bool secret = isSecretColumn(column);
    QStringList found;
    for (int row = 0; row < qMin(m_table.rowCount(), rowsToSample); ++row) {
        const std::string_view cell = m_table.cell(row, column);
        const QString text = QString::fromUtf8(cell.data(), qsizetype(cell.size()));
        if (text.isEmpty() || found.contains(text))
            continue;
        if (secret)
            return mask();
        found.append(text);
        if (found.size() == samples)
            break;
    }
    return found.join(u", "_s);
}

QVariant CsvMappingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::AccessibleTextRole)
        return {};
    const int row = index.row();
    const QString property = propertyOf(row);
    switch (index.column()) {
    case Source:
        return isConstant(row) ? tr("value for all rows")
                               : QString::fromStdString(m_table.header()[std::size_t(row)]);
    case Sample:
        return isConstant(row) ? m_mapping.constants.at(row - m_mapping.properties.size()).text
                               : sample(row);
    case Property:
        return property.isEmpty() && role != Qt::EditRole ? tr("ignored") : property;
    default:
        return meaningOf(property);
    }
}

bool CsvMappingModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const QString text = value.toString();
    if (!isConstant(index.row())) {
        m_mapping.properties[index.row()] = text.trimmed();
    } else {
        CsvMapping::Constant &constant =
            m_mapping.constants[index.row() - m_mapping.properties.size()];
        if (index.column() == Sample)
            constant.text = text;
        else
            constant.property = text.trimmed();
    }
    Q_EMIT dataChanged(index.siblingAtColumn(0), index.siblingAtColumn(ColumnCount - 1));
    Q_EMIT mappingChanged();
    return true;
}

Qt::ItemFlags CsvMappingModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() &&
        (index.column() == Property || (index.column() == Sample && isConstant(index.row()))))
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant CsvMappingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount ||
        (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    switch (section) {
    case Source:
        return tr("Column of the file");
    case Sample:
        return tr("Values");
    case Property:
        return tr("Property");
    default:
        return tr("Meaning");
    }
}

} // namespace models
