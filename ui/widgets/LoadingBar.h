// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

namespace ui {

/// A thin bar at the top of what is loading. It shows itself only for work that takes more than 300
/// ms, and stands still where the system asks for less motion.
class LoadingBar : public QWidget
{
    Q_OBJECT

public:
    explicit LoadingBar(QWidget *parent);

    void setLoading(bool loading);
    bool isShown() const { return m_shown; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    QTimer m_delay;
    QTimer m_frame;
    int m_step = 0;
    bool m_shown = false;
};

} // namespace ui
