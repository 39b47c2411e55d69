// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Profile.h"

#include <QToolButton>

namespace ui {

/// The profile in use, and the menu of the others.
class ProfileButton : public QToolButton
{
    Q_OBJECT

public:
    explicit ProfileButton(QWidget *parent = nullptr);

    void setProfile(const api::Profile &profile);

private:
    void refreshIcon();

    api::Profile m_profile;
};

} // namespace ui
