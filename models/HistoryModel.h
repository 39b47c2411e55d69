// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/History.h"

#include <QAbstractTableModel>

namespace models {

/// The newest requests, newest first, at most 1,000, without what lists have read by themselves.
/// New ones are inserted at the top, a batch at a time.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Method, Path, Status, Duration, Size, RequestId, ColumnCount };
    enum Role {
        RawRole = Qt::UserRole,
        EntryRowRole, ///< HistoryEntry::row, for History::fetch
        OutcomeRole,  ///< int of Outcome
    };
    enum class Outcome { Ok, ClientError, ServerError, NoReply, Cancelled, NotSent };

    static constexpr int maximumRows = 1000;

    explicit HistoryModel(api::History *history, QObject *parent = nullptr);

    api::HistoryEntry entryAt(int row) const; ///< without bodies
    /// "200 OK", "no reply", "cancelled", "not sent".
    static QString outcomeText(const api::HistoryEntry &entry);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

protected:
    /// Empty, and shows what the heir puts into m_entries.
    explicit HistoryModel(QObject *parent);

    QList<api::HistoryEntry> m_entries; // newest first

private:
    void append(const QList<api::HistoryEntry> &entries);
};

} // namespace models
