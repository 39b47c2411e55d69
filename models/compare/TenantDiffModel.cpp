// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compare/TenantDiffModel.h"

namespace models {

void TenantDiffModel::setDiff(std::shared_ptr<const TenantDiff> diff)
{
    beginResetModel();
    m_diff = std::move(diff);
    endResetModel();
}

int TenantDiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_diff ? 0 : int(m_diff->changes.size());
}

int TenantDiffModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TenantDiffModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TenantChange &change = m_diff->changes.at(std::size_t(index.row()));
    if (role == KindRole)
        return int(change.kind);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Type:
        return m_diff->types.at(change.type).plural;
    case Id:
        return QString::fromUtf8(change.id.data(), qsizetype(change.id.size()));
    case Difference:
        return change.kind == TenantChange::Kind::OnlyLeft    ? tr("only in the first")
               : change.kind == TenantChange::Kind::OnlyRight ? tr("only in the second")
                                                              : tr("differs");
    default:
        return change.members;
    }
}

QVariant TenantDiffModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount ||
        (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    switch (section) {
    case Type:
        return tr("Type");
    case Id:
        return tr("Id");
    case Difference:
        return tr("Difference");
    default:
        return tr("Members");
    }
}

} // namespace models
