// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PairsModel.h"

#include <algorithm>

namespace models {

void PairsModel::setPairs(const QList<api::NamedValue> &pairs)
{
    if (pairs == m_pairs)
        return;
    beginResetModel();
    m_pairs = pairs;
    endResetModel();
    Q_EMIT edited();
}

int PairsModel::add(const QString &name, const QString &value)
{
    const int row = int(m_pairs.size());
    beginInsertRows({}, row, row);
    m_pairs.append({name, value, true});
    endInsertRows();
    Q_EMIT edited();
    return row;
}

void PairsModel::remove(int row)
{
    if (row < 0 || row >= m_pairs.size())
        return;
    beginRemoveRows({}, row, row);
    m_pairs.removeAt(row);
    endRemoveRows();
    Q_EMIT edited();
}

void PairsModel::setValue(const QString &name, const QString &value)
{
    const int row = rowOf(name);
    if (row < 0)
        add(name, value);
    else
        setData(index(row, Value), value);
}

int PairsModel::rowOf(const QString &name) const
{
    const auto found = std::ranges::find_if(m_pairs, [&](const api::NamedValue &pair) {
        return pair.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == m_pairs.end() ? -1 : int(found - m_pairs.begin());
}

int PairsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_pairs.size());
}

int PairsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PairsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const api::NamedValue &pair = m_pairs.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return index.column() == Name ? pair.name : pair.value;
    case Qt::AccessibleTextRole:
        return tr("%1: %2%3", "name, value, note")
            .arg(pair.name, pair.value, pair.enabled ? QString() : tr(", not sent"));
    case Qt::CheckStateRole:
        if (index.column() == Name)
            return pair.enabled ? Qt::Checked : Qt::Unchecked;
        return {};
    default:
        return {};
    }
}

bool PairsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    api::NamedValue pair = m_pairs.at(index.row());
    if (role == Qt::CheckStateRole && index.column() == Name)
        pair.enabled = value.value<Qt::CheckState>() == Qt::Checked;
    else if (role == Qt::EditRole)
        (index.column() == Name ? pair.name : pair.value) = value.toString();
    else
        return false;
    if (pair == m_pairs.at(index.row()))
        return true;
    m_pairs[index.row()] = pair;
    Q_EMIT dataChanged(index.siblingAtColumn(Name), index.siblingAtColumn(Value));
    Q_EMIT edited();
    return true;
}

Qt::ItemFlags PairsModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid())
        flags |= Qt::ItemIsEditable;
    if (index.isValid() && index.column() == Name)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant PairsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount ||
        (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    return section == Name ? tr("Name") : tr("Value");
}

} // namespace models
