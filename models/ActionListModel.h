// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/Actions.h"

#include <QAbstractTableModel>

namespace models {

/// All commands that the catalogue knows, each followed by the values of its main choice.
class ActionListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Title, Service, Request, Authorisation, ColumnCount };
    enum Role { SearchRole = Qt::UserRole }; ///< all that people may type to find it

    explicit ActionListModel(const api::Catalogue &catalogue, QObject *parent = nullptr);

    void setCatalogue(const api::Catalogue &catalogue);
    const ActionEntry &entry(int row) const { return m_entries.at(row); }
    /// -1: there is none.
    int rowOf(const QString &path, const QString &value) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QString text(const ActionEntry &entry, int column) const;
    QString serviceOf(const ActionEntry &entry) const;

    QList<ActionEntry> m_entries;
    QHash<QString, QString> m_services; // key -> title
};

} // namespace models
