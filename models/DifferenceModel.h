// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/History.h"
#include "app/api/Schema.h"
#include "app/json/Document.h"

#include <QAbstractTableModel>

namespace models {

/// Two requests of the history and their replies compared: a row for each thing that is not the
/// same. Bodies in JSON are compared by their members, others line by line.
class DifferenceModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Where, First, Second, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void compare(const api::HistoryEntry &first, const api::HistoryEntry &second);
    /// compare() in a worker: long bodies take a while. compared() says when it is done; what was
    /// asked before is dropped.
    void compareLater(const api::HistoryEntry &first, const api::HistoryEntry &second);
    bool isComparing() const { return m_comparing; }
    /// Two states of a resource, or two resources; secrets are masked by @p schema (may be null).
    void compare(const json::Document &first, const json::Document &second,
                 const api::SchemaPtr &schema);
    void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void compared();

private:
    struct Row
    {
        QString where, first, second;
    };
    static QList<Row> rowsOf(const api::HistoryEntry &first, const api::HistoryEntry &second);

    void show(const QList<Row> &rows);

    QList<Row> m_rows;
    bool m_comparing = false;
    quint64 m_generation = 0;
};

} // namespace models
