// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/TokenInspection.h"

#include <QWidget>

namespace ui {

/// Draws the instants of a token, the time in which it is accepted, and the moment of the check.
/// Every mark has its label beside it; the exact time is in the tool tip and in the accessible
/// description.
class TimelinePicture : public QWidget
{
    Q_OBJECT

public:
    explicit TimelinePicture(models::TokenInspection *inspection, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// Pixels that the line keeps free on either side.
    static constexpr int margin = 10;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    double place(double position) const; ///< pixels from the left
    int axis() const;                    ///< pixels from the top
    void paintMarks(QPainter &painter) const;
    void refreshDescription();

    models::TokenInspection *m_inspection;
};

} // namespace ui
