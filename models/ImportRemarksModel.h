// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/import/ImportReport.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace models {

/// What an import does, a row each; may be narrowed to one kind.
class ImportRemarksModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { What, Subject, Detail, ColumnCount };
    enum Role { IconRole = Qt::UserRole /**< name of an icon of ours */ };
    using Kind = api::ImportRemark::Kind;

    explicit ImportRemarksModel(QObject *parent = nullptr);

    void setRemarks(const QList<api::ImportRemark> &remarks);
    /// Nothing: all.
    void setKind(std::optional<Kind> kind);
    /// "New table"
    static QString nameOf(Kind kind);
    static QList<Kind> kinds();
    int count(Kind kind) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    void refresh();

    QList<api::ImportRemark> m_remarks;
    std::optional<Kind> m_kind;
    std::vector<qsizetype> m_rows; ///< row -> index in m_remarks
};

} // namespace models
