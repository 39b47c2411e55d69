// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace ui {

/// A list of short texts, an entry a line: Return adds one, Alt+Up and Alt+Down move the line of
/// the cursor, Alt+Delete removes it. Tab leaves it.
class ListEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit ListEdit(QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void moveLine(int by);
    void removeLine();
};

} // namespace ui
