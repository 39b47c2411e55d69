// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include <utility>

namespace ui {

class SortHeader;

/// A table as all pages have it: one-line rows of one height, no grid, selected by rows, sorted by
/// header (Shift adds a column), header menu with the column chooser.
class TableView : public QTableView
{
    Q_OBJECT

public:
    explicit TableView(QWidget *parent = nullptr);

    /// The columns whose headers show that the rows are sorted by them, the most important first.
    void setSortKeys(const QList<std::pair<int, Qt::SortOrder>> &keys);

Q_SIGNALS:
    /// A header was clicked; @p extend: Shift was held.
    void headerClicked(int column, bool extend);
    /// Where the column chooser is wanted.
    void columnMenuRequested(const QPoint &globalPosition);
    /// Enter or double click.
    void rowActivated(const QModelIndex &index);
    /// Menu key or right button on the rows.
    void rowMenuRequested(const QPoint &globalPosition);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    SortHeader *m_header;
};

} // namespace ui
