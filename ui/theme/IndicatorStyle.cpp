// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/IndicatorStyle.h"

#include "ui/theme/Theme.h"

#include <QPainter>
#include <QStyleOption>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QRectF squareIn(const QRect &rect)
{
    const double side = std::min(rect.width(), rect.height()) - 1; // the pen's width
    QRectF square(0, 0, side, side);
    square.moveCenter(QRectF(rect).center());
    return square;
}

QPen pen(const QColor &line, double width)
{
    return {line, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

void drawMark(QPainter *painter, const QRectF &box, bool isWhole)
{
    const auto at = [&](double x, double y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    painter->setPen(pen(colour(Colour::Surface), 1.75));
    if (isWhole)
        painter->drawPolyline(QPolygonF{at(0.24, 0.52), at(0.43, 0.72), at(0.77, 0.3)});
    else
        painter->drawLine(at(0.28, 0.5), at(0.72, 0.5));
}

} // namespace

IndicatorStyle::IndicatorStyle()
    : QProxyStyle(u"Fusion"_s)
{
}

void IndicatorStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                   QPainter *painter, const QWidget *widget) const
{
    const bool isRadio = element == PE_IndicatorRadioButton;
    if (!isRadio && element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck)
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool isOn = option->state & (State_On | State_NoChange);
    const bool isEnabled = option->state & State_Enabled;
    const QColor filled = colour(isEnabled ? Colour::Accent : Colour::Muted);
    const bool isFocused = option->state & State_HasFocus;
    const QRectF box = squareIn(option->rect);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(
        pen(isOn || isFocused ? filled : colour(isEnabled ? Colour::Muted : Colour::Line), 1));
    painter->setBrush(isOn && !isRadio ? filled : colour(Colour::Surface));
    if (isRadio)
        painter->drawEllipse(box);
    else
        painter->drawRoundedRect(box, 3, 3);
    if (isOn && isRadio) {
        const double inset = box.width() * 0.27;
        painter->setPen(Qt::NoPen);
        painter->setBrush(filled);
        painter->drawEllipse(box.adjusted(inset, inset, -inset, -inset));
    } else if (isOn) {
        drawMark(painter, box, option->state & State_On);
    }
    painter->restore();
}

} // namespace ui
