// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ReturnClicks.h"

#include <QApplication>
#include <QDialog>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace ui {

namespace {

bool isReturn(const QKeyEvent &press)
{
    const bool key = press.key() == Qt::Key_Return || press.key() == Qt::Key_Enter;
    return key && (press.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
}

/// False when it is no button of ours.
bool clickOn(QObject *object)
{
    if (auto *tool = qobject_cast<QToolButton *>(object)) {
        if (tool->menu() && tool->popupMode() == QToolButton::InstantPopup)
            tool->showMenu();
        else
            tool->click();
        return true;
    }
    if (auto *push = qobject_cast<QPushButton *>(object)) {
        if (push->menu())
            push->showMenu();
        else
            push->click();
        return true;
    }
    return false;
}

} // namespace

ReturnClicks::ReturnClicks(QObject *parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool ReturnClicks::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *press = static_cast<QKeyEvent *>(event);
    if (press->isAutoRepeat() || !isReturn(*press))
        return false;
    const auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget || !widget->hasFocus())
        return false;
    // A dialog's own rule knows push buttons only: it would press the default one instead.
    if (qobject_cast<QDialog *>(widget->window()) && !qobject_cast<QToolButton *>(watched))
        return false;
    return clickOn(watched);
}

} // namespace ui
