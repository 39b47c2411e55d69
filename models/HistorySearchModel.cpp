// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/HistorySearchModel.h"

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace models {

HistorySearchModel::HistorySearchModel(api::History *history, QObject *parent)
    : HistoryModel(parent)
    , m_history(history)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(120ms);
    connect(&m_soon, &QTimer::timeout, this, &HistorySearchModel::search);
    connect(history, &api::History::appended, this, [this] {
        if (!m_soon.isActive())
            m_soon.start(); // bodies are looked at where they lie
    });
    connect(history, &api::History::cleared, this, &HistorySearchModel::search);
    search();
}

HistorySearchModel::~HistorySearchModel()
{
    m_stop.request_stop();
}

void HistorySearchModel::setQuery(const api::HistoryQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    m_soon.start();
}

void HistorySearchModel::leaveOut(const QString &segment)
{
    m_leftOut = segment.isEmpty() ? QString() : u'/' + segment;
}

QVariant HistorySearchModel::data(const QModelIndex &index, int role) const
{
    const QVariant value = HistoryModel::data(index, role);
    if (role != Qt::DisplayRole || index.column() != Path || m_leftOut.isEmpty())
        return value;
    QString path = value.toString();
    if (path.endsWith(m_leftOut))
        path.replace(path.size() - m_leftOut.size(), m_leftOut.size(), u"/…"_s);
    return path.replace(m_leftOut + u'/', u"/…/"_s);
}

void HistorySearchModel::search()
{
    m_stop.request_stop(); // what was asked before is out of date
    m_stop = std::stop_source();
    m_searching = true;
    Q_EMIT searchingChanged();
    m_history->search(m_query, m_stop.get_token(), this,
                      [this](const QList<api::HistoryEntry> &found) { show(found); });
}

/// The rows that stay keep their selection. Both lists go from the newest to the oldest.
void HistorySearchModel::show(const QList<api::HistoryEntry> &found)
{
    qsizetype row = 0;
    qsizetype next = 0;
    while (row < m_entries.size() || next < found.size()) {
        const qint64 have = row < m_entries.size() ? m_entries.at(row).row : -1;
        const qint64 want = next < found.size() ? found.at(next).row : -1;
        if (have == want) {
            ++row;
            ++next;
        } else if (have > want) { // a run of rows that are no longer there
            qsizetype end = row;
            while (end < m_entries.size() && m_entries.at(end).row > want)
                ++end;
            beginRemoveRows({}, int(row), int(end - 1));
            m_entries.remove(row, end - row);
            endRemoveRows();
        } else { // a run of new ones
            qsizetype end = next;
            while (end < found.size() && found.at(end).row > have)
                ++end;
            beginInsertRows({}, int(row), int(row + end - next - 1));
            m_entries =
                m_entries.first(row) + found.sliced(next, end - next) + m_entries.sliced(row);
            endInsertRows();
            row += end - next;
            next = end;
        }
    }
    m_searching = false;
    Q_EMIT searchingChanged();
}

} // namespace models
