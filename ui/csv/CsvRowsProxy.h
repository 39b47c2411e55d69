// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csv/CsvRowsModel.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace ui {

/// The rows of an import that are in one state, with icon and colour on what is changed or wrong.
/// A row that is mended stays where it is until the filter is chosen anew.
class CsvRowsProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit CsvRowsProxy(models::CsvRowsModel *model, QObject *parent = nullptr);

    /// Nothing: all rows.
    void setState(std::optional<models::CsvState> state);
    /// Only those of which sending has failed, or nobody knows.
    void setFailedOnly();

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    models::CsvRowsModel *m_model;
    std::optional<models::CsvState> m_state;
    bool m_failedOnly = false;
};

} // namespace ui
