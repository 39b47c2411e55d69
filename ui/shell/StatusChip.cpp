// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/StatusChip.h"

#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QPainter>

namespace ui {

using namespace Qt::StringLiterals;
using Level = models::SessionStatus::Level;

namespace {

constexpr int iconPixels = 16;
constexpr int meterWidth = 48;

std::pair<QString, Colour> lookOf(Level level)
{
    switch (level) {
    case Level::Ok:
        return {u"ok"_s, Colour::Ok};
    case Level::Warn:
        return {u"warning"_s, Colour::Warn};
    case Level::Bad:
        return {u"error"_s, Colour::Bad};
    case Level::Unknown:
        break;
    }
    return {u"info"_s, Colour::Muted};
}

} // namespace

StatusChip::StatusChip(const QString &name, QWidget *parent)
    : QAbstractButton(parent)
    , m_name(name)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(name);
}

void StatusChip::setItem(const models::SessionStatus::Item &item)
{
    if (m_item == item)
        return;
    m_item = item;
    setAccessibleName(u"%1: %2"_s.arg(m_name, item.text));
    setAccessibleDescription(item.details);
    setToolTip(plainToolTip(item.details));
    updateGeometry();
    update();
}

void StatusChip::setMeter(double share)
{
    m_meter = share;
    updateGeometry();
    update();
}

QSize StatusChip::sizeHint() const
{
    int width =
        iconPixels + space::tight + fontMetrics().horizontalAdvance(m_item.text) + 2 * space::inner;
    if (m_meter >= 0)
        width += meterWidth + space::inner;
    return {width, qMax(iconPixels, fontMetrics().height()) + 2 * space::tight};
}

void StatusChip::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const auto [iconName, tint] = lookOf(m_item.level);
    painter.drawPixmap(space::inner, (height() - iconPixels) / 2,
                       iconPixmap(iconName, tint, iconPixels, devicePixelRatioF()));
    int left = space::inner + iconPixels + space::tight;
    painter.setPen(colour(m_item.level == Level::Ok ? Colour::Text : tint));
    const int textWidth = fontMetrics().horizontalAdvance(m_item.text);
    painter.drawText(QRect(left, 0, textWidth + 2, height()), Qt::AlignVCenter, m_item.text);
    left += textWidth + space::inner;
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_meter >= 0) {
        const QRectF track(left, height() / 2.0 - 2, meterWidth, 4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(Colour::Line));
        painter.drawRoundedRect(track, 2, 2);
        painter.setBrush(colour(tint == Colour::Ok ? Colour::Ok : tint));
        painter.drawRoundedRect(
            QRectF(track.topLeft(), QSizeF(track.width() * qBound(0.0, m_meter, 1.0), 4)), 2, 2);
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(colour(Colour::Accent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

} // namespace ui
