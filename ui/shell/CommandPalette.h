// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>
#include <QPointer>

class QAction;
class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QStandardItemModel;

namespace ui {

/// "Find anything": every action with its shortcut, filtered while typing, run by Enter.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    /// @p actions in the order wanted; a disabled one is shown with the reason its tool tip gives.
    explicit CommandPalette(const QList<QAction *> &actions, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void runCurrent();

    QList<QPointer<QAction>> m_actions; // a page may go while the list is open
    QLineEdit *m_text;
    QListView *m_list;
    QStandardItemModel *m_items;
    QSortFilterProxyModel *m_matches;
};

} // namespace ui
