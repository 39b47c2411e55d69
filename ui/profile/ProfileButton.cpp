// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/ProfileButton.h"

#include "ui/profile/ProfileChip.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QPainter>

namespace ui {

using namespace Qt::StringLiterals;

ProfileButton::ProfileButton(QWidget *parent)
    : QToolButton(parent)
{
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::TabFocus);
    setIconSize({10, 10});
    if (Theme::instance()) {
        setFont(Theme::instance()->sectionFont());
        connect(Theme::instance(), &Theme::changed, this, &ProfileButton::refreshIcon);
    }
}

void ProfileButton::setProfile(const api::Profile &profile)
{
    m_profile = profile;
    const QString level = ProfileChip::word(profile.safety);
    const QString text =
        profile.name.compare(level, Qt::CaseInsensitive) == 0
            ? profile.name
            : tr("%1 - %2", "profile name and safety level").arg(profile.name, level);
    const QString elided = fontMetrics().elidedText(text, Qt::ElideRight, 260);
    setText(tr("%1  ▾").arg(QString(elided).replace(u'&', "&&"_L1)));
    setAccessibleName(tr("Profile: %1").arg(text));
    setToolTip(plainToolTip(
        tr("%1\nDomain: %2\nServer: %3").arg(text, profile.domain, profile.baseUrl.toString())));
    refreshIcon();
}

void ProfileButton::refreshIcon()
{
    const qreal ratio = devicePixelRatioF();
    QPixmap dot(QSize(10, 10) * ratio);
    dot.setDevicePixelRatio(ratio);
    dot.fill(Qt::transparent);
    QPainter painter(&dot);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ProfileChip::colourOf(m_profile));
    painter.drawEllipse(0, 0, 10, 10);
    painter.end();
    setIcon(QIcon(dot));
}

} // namespace ui
