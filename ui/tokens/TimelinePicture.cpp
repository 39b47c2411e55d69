// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/TimelinePicture.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace ui {

using namespace Qt::StringLiterals;
using auth::TokenTimeline;

namespace {

constexpr int labelRows = 3;
constexpr int near = 6; // pixels within which a mark is pointed at

Colour tintOf(TokenTimeline::Instant instant)
{
    switch (instant) {
    case TokenTimeline::Instant::Now:
    case TokenTimeline::Instant::ServerNow:
        return Colour::Accent;
    case TokenTimeline::Instant::NotOlderThan:
    case TokenTimeline::Instant::LifetimeLimit:
        return Colour::Warn;
    case TokenTimeline::Instant::Issued:
    case TokenTimeline::Instant::Expiry:
        break;
    }
    return Colour::Text;
}

} // namespace

TimelinePicture::TimelinePicture(models::TokenInspection *inspection, QWidget *parent)
    : QWidget(parent)
    , m_inspection(inspection)
{
    setAccessibleName(tr("Time line of the token"));
    connect(inspection, &models::TokenInspection::judged, this, [this] {
        refreshDescription();
        update();
    });
}

QSize TimelinePicture::sizeHint() const
{
    return {320, labelRows * (fontMetrics().height() + 2) + 24};
}

QSize TimelinePicture::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

double TimelinePicture::place(double position) const
{
    return margin + position * (width() - 2 * margin);
}

int TimelinePicture::axis() const
{
    return height() - 14;
}

void TimelinePicture::refreshDescription()
{
    QStringList sentences;
    for (const TokenTimeline::Mark &mark : m_inspection->timeline().marks())
        sentences << u"%1: %2."_s.arg(mark.label, mark.detail);
    setAccessibleDescription(sentences.join(u' '));
}

void TimelinePicture::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const TokenTimeline &line = m_inspection->timeline();
    painter.setPen(QPen(colour(Colour::Line), 1));
    painter.drawLine(QPointF(margin, axis() + 0.5), QPointF(width() - margin, axis() + 0.5));
    if (line.marks().empty())
        return;
    if (const auto accepted = line.accepted()) {
        const QPointF from(place(line.positionOf(accepted->from)), axis() + 0.5);
        const QPointF to(place(line.positionOf(accepted->to)), axis() + 0.5);
        painter.setPen(QPen(colour(Colour::Ok), 5, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(from, to);
    }
    paintMarks(painter);
    if (!m_inspection->isNow()) {
        const double x = place(line.positionOf(m_inspection->moment()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(Colour::Accent));
        painter.drawEllipse(QPointF(x, axis() + 0.5), 5, 5);
    }
}

// All lines first: none may cross a label.
void TimelinePicture::paintMarks(QPainter &painter) const
{
    struct Placed
    {
        QRectF area;
        QString text;
        QColor tint;
    };
    std::vector<Placed> labels;
    std::array<double, labelRows> taken;
    taken.fill(-1000);
    const int rowHeight = fontMetrics().height() + 2;
    for (const TokenTimeline::Mark &mark : m_inspection->timeline().marks()) {
        const double x = place(mark.position);
        const double textWidth = fontMetrics().horizontalAdvance(mark.label) + 2;
        const double left = std::clamp(x - textWidth / 2, 0.0, std::max(0.0, width() - textWidth));
        std::size_t row = 0;
        while (row + 1 < taken.size() && left < taken[row])
            ++row;
        taken[row] = left + textWidth + space::inner;
        const double top = double(row) * rowHeight;
        const QColor tint = colour(mark.isOutside ? Colour::Muted : tintOf(mark.instant));
        painter.setPen(QPen(tint, 1));
        painter.drawLine(QPointF(x, top + rowHeight), QPointF(x, axis() + 5));
        labels.push_back({{left, top, textWidth, double(rowHeight)}, mark.label, tint});
    }
    for (const Placed &label : labels) {
        painter.fillRect(label.area, palette().color(QPalette::Window));
        painter.setPen(label.tint);
        painter.drawText(label.area, Qt::AlignCenter, label.text);
    }
}

bool TimelinePicture::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QStringList lines;
        for (const TokenTimeline::Mark &mark : m_inspection->timeline().marks()) {
            if (std::abs(place(mark.position) - help->pos().x()) <= near)
                lines << u"%1: %2"_s.arg(mark.label, mark.detail);
        }
        if (lines.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), plainToolTip(lines.join(u'\n')), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace ui
