// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/SavedRequest.h"

#include <QAbstractTableModel>

namespace models {

/// Names and values to be edited, each with a mark whether it counts: a query, headers, variables.
class PairsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    const QList<api::NamedValue> &pairs() const { return m_pairs; }
    void setPairs(const QList<api::NamedValue> &pairs);
    /// Adds a row at the end and gives its number.
    int add(const QString &name = {}, const QString &value = {});
    void remove(int row);
    /// Changes the value of the first row of that name, or adds one.
    void setValue(const QString &name, const QString &value);
    int rowOf(const QString &name) const; ///< case-insensitive; -1: none

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void edited(); ///< anything is different now

private:
    QList<api::NamedValue> m_pairs;
};

} // namespace models
