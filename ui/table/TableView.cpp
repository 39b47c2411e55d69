// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/TableView.h"

#include "ui/table/CellDelegate.h"
#include "ui/table/SortHeader.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>

namespace ui {

TableView::TableView(QWidget *parent)
    : QTableView(parent)
{
    setItemDelegate(new CellDelegate(this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);

    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(Theme::instance() ? Theme::instance()->rowHeight()
                                                              : 26);

    m_header = new SortHeader(this);
    setHorizontalHeader(m_header);
    QHeaderView *header = m_header;
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setMinimumSectionSize(48);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::sectionClicked, this, [this](int column) {
        Q_EMIT headerClicked(column, QApplication::keyboardModifiers() & Qt::ShiftModifier);
    });
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](QPoint position) {
        Q_EMIT columnMenuRequested(header->mapToGlobal(position));
    });
    connect(this, &QAbstractItemView::doubleClicked, this, &TableView::rowActivated);
}

void TableView::setSortKeys(const QList<std::pair<int, Qt::SortOrder>> &keys)
{
    m_header->setSortKeys(keys);
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
        currentIndex().isValid()) {
        if (state() != EditingState) // there it ends the edit, and comes here afterwards
            Q_EMIT rowActivated(currentIndex());
        return;
    }
    if (event->key() == Qt::Key_Slash) { // not the start of a search: it leads to the filter
        event->ignore();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid()) {
        Q_EMIT rowMenuRequested(viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()));
        return;
    }
    Q_EMIT rowMenuRequested(event->globalPos());
}

} // namespace ui
