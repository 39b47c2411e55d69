// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/KeysProxy.h"

#include "models/KeyTableModel.h"
#include "ui/keys/KeyWidgets.h"
#include "ui/theme/Icons.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::KeyTableModel;

KeysProxy::KeysProxy(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setFilterCaseSensitivity(Qt::CaseInsensitive);
    setFilterKeyColumn(-1);
    setFilterRole(Qt::AccessibleTextRole); // has the whole thumbprint
    setSortRole(KeyTableModel::RawRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
}

QVariant KeysProxy::data(const QModelIndex &index, int role) const
{
    const bool wanted = role == Qt::DecorationRole || role == Qt::ForegroundRole;
    if (!wanted || index.column() != KeyTableModel::State)
        return QSortFilterProxyModel::data(index, role);
    if (!QSortFilterProxyModel::data(index, KeyTableModel::ProblemRole).toString().isEmpty())
        return role == Qt::ForegroundRole ? QVariant(colour(Colour::Warn))
                                          : QVariant(icon(u"warning"_s, Colour::Warn));
    const QVariant state = QSortFilterProxyModel::data(index, KeyTableModel::StateRole);
    if (!state.isValid())
        return {};
    const keywidgets::Look look = keywidgets::lookOf(auth::KeyState(state.toInt()));
    return role == Qt::ForegroundRole ? QVariant(colour(look.colour))
                                      : QVariant(icon(look.icon, look.colour));
}

// Rows have no numbers here.
QVariant KeysProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return {};
    return QSortFilterProxyModel::headerData(section, orientation, role);
}

} // namespace ui
