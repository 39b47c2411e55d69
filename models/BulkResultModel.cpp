// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BulkResultModel.h"

#include <algorithm>

namespace models {

namespace {

constexpr qsizetype mostOneByOne = 500;

}

BulkResultModel::BulkResultModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void BulkResultModel::setRun(const BulkRun *run)
{
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    if (run) {
        connect(run, &BulkRun::rowsChanged, this, &BulkResultModel::haveChanged);
        connect(run, &BulkRun::stateChanged, this, [this] {
            if (m_run->size() != m_size)
                refill();
        });
    }
    refill();
}

void BulkResultModel::setFilter(std::optional<BulkState> state)
{
    if (m_filter == state)
        return;
    m_filter = state;
    refill();
}

bool BulkResultModel::wants(int row) const
{
    return !m_filter || m_run->result(row).state == *m_filter;
}

void BulkResultModel::refill()
{
    beginResetModel();
    m_shown.clear();
    m_size = m_run ? m_run->size() : 0;
    for (int i = 0; m_run && i < m_run->size(); ++i) {
        if (wants(i))
            m_shown.push_back(i);
    }
    endResetModel();
}

/// Rows come and go one by one where a filter is set: a batch of results has at most some hundred.
void BulkResultModel::haveChanged(const QList<int> &rows)
{
    if (!m_filter) {
        if (!rows.isEmpty() && m_size > rows.last())
            Q_EMIT dataChanged(index(rows.first(), 0), index(rows.last(), ColumnCount - 1));
        return;
    }
    if (rows.size() > mostOneByOne) // all that failed are sent again, say
        return refill();
    for (const int row : rows) {
        const auto at = std::ranges::lower_bound(m_shown, row);
        const bool isShown = at != m_shown.end() && *at == row;
        const int place = int(at - m_shown.begin());
        if (isShown && wants(row)) {
            Q_EMIT dataChanged(index(place, 0), index(place, ColumnCount - 1));
        } else if (isShown) {
            beginRemoveRows({}, place, place);
            m_shown.erase(at);
            endRemoveRows();
        } else if (wants(row)) {
            beginInsertRows({}, place, place);
            m_shown.insert(at, row);
            endInsertRows();
        }
    }
}

QString BulkResultModel::inWords(BulkState state)
{
    switch (state) {
    case BulkState::Waiting:
        return tr("not sent");
    case BulkState::Sent:
        return tr("on its way");
    case BulkState::Done:
        return tr("done");
    case BulkState::Failed:
        return tr("failed");
    case BulkState::Unknown:
        return tr("not known");
    }
    Q_UNREACHABLE_RETURN({});
}

int BulkResultModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int BulkResultModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant BulkResultModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = m_shown[std::size_t(index.row())];
    const BulkResult &result = m_run->result(row);
    if (role == StateRole)
        return int(result.state);
    if (role != Qt::DisplayRole && role != RawRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Id:
        return m_run->row(row).id;
    case State:
        return inWords(result.state);
    case Status:
        return result.status > 0 ? QString::number(result.status) : QString();
    case Message:
        return result.sentence;
    case RequestId:
        return result.requestId;
    }
    return {};
}

QVariant BulkResultModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Id:
        return tr("Id");
    case State:
        return tr("Result");
    case Status:
        return tr("Status");
    case Message:
        return tr("Message");
    case RequestId:
        return tr("Request");
    }
    return {};
}

} // namespace models
