// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/CellDelegate.h"

#include "models/CellText.h"
#include "models/ResourceTableModel.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QPainter>

namespace ui {

using namespace Qt::StringLiterals;
using models::ResourceTableModel;

namespace {

bool isFixed(const QString &renderer)
{
    static const QStringList fixed{u"phone"_s, u"id"_s,       u"mac"_s,        u"sip"_s,
                                   u"time"_s,  u"duration"_s, u"duration-ms"_s};
    return fixed.contains(renderer);
}

void paintTag(QPainter *painter, const QRect &area, const QString &text,
              const QFontMetrics &metrics)
{
    const int height = metrics.height() + 2;
    const int width = qMin(area.width(), metrics.horizontalAdvance(text) + 2 * space::inner + 2);
    const QRect chip(area.left(), area.center().y() - height / 2, width, height);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour(Colour::Line), 1));
    painter->setBrush(colour(Colour::Raised));
    painter->drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter->setPen(colour(Colour::Text));
    const QRect inside = chip.adjusted(space::inner, 0, -space::inner, 0);
    painter->drawText(inside, Qt::AlignVCenter | Qt::AlignLeft,
                      metrics.elidedText(text, Qt::ElideRight, inside.width()));
}

} // namespace

CellDelegate::CellDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
    if (Theme::instance())
        m_fixed = Theme::instance()->fixedFont();
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    painter->fillRect(option.rect, colour(selected ? Colour::Selection : Colour::Surface));
    painter->setPen(colour(Colour::Line));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());

    QRect area = option.rect.adjusted(space::inner, 0, -space::inner, -1);
    const QVariant check = index.data(Qt::CheckStateRole);
    if (check.isValid())
        area.setLeft(paintCheck(painter, option, index) + space::inner);
    const QVariant decoration = index.data(Qt::DecorationRole);
    const bool staged = index.column() == 0 && index.data(ResourceTableModel::StagedRole).toBool();
    if (staged || decoration.canConvert<QIcon>()) {
        const QIcon mark = staged ? icon(u"edit"_s, Colour::Warn) : decoration.value<QIcon>();
        mark.paint(painter, QRect(area.left(), area.center().y() - 7, 15, 15));
        area.setLeft(area.left() + 15 + space::tight);
    }

    const QString renderer = index.data(ResourceTableModel::RendererRole).toString();
    const auto kind = models::Emptiness(index.data(ResourceTableModel::EmptinessRole).toInt());
    painter->setFont(isFixed(renderer) ? m_fixed : option.font);
    const QFontMetrics metrics(painter->font());
    const QString text = index.data(Qt::DisplayRole).toString();
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());

    if (renderer == "tag"_L1 && kind == models::Emptiness::Filled && !text.isEmpty()) {
        paintTag(painter, area, text, metrics);
    } else {
        const bool pale = kind == models::Emptiness::Null || kind == models::Emptiness::Missing;
        const QVariant foreground = index.data(Qt::ForegroundRole);
        painter->setPen(pale                   ? colour(Colour::Muted)
                        : foreground.isValid() ? foreground.value<QColor>()
                                               : colour(Colour::Text));
        painter->drawText(area,
                          (alignment & Qt::AlignHorizontal_Mask ? alignment : Qt::AlignLeft) |
                              Qt::AlignVCenter | Qt::TextSingleLine,
                          metrics.elidedText(text, elideModeOf(renderer), area.width()));
    }
    if (focused) {
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(colour(Colour::Accent));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -2));
    }
    painter->restore();
}

// Where QStyledItemDelegate::editorEvent() expects to be clicked. Gives its right end.
int CellDelegate::paintCheck(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    QStyleOptionViewItem box = option;
    initStyleOption(&box, index);
    const QStyle *style = box.widget ? box.widget->style() : QApplication::style();
    box.rect = style->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &box, box.widget);
    box.state.setFlag(QStyle::State_HasFocus, false);
    box.state.setFlag(QStyle::State_Enabled, index.flags().testFlag(Qt::ItemIsUserCheckable));
    box.state.setFlag(box.checkState == Qt::Checked ? QStyle::State_On : QStyle::State_Off);
    style->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &box, painter, box.widget);
    return box.rect.right();
}

// Ids differ at both ends: they are cut in the middle, prose at the end.
Qt::TextElideMode CellDelegate::elideModeOf(const QString &renderer) const
{
    return m_elide.value_or(isFixed(renderer) ? Qt::ElideMiddle : Qt::ElideRight);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString renderer = index.data(ResourceTableModel::RendererRole).toString();
    const QFontMetrics metrics(isFixed(renderer) ? m_fixed : option.font);
    const int text = metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString());
    const int chip = renderer == "tag"_L1 ? 2 * space::inner : 0;
    const int height = Theme::instance() ? Theme::instance()->rowHeight() : 26;
    const int check = index.data(Qt::CheckStateRole).isValid() ? 16 + space::inner : 0;
    return {text + chip + check + 2 * space::inner, height};
}

} // namespace ui
