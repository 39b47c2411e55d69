// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/HistoryQuery.h"
#include "models/HistoryModel.h"

#include <QTimer>

namespace models {

/// What matches a query, of all that the history keeps and not only of what is in memory; newest
/// first. New requests join by themselves.
class HistorySearchModel : public HistoryModel
{
    Q_OBJECT

public:
    /// @p history outlives the model. Searches at once, for everything.
    explicit HistorySearchModel(api::History *history, QObject *parent = nullptr);
    ~HistorySearchModel() override;

    const api::HistoryQuery &query() const { return m_query; }
    /// Searches a moment after the last change, so that typing costs one search.
    void setQuery(const api::HistoryQuery &query);
    bool isSearching() const { return m_searching; }
    /// Paths are shown with "…" in the place of @p segment; whole for the tool tip, to copy and to
    /// screen readers.
    void leaveOut(const QString &segment);
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void searchingChanged();

private:
    void search();
    void show(const QList<api::HistoryEntry> &found);

    api::History *m_history;
    api::HistoryQuery m_query;
    QTimer m_soon;
    std::stop_source m_stop;
    bool m_searching = false;
    QString m_leftOut; // with a slash before it
};

} // namespace models
