// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ResourceDraft.h"

#include <QAbstractTableModel>

namespace models {

/// The operations that the edits of a draft amount to, a row each; kept in step.
class PatchModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Operation, Path, Before, After, ColumnCount };

    explicit PatchModel(ResourceDraft *draft, QObject *parent = nullptr);

    QString text() const; ///< the patch as pretty JSON

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    ResourceDraft *m_draft;
    json::Patch m_patch;
    json::Document m_base;
};

} // namespace models
