// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Profile.h"
#include "models/SessionStatus.h"

#include <QWidget>

class QMenu;
class QPushButton;
class QToolButton;

namespace ui {

class ProfileButton;
class StatusChip;

/// The bar along the top: profile, "find anything", and what holds of token, key and clock.
class TopBar : public QWidget
{
    Q_OBJECT

public:
    explicit TopBar(models::SessionStatus *status, QWidget *parent = nullptr);

    void setProfile(const api::Profile &profile);
    void setProfiles(const QList<api::Profile> &profiles, const QString &currentId);
    void openProfileMenu();
    /// One for each profile, and those to make and edit one: for the command palette.
    QList<QAction *> profileActions() const;

Q_SIGNALS:
    void profileChosen(const QString &id);
    void newProfileWanted();
    void editProfileWanted();
    void paletteWanted();
    void tokenClicked();
    void keyClicked();
    void clockClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();

    models::SessionStatus *m_status;
    api::Profile m_profile;
    ProfileButton *m_button;
    QMenu *m_menu;
    QPushButton *m_find;
    StatusChip *m_token;
    StatusChip *m_key;
    StatusChip *m_clock;
};

} // namespace ui
