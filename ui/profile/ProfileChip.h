// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Profile.h"

#include <QWidget>

namespace ui {

/// A profile's name on its colour, with the word of its safety level: production and test never
/// look the same.
class ProfileChip : public QWidget
{
    Q_OBJECT

public:
    explicit ProfileChip(const api::Profile &profile, QWidget *parent = nullptr);

    void setProfile(const api::Profile &profile);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    /// "Sandbox", "Test", "Production"
    static QString word(api::SafetyLevel safety);
    /// The profile's colour, or the one of its safety level.
    static QColor colourOf(const api::Profile &profile);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString text() const;

    api::Profile m_profile;
};

} // namespace ui
