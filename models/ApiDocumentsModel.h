// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ApiDocuments.h"

#include <QAbstractTableModel>

namespace models {

/// The documents that the catalogue is made of: what ships with the console, a row for each
/// service, then what was imported.
class ApiDocumentsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Title, From, Tables, Operations, Prefix, Imported, ColumnCount };
    enum Role {
        IdRole = Qt::UserRole, ///< of an imported document; empty: ships with the console
        IconRole,              ///< name of an icon of ours
    };

    explicit ApiDocumentsModel(ApiDocuments *documents, QObject *parent = nullptr);

    QString idAt(int row) const; ///< as IdRole
    int rowOf(const QString &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        QString id, title, from, details, prefix;
        QDateTime imported;
        int tables = 0;
        int operations = 0;

        bool operator==(const Row &) const = default;
    };
    void refresh();
    QList<Row> rows() const;
    QVariant text(const Row &row, int column) const;

    ApiDocuments *m_documents;
    QList<Row> m_rows;
};

} // namespace models
