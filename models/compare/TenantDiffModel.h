// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compare/TenantDiff.h"

#include <QAbstractTableModel>

namespace models {

/// The resources that differ between two tenants, a row each.
class TenantDiffModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Type, Id, Difference, Members, ColumnCount };
    enum Role { KindRole = Qt::UserRole + 32 }; ///< int of TenantChange::Kind

    using QAbstractTableModel::QAbstractTableModel;

    void setDiff(std::shared_ptr<const TenantDiff> diff);
    const std::shared_ptr<const TenantDiff> &diff() const { return m_diff; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<const TenantDiff> m_diff;
};

} // namespace models
