// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace ui {

/// Filters and sorts the key pairs, and puts icon and colour on their state: the model itself knows
/// none.
class KeysProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit KeysProxy(QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
};

} // namespace ui
