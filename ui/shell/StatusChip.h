// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/SessionStatus.h"

#include <QAbstractButton>

namespace ui {

/// One state in the top bar: icon and words, with an optional meter; pressing it shows the details.
class StatusChip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit StatusChip(const QString &name, QWidget *parent = nullptr);

    void setItem(const models::SessionStatus::Item &item);
    void setMeter(double share); ///< 0 to 1; below 0: none
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    models::SessionStatus::Item m_item;
    double m_meter = -1;
};

} // namespace ui
