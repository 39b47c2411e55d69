// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/OutcomeProxy.h"

#include "models/HistoryModel.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::HistoryModel;

QVariant OutcomeProxy::data(const QModelIndex &index, int role) const
{
    const bool status = index.column() == HistoryModel::Status;
    if (!status || (role != Qt::DecorationRole && role != Qt::ForegroundRole))
        return QIdentityProxyModel::data(index, role);
    const auto outcome =
        HistoryModel::Outcome(QIdentityProxyModel::data(index, HistoryModel::OutcomeRole).toInt());
    if (outcome == HistoryModel::Outcome::Cancelled) { // wanted, so no alarm
        if (role == Qt::ForegroundRole)
            return colour(Colour::Muted);
        return QVariant::fromValue(icon(u"stop"_s, Colour::Muted));
    }
    const bool ok = outcome == HistoryModel::Outcome::Ok;
    if (role == Qt::ForegroundRole)
        return colour(ok ? Colour::Ok : Colour::Bad);
    return QVariant::fromValue(icon(ok ? u"ok"_s : u"error"_s, ok ? Colour::Ok : Colour::Bad));
}

} // namespace ui
