// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <QList>

#include <utility>

namespace ui {

/// A horizontal header that shows every column that a table is sorted by: an arrow, and beside it
/// the column's rank where there are several.
class SortHeader : public QHeaderView
{
    Q_OBJECT

public:
    using Keys = QList<std::pair<int, Qt::SortOrder>>;

    explicit SortHeader(QWidget *parent = nullptr);

    /// The most important first; empty: unsorted.
    void setSortKeys(const Keys &keys);
    const Keys &sortKeys() const { return m_keys; }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    QSize sectionSizeFromContents(int section) const override;

private:
    qsizetype rankOf(int section) const; ///< -1: not sorted by it
    int markWidth() const;

    Keys m_keys;
};

} // namespace ui
