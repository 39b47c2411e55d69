// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patch/OperationsTable.h"

#include "ui/patch/OperationDelegate.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>

#include <algorithm>

namespace ui {

using models::PatchEntriesModel;

OperationsTable::OperationsTable(PatchEntriesModel *model, QWidget *parent)
    : TableView(parent)
    , m_model(model)
{
    setModel(model);
    setItemDelegate(new OperationDelegate(this));
    setAccessibleName(tr("Patch operations"));
    setEditTriggers(DoubleClicked | EditKeyPressed | SelectedClicked);
    setDragDropMode(InternalMove);
    setDragDropOverwriteMode(false);
    setDropIndicatorShown(true);
    setDefaultDropAction(Qt::MoveAction);
    horizontalHeader()->setSectionsMovable(false);
    horizontalHeader()->setStretchLastSection(true);
    setColumnWidth(PatchEntriesModel::Number, 46);
    setColumnWidth(PatchEntriesModel::Kind, 66);
    setColumnWidth(PatchEntriesModel::Path, 98);
    setColumnWidth(PatchEntriesModel::From, 80);
    setColumnWidth(PatchEntriesModel::Value, 80);

    connect(this, &TableView::rowActivated, this, [this](const QModelIndex &index) {
        if (state() == EditingState)
            return; // the double click has begun it
        const QModelIndex editable = index.flags().testFlag(Qt::ItemIsEditable)
                                         ? index
                                         : index.siblingAtColumn(PatchEntriesModel::Path);
        if (editable.flags().testFlag(Qt::ItemIsEditable))
            edit(editable);
    });
    connect(model, &PatchEntriesModel::moved, this, &OperationsTable::selectRow);
    connect(model, &QAbstractItemModel::dataChanged, this, &OperationsTable::showNeededColumns);
    connect(model, &QAbstractItemModel::rowsInserted, this, &OperationsTable::showNeededColumns);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &OperationsTable::showNeededColumns);
    showNeededColumns();
}

// Most patches move and copy nothing, and the panel is narrow.
void OperationsTable::showNeededColumns()
{
    constexpr int looked = 1000;
    bool needsFrom = false;
    for (int row = 0; row < std::min(m_model->rowCount(), looked) && !needsFrom; ++row)
        needsFrom =
            !m_model->index(row, PatchEntriesModel::From).data(Qt::EditRole).isNull() &&
            m_model->index(row, PatchEntriesModel::From).flags().testFlag(Qt::ItemIsEditable);
    needsFrom = needsFrom || m_model->rowCount() > looked;
    if (isColumnHidden(PatchEntriesModel::From) == needsFrom)
        setColumnHidden(PatchEntriesModel::From, !needsFrom);
}

QList<int> OperationsTable::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        rows.append(index.row());
    std::ranges::sort(rows);
    return rows;
}

void OperationsTable::selectRow(int row)
{
    const int column = std::max(currentIndex().column(), int(PatchEntriesModel::Kind));
    setCurrentIndex(m_model->index(row, column));
    scrollTo(currentIndex());
}

void OperationsTable::editPath(int row)
{
    selectRow(row);
    setFocus();
    const QModelIndex path = m_model->index(row, PatchEntriesModel::Path);
    setCurrentIndex(path); // Tab goes on from there
    edit(path);
}

void OperationsTable::moveCurrent(int by)
{
    const int row = currentRow();
    if (m_model->move(row, row + by))
        selectRow(row + by);
}

void OperationsTable::removeSelected()
{
    const QList<int> rows = selectedRows();
    if (rows.isEmpty())
        return;
    m_model->remove(rows);
    if (m_model->rowCount() > 0)
        selectRow(std::min(rows.first(), m_model->rowCount() - 1));
}

// Else the page would get it, whose Delete is about the resource.
bool OperationsTable::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Delete) {
        event->accept();
        return true;
    }
    return TableView::event(event);
}

void OperationsTable::keyPressEvent(QKeyEvent *event)
{
    const bool alt = event->modifiers() == Qt::AltModifier;
    const bool writable = m_model->flags({}).testFlag(Qt::ItemIsDropEnabled);
    if (alt && writable && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        moveCurrent(event->key() == Qt::Key_Up ? -1 : 1);
    else if (event->key() == Qt::Key_Delete && writable)
        removeSelected();
    else
        TableView::keyPressEvent(event);
}

} // namespace ui
