// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/LoadingBar.h"

#include "ui/theme/Theme.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

namespace ui {

LoadingBar::LoadingBar(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("Loading"));
    hide();
    m_delay.setSingleShot(true);
    m_delay.setInterval(300);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        m_shown = true;
        place();
        show();
        raise();
        if (style()->styleHint(QStyle::SH_Widget_Animate, nullptr, this) != 0)
            m_frame.start(33);
    });
    connect(&m_frame, &QTimer::timeout, this, [this] {
        m_step = (m_step + 1) % 60;
        update();
    });
    parent->installEventFilter(this);
}

void LoadingBar::setLoading(bool loading)
{
    if (loading) {
        if (!m_shown && !m_delay.isActive())
            m_delay.start();
        return;
    }
    m_delay.stop();
    m_frame.stop();
    m_shown = false;
    hide();
}

void LoadingBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Line));
    const int part = width() / 4;
    const int left = m_frame.isActive() ? (width() + part) * m_step / 60 - part : 0;
    painter.fillRect(left, 0, m_frame.isActive() ? part : width(), height(),
                     colour(Colour::Accent));
}

bool LoadingBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void LoadingBar::place()
{
    setGeometry(0, 0, parentWidget()->width(), 2);
}

} // namespace ui
