// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QStyledItemDelegate>

#include <optional>

namespace ui {

/// Paints the cells of every table: a hair line below each row, fixed font for ids and numbers,
/// tags as chips, nothing and null told apart, check boxes, a mark on staged rows. Text is always
/// plain.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(QObject *parent = nullptr);

    /// Where a text is cut that has no room; else it depends on what is rendered.
    void setElideMode(Qt::TextElideMode mode) { m_elide = mode; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int paintCheck(QPainter *painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const;
    Qt::TextElideMode elideModeOf(const QString &renderer) const;

    QFont m_fixed;
    std::optional<Qt::TextElideMode> m_elide;
};

} // namespace ui
