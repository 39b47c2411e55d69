// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"

#include <QAbstractListModel>

namespace models {

/// Every operation of the catalogue with what the session fills into paths, to be completed from.
class OperationListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        PathRole = Qt::UserRole, ///< what is put into the path's field
        MethodRole,              ///< "GET"
        SummaryRole,
        NumberRole, ///< in Catalogue::operations()
    };

    using QAbstractListModel::QAbstractListModel;

    /// By path, then by method.
    void setOperations(const api::Catalogue &catalogue, const QHash<QString, QString> &pathValues);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// Nothing: a list to choose from has no header.
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        QString path, method, summary;
        qsizetype number = 0;
    };
    QList<Row> m_rows;
};

} // namespace models
