// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/SortHeader.h"

#include "ui/theme/Theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace ui {

namespace {

constexpr int arrowWidth = 8;
constexpr int arrowHeight = 5;

void paintArrow(QPainter *painter, const QPointF &centre, Qt::SortOrder order)
{
    const qreal tip = order == Qt::AscendingOrder ? -arrowHeight / 2.0 : arrowHeight / 2.0;
    QPainterPath path(centre + QPointF(-arrowWidth / 2.0, -tip));
    path.lineTo(centre + QPointF(0, tip));
    path.lineTo(centre + QPointF(arrowWidth / 2.0, -tip));
    painter->drawPath(path);
}

} // namespace

SortHeader::SortHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
}

void SortHeader::setSortKeys(const Keys &keys)
{
    if (m_keys == keys)
        return;
    m_keys = keys;
    viewport()->update();
}

qsizetype SortHeader::rankOf(int section) const
{
    const auto found = std::ranges::find(m_keys, section, &Keys::value_type::first);
    return found == m_keys.end() ? -1 : found - m_keys.begin();
}

int SortHeader::markWidth() const
{
    const int rank = m_keys.size() > 1 ? fontMetrics().horizontalAdvance(u'0') + 2 : 0;
    return arrowWidth + rank + 2 * space::tight;
}

void SortHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const qsizetype rank = rankOf(section);
    painter->save(); // the base leaves its own font behind
    QHeaderView::paintSection(painter, rect, section);
    painter->restore();
    if (rank < 0 || rect.width() < 2 * markWidth())
        return;
    painter->save(); // once more beside the mark: a title on the right would end below it
    QHeaderView::paintSection(painter, rect.adjusted(0, 0, -markWidth(), 0), section);
    painter->restore();
    const QRect mark(rect.right() - markWidth(), rect.top(), markWidth(), rect.height());
    painter->save();
    painter->fillRect(mark.adjusted(0, 1, -1, -1),
                      colour(Colour::Raised)); // a long title ends here
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour(Colour::Accent), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    paintArrow(painter, {mark.left() + space::tight + arrowWidth / 2.0, mark.center().y() + 0.5},
               m_keys.at(rank).second);
    if (m_keys.size() > 1) {
        painter->setFont(font());
        painter->drawText(mark.adjusted(space::tight + arrowWidth + 2, 0, 0, 0),
                          Qt::AlignLeft | Qt::AlignVCenter, QString::number(rank + 1));
    }
    painter->restore();
}

QSize SortHeader::sectionSizeFromContents(int section) const
{
    QSize size = QHeaderView::sectionSizeFromContents(section);
    if (rankOf(section) >= 0)
        size.rwidth() += markWidth();
    return size;
}

} // namespace ui
