// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/TimelineView.h"

#include "ui/theme/Theme.h"
#include "ui/tokens/TimelinePicture.h"
#include "ui/widgets/Label.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include <cmath>

namespace ui {

using namespace Qt::StringLiterals;
using models::TokenInspection;

namespace {

constexpr int steps = 1000;

} // namespace

TimelineView::TimelineView(TokenInspection *inspection, QWidget *parent)
    : QWidget(parent)
    , m_inspection(inspection)
    , m_picture(new TimelinePicture(inspection, this))
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_moment(new Label({}, this))
    , m_now(new QPushButton(tr("Now"), this))
{
    m_slider->setRange(0, steps);
    m_slider->setPageStep(steps / 20);
    m_slider->setAccessibleName(tr("Moment of the check"));
    m_moment->setWordWrap(true);
    m_now->setProperty("kind", u"quiet"_s);
    m_now->setToolTip(plainToolTip(tr("Check at this moment again, second by second")));

    auto *words = new QHBoxLayout;
    words->setSpacing(space::inner);
    words->addWidget(m_moment, 1);
    words->addWidget(m_now);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tight);
    column->addWidget(m_picture);
    column->addWidget(m_slider);
    column->addLayout(words);

    connect(m_slider, &QSlider::valueChanged, this, &TimelineView::slide);
    connect(m_now, &QPushButton::clicked, this, [this] { m_inspection->setMoment({}); });
    connect(inspection, &TokenInspection::judged, this, &TimelineView::refresh);
    refresh();
}

void TimelineView::slide(int step)
{
    m_inspection->setMoment(m_inspection->timeline().momentAt(double(step) / steps));
}

void TimelineView::refresh()
{
    const bool any = !m_inspection->timeline().marks().empty() && !m_inspection->isEmpty();
    setEnabled(any);
    m_now->setEnabled(any && !m_inspection->isNow());
    if (!any) {
        m_moment->setText(tr("The times of the token are drawn here."));
        return;
    }
    if (m_inspection->isNow()) {
        const QSignalBlocker quiet(m_slider);
        m_slider->setValue(
            int(std::lround(m_inspection->timeline().positionOf(m_inspection->moment()) * steps)));
    }
    const QDateTime moment =
        QDateTime::fromMSecsSinceEpoch(qint64(m_inspection->moment() * 1000.0));
    const QString time = QLocale().toString(moment, u"yyyy-MM-dd HH:mm:ss"_s);
    m_moment->setText(m_inspection->isNow() ? tr("Checked now, %1").arg(time)
                                            : tr("Checked as if it were %1").arg(time));
}

} // namespace ui
