// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace ui {

/// The list of pages: groups as headings, below them the catalogue's resource types.
class Sidebar : public QTreeView
{
    Q_OBJECT

public:
    explicit Sidebar(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    void setCurrentKey(const QModelIndex &index);
    /// Scrolls to the first group with entries whose keys are not among @p knownBefore.
    void showNew(const QStringList &knownBefore);

Q_SIGNALS:
    void keyChosen(const QString &key);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void drawBranches(QPainter *painter, const QRect &rect,
                      const QModelIndex &index) const override;
};

} // namespace ui
