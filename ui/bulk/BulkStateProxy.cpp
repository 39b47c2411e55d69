// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/BulkStateProxy.h"

#include "models/BulkPreviewModel.h"
#include "models/BulkResultModel.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::BulkOutcome;
using models::BulkPreviewModel;
using models::BulkResultModel;
using models::BulkState;

namespace {

struct Look
{
    Colour colour = Colour::Muted;
    QString icon = {}; ///< empty: none
};

Look lookOf(BulkOutcome outcome)
{
    switch (outcome) {
    case BulkOutcome::Changes:
        return {Colour::Ok, u"edit"_s};
    case BulkOutcome::Same:
        return {Colour::Muted, {}};
    case BulkOutcome::DoesNotApply:
    case BulkOutcome::DoesNotFit:
        return {Colour::Bad, u"error"_s};
    }
    Q_UNREACHABLE_RETURN({});
}

Look lookOf(BulkState state)
{
    switch (state) {
    case BulkState::Waiting:
        return {Colour::Muted, {}};
    case BulkState::Sent:
        return {Colour::Muted, u"send"_s};
    case BulkState::Done:
        return {Colour::Ok, u"ok"_s};
    case BulkState::Failed:
        return {Colour::Bad, u"error"_s};
    case BulkState::Unknown:
        return {Colour::Warn, u"warning"_s};
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

BulkStateProxy::BulkStateProxy(QAbstractItemModel *model, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_isPreview(qobject_cast<BulkPreviewModel *>(model) != nullptr)
{
    setSourceModel(model);
}

QVariant BulkStateProxy::data(const QModelIndex &index, int role) const
{
    static_assert(int(BulkPreviewModel::Outcome) == int(BulkResultModel::State));
    if (index.column() != BulkResultModel::State ||
        (role != Qt::DecorationRole && role != Qt::ForegroundRole))
        return QIdentityProxyModel::data(index, role);
    const Look look =
        m_isPreview ? lookOf(BulkOutcome(
                          QIdentityProxyModel::data(index, BulkPreviewModel::OutcomeRole).toInt()))
                    : lookOf(BulkState(
                          QIdentityProxyModel::data(index, BulkResultModel::StateRole).toInt()));
    if (role == Qt::ForegroundRole)
        return colour(look.colour);
    return look.icon.isEmpty() ? QVariant() : QVariant::fromValue(icon(look.icon, look.colour));
}

} // namespace ui
