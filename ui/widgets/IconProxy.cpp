// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/IconProxy.h"

#include "ui/theme/Icons.h"

namespace ui {

IconProxy::IconProxy(QAbstractItemModel *model, int nameRole, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_nameRole(nameRole)
{
    setSourceModel(model);
}

QVariant IconProxy::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DecorationRole)
        return QIdentityProxyModel::data(index, role);
    const QString name = QIdentityProxyModel::data(index, m_nameRole).toString();
    return name.isEmpty() ? QVariant() : QVariant(icon(name, Colour::Muted));
}

} // namespace ui
