// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/TokenInspection.h"

#include <QWidget>

#include <vector>

namespace ui {

/// Two texts as one line: what only the token has is struck out, what only the domain has is
/// underlined.
class DifferenceLabel : public QWidget
{
    Q_OBJECT

public:
    explicit DifferenceLabel(QWidget *parent = nullptr);

    void showDifference(const std::vector<auth::DifferencePiece> &pieces);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<auth::DifferencePiece> m_pieces;
};

} // namespace ui
