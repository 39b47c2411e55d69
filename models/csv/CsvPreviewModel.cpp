// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvPreviewModel.h"

#include "models/SchemaTools.h"

namespace models {

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

void CsvPreviewModel::setTable(const CsvTable &table)
{
    beginResetModel();
    m_table = table;
    m_secret.clear();
    endResetModel();
}

void CsvPreviewModel::setSecretColumns(const std::vector<bool> &columns)
{
    m_secret = columns;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int CsvPreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : qMin(m_table.rowCount(), mostRows);
}

int CsvPreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_table.columnCount();
}

QVariant CsvPreviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) ||
        (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    const std::string_view text = m_table.cell(index.row(), index.column());
    const auto column = std::size_t(index.column());
    const bool isMasked = !text.empty() && column < m_secret.size() && m_secret[column];
    return isMasked ? mask() : toQString(text);
}

QVariant CsvPreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount() ||
        (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    return toQString(m_table.header()[std::size_t(section)]);
}

} // namespace models
