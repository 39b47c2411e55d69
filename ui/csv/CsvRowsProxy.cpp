// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/csv/CsvRowsProxy.h"

#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::CsvRowsModel;
using models::CsvState;

namespace {

struct Look
{
    QString icon;
    Colour colour = Colour::Text;
};

Look lookOf(CsvState state)
{
    switch (state) {
    case CsvState::New:
        return {u"add"_s, Colour::Ok};
    case CsvState::Changed:
        return {u"edit"_s, Colour::Warn};
    case CsvState::Unchanged:
        return {{}, Colour::Muted};
    case CsvState::Invalid:
    case CsvState::Duplicate:
        return {u"error"_s, Colour::Bad};
    }
    return {};
}

Look lookOf(CsvRowsModel::SendResult result)
{
    switch (result) {
    case CsvRowsModel::SendResult::Done:
        return {u"ok"_s, Colour::Ok};
    case CsvRowsModel::SendResult::Failed:
        return {u"error"_s, Colour::Bad};
    case CsvRowsModel::SendResult::Unclear:
        return {u"warning"_s, Colour::Warn};
    case CsvRowsModel::SendResult::Sending:
        return {{}, Colour::Muted};
    case CsvRowsModel::SendResult::NotSent:
        break;
    }
    return {};
}

Look lookOf(CsvRowsModel::Mark mark)
{
    switch (mark) {
    case CsvRowsModel::Mark::Changed:
        return {u"edit"_s, Colour::Warn};
    case CsvRowsModel::Mark::Wrong:
        return {u"error"_s, Colour::Bad};
    case CsvRowsModel::Mark::Ignored:
        return {{}, Colour::Muted};
    case CsvRowsModel::Mark::None:
        break;
    }
    return {};
}

} // namespace

CsvRowsProxy::CsvRowsProxy(CsvRowsModel *model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setDynamicSortFilter(false);
    setSourceModel(model);
}

void CsvRowsProxy::setState(std::optional<CsvState> state)
{
    m_state = state;
    m_failedOnly = false;
    invalidateFilter();
}

void CsvRowsProxy::setFailedOnly()
{
    m_failedOnly = true;
    invalidateFilter();
}

bool CsvRowsProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    if (m_failedOnly) {
        const CsvRowsModel::SendResult result = m_model->result(row);
        return result == CsvRowsModel::SendResult::Failed ||
               result == CsvRowsModel::SendResult::Unclear;
    }
    return !m_state || m_model->dryRun().state(row) == *m_state;
}

QVariant CsvRowsProxy::data(const QModelIndex &index, int role) const
{
    if (role == Qt::ToolTipRole) { // why it is wrong, in the platform's words; else the whole cell
        const QString why = QSortFilterProxyModel::data(index, role).toString();
        return plainToolTip(why.isEmpty() ? QSortFilterProxyModel::data(index).toString() : why);
    }
    if (role != Qt::DecorationRole && role != Qt::ForegroundRole)
        return QSortFilterProxyModel::data(index, role);
    const QModelIndex source = mapToSource(index);
    if (!source.isValid())
        return {};
    Look look;
    if (source.column() == CsvRowsModel::State)
        look = lookOf(CsvState(source.data(CsvRowsModel::StateRole).toInt()));
    else if (source.column() == CsvRowsModel::Result)
        look = lookOf(m_model->result(source.row()));
    else if (source.column() >= CsvRowsModel::FirstCell)
        look = lookOf(CsvRowsModel::Mark(source.data(CsvRowsModel::MarkRole).toInt()));
    if (role == Qt::ForegroundRole)
        return look.colour == Colour::Text ? QVariant() : QVariant(colour(look.colour));
    return look.icon.isEmpty() ? QVariant() : QVariant::fromValue(icon(look.icon, look.colour));
}

} // namespace ui
