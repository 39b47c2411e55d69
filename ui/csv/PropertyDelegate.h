// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csv/CsvMappingModel.h"
#include "ui/table/CellDelegate.h"

namespace ui {

/// Edits which property a column of a file is: a list to choose from, in which others can be typed.
class PropertyDelegate : public CellDelegate
{
    Q_OBJECT

public:
    PropertyDelegate(models::CsvMappingModel *model, QObject *parent);

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model,
                      const QModelIndex &index) const override;

private:
    models::CsvMappingModel *m_model;
};

} // namespace ui
