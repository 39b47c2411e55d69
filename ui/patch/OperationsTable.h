// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/PatchEntriesModel.h"
#include "ui/table/TableView.h"

namespace ui {

/// The operations of a patch: edited in their cells, moved by dragging and by Alt+Up and Alt+Down,
/// taken out by Delete.
class OperationsTable : public TableView
{
    Q_OBJECT

public:
    explicit OperationsTable(models::PatchEntriesModel *model, QWidget *parent = nullptr);

    QList<int> selectedRows() const;
    int currentRow() const { return currentIndex().row(); }
    void selectRow(int row);
    /// Opens the path of a row for typing.
    void editPath(int row);

    void moveCurrent(int by);
    void removeSelected();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showNeededColumns();

    models::PatchEntriesModel *m_model;
};

} // namespace ui
