// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/DifferenceLabel.h"

#include "ui/theme/Theme.h"

#include <QPainter>

namespace ui {

using Piece = auth::DifferencePiece;

DifferenceLabel::DifferenceLabel(QWidget *parent)
    : QWidget(parent)
{
    if (Theme::instance())
        setFont(Theme::instance()->fixedFont());
}

void DifferenceLabel::showDifference(const std::vector<Piece> &pieces)
{
    m_pieces = pieces;
    QString inToken;
    QString domain;
    for (const Piece &piece : pieces) {
        if (piece.kind != Piece::Kind::OnlyInDomain)
            inToken += piece.text;
        if (piece.kind != Piece::Kind::OnlyInToken)
            domain += piece.text;
    }
    setAccessibleName(tr("In the token: %1. The domain: %2.").arg(inToken, domain));
    updateGeometry();
    update();
}

QSize DifferenceLabel::sizeHint() const
{
    int width = 0;
    for (const Piece &piece : m_pieces)
        width += fontMetrics().horizontalAdvance(piece.text);
    return {width + 2, fontMetrics().height() + space::tight};
}

QSize DifferenceLabel::minimumSizeHint() const
{
    return {60, sizeHint().height()};
}

void DifferenceLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    // Where there is no room for all of it, the beginning gives way: regions differ at the end.
    double x = std::min(0, width() - sizeHint().width());
    for (const Piece &piece : m_pieces) {
        QFont look = font();
        look.setStrikeOut(piece.kind == Piece::Kind::OnlyInToken);
        look.setUnderline(piece.kind == Piece::Kind::OnlyInDomain);
        painter.setFont(look);
        const int advance = fontMetrics().horizontalAdvance(piece.text);
        const QRectF area(x, 0, advance, height());
        if (piece.kind != Piece::Kind::Same) {
            const bool inToken = piece.kind == Piece::Kind::OnlyInToken;
            painter.fillRect(area, colour(inToken ? Colour::BadSoft : Colour::OkSoft));
            painter.setPen(colour(inToken ? Colour::Bad : Colour::Ok));
        } else {
            painter.setPen(colour(Colour::Text));
        }
        painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, piece.text);
        x += advance;
    }
}

} // namespace ui
