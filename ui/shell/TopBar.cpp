// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/TopBar.h"

#include "ui/profile/ProfileButton.h"
#include "ui/profile/ProfileChip.h"
#include "ui/shell/StatusChip.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int colourLine = 3;

} // namespace

TopBar::TopBar(models::SessionStatus *status, QWidget *parent)
    : QWidget(parent)
    , m_status(status)
    , m_button(new ProfileButton(this))
    , m_menu(new QMenu(this))
    , m_find(new QPushButton(tr("Find anything   Ctrl+K"), this))
    , m_token(new StatusChip(tr("Token"), this))
    , m_key(new StatusChip(tr("Key"), this))
    , m_clock(new StatusChip(tr("Clock"), this))
{
    m_button->setMenu(m_menu);
    m_find->setIcon(icon(u"search"_s, Colour::Muted));
    m_find->setAccessibleName(tr("Find anything"));
    m_find->setMinimumWidth(240);
    Theme::setMuted(m_find);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::field, space::inner + colourLine, space::field, space::inner);
    row->setSpacing(space::inner);
    row->addWidget(m_button);
    row->addStretch(1);
    row->addWidget(m_find);
    row->addStretch(1);
    row->addWidget(m_token);
    row->addWidget(m_key);
    row->addWidget(m_clock);

    connect(m_find, &QPushButton::clicked, this, &TopBar::paletteWanted);
    connect(m_token, &StatusChip::clicked, this, &TopBar::tokenClicked);
    connect(m_key, &StatusChip::clicked, this, &TopBar::keyClicked);
    connect(m_clock, &StatusChip::clicked, this, &TopBar::clockClicked);
    connect(status, &models::SessionStatus::changed, this, &TopBar::refresh);
    refresh();
}

void TopBar::setProfile(const api::Profile &profile)
{
    m_profile = profile;
    m_button->setProfile(profile);
    update();
}

void TopBar::setProfiles(const QList<api::Profile> &profiles, const QString &currentId)
{
    m_menu->clear();
    auto *group = new QActionGroup(m_menu);
    for (const api::Profile &profile : profiles) {
        QAction *action = m_menu->addAction(
            tr("%1   %2", "profile name and domain")
                .arg(QString(profile.name).replace(u'&', "&&"_L1), profile.domain));
        action->setCheckable(true);
        action->setChecked(profile.id == currentId);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, id = profile.id] { Q_EMIT profileChosen(id); });
    }
    m_menu->addSeparator();
    connect(m_menu->addAction(icon(u"add"_s), tr("Connect your own domain...")),
            &QAction::triggered, this, &TopBar::newProfileWanted);
    connect(m_menu->addAction(icon(u"edit"_s), tr("Edit this profile...")), &QAction::triggered,
            this, &TopBar::editProfileWanted);
}

QList<QAction *> TopBar::profileActions() const
{
    QList<QAction *> actions = m_menu->actions();
    actions.removeIf([](const QAction *action) { return action->isSeparator(); });
    return actions;
}

void TopBar::openProfileMenu()
{
    m_button->showMenu();
}

void TopBar::refresh()
{
    m_token->setItem(m_status->token());
    m_token->setMeter(m_status->token().level == models::SessionStatus::Level::Unknown
                          ? -1
                          : m_status->tokenShareLeft());
    m_key->setItem(m_status->key());
    m_clock->setItem(m_status->clock());
}

void TopBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Raised));
    painter.fillRect(0, 0, width(), colourLine, ProfileChip::colourOf(m_profile));
    painter.fillRect(0, height() - 1, width(), 1, colour(Colour::Line));
}

} // namespace ui
