// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIdentityProxyModel>

namespace ui {

/// Adds to a model whose rows name an icon of ours the icon itself.
class IconProxy : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// @p nameRole answers with the icon's name; empty: none.
    IconProxy(QAbstractItemModel *model, int nameRole, QObject *parent);

    QVariant data(const QModelIndex &index, int role) const override;

private:
    int m_nameRole;
};

} // namespace ui
