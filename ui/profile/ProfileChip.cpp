// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/ProfileChip.h"

#include "ui/theme/Theme.h"

#include <QPainter>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int dot = 8;
constexpr int widest = 340;

} // namespace

ProfileChip::ProfileChip(const api::Profile &profile, QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setProfile(profile);
}

void ProfileChip::setProfile(const api::Profile &profile)
{
    m_profile = profile;
    setAccessibleName(tr("Profile %1").arg(text()));
    updateGeometry();
    update();
}

QString ProfileChip::word(api::SafetyLevel safety)
{
    switch (safety) {
    case api::SafetyLevel::Sandbox:
        return tr("Sandbox");
    case api::SafetyLevel::Production:
        return tr("Production");
    case api::SafetyLevel::Test:
        break;
    }
    return tr("Test");
}

QColor ProfileChip::colourOf(const api::Profile &profile)
{
    if (profile.colour.isValid())
        return profile.colour;
    switch (profile.safety) {
    case api::SafetyLevel::Sandbox:
        return colour(Colour::Ok);
    case api::SafetyLevel::Production:
        return colour(Colour::Bad);
    case api::SafetyLevel::Test:
        break;
    }
    return colour(Colour::Warn);
}

QString ProfileChip::text() const
{
    const QString level = word(m_profile.safety);
    return m_profile.name.compare(level, Qt::CaseInsensitive) == 0
               ? level
               : tr("%1 - %2", "profile name and safety level").arg(m_profile.name, level);
}

QSize ProfileChip::sizeHint() const
{
    const int width =
        fontMetrics().horizontalAdvance(text()) + 4 + dot + space::tight + 2 * space::inner;
    return {qMin(width, widest), fontMetrics().height() + 2 * space::tight};
}

void ProfileChip::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour(Colour::Line), 1));
    painter.setBrush(colour(Colour::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colourOf(m_profile));
    painter.drawEllipse(QRectF(space::inner, (height() - dot) / 2.0, dot, dot));
    painter.setPen(colour(Colour::Text));
    const QRect area = rect().adjusted(space::inner + dot + space::tight, 0, -space::inner, 0);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(text(), Qt::ElideRight, area.width()));
}

} // namespace ui
