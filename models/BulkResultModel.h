// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkRun.h"

#include <QAbstractTableModel>

#include <optional>

namespace models {

/// The results of a run, row by row, while it goes on.
class BulkResultModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Id, State, Status, Message, RequestId, ColumnCount };
    enum Role {
        RawRole = Qt::UserRole,
        StateRole, ///< int of BulkState
    };

    explicit BulkResultModel(QObject *parent = nullptr);

    /// Null: empty. Has to outlive it, or be replaced before it goes.
    void setRun(const BulkRun *run);
    /// Only rows in that state; nothing: all.
    void setFilter(std::optional<BulkState> state);
    static QString inWords(BulkState state);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    void refill();
    void haveChanged(const QList<int> &rows);
    bool wants(int row) const;

    const BulkRun *m_run = nullptr;
    std::optional<BulkState> m_filter;
    std::vector<int> m_shown; // ascending
    int m_size = 0;           // of the run, when it was filled
};

} // namespace models
