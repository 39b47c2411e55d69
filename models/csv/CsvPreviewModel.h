// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csv/CsvTable.h"

#include <QAbstractTableModel>

#include <vector>

namespace models {

/// The first rows of a CSV file as they were read, to see whether the dialect is right.
class CsvPreviewModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int mostRows = 100;

    using QAbstractTableModel::QAbstractTableModel;

    void setTable(const CsvTable &table);
    /// By column: cells that are masked, as long as something is in them. False beyond its end.
    void setSecretColumns(const std::vector<bool> &columns);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    CsvTable m_table;
    std::vector<bool> m_secret;
};

} // namespace models
