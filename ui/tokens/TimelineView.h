// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/TokenInspection.h"

#include <QWidget>

class QPushButton;
class QSlider;

namespace ui {

class Label;
class TimelinePicture;

/// The instants of a token on a line, and a slider that moves the moment of the check along it.
class TimelineView : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineView(models::TokenInspection *inspection, QWidget *parent = nullptr);

private:
    void refresh();
    void slide(int step);

    models::TokenInspection *m_inspection;
    TimelinePicture *m_picture;
    QSlider *m_slider;
    Label *m_moment;
    QPushButton *m_now;
};

} // namespace ui
