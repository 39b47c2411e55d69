// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace ui {

/// Return and Enter click the button that has the focus, as Space does: Qt's buttons take them in
/// dialogs only. Dialogs are left to their own rules, but for tool buttons, which those forget.
class ReturnClicks : public QObject
{
    Q_OBJECT

public:
    /// For every window of the program, as long as @p parent lives.
    explicit ReturnClicks(QObject *parent);

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace ui
