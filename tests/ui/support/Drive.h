// SPDX-License-Identifier: GPL-3.0-or-later
// Drives widgets as a person does: found by what they are called, pressed and typed into.
#pragma once

#include "tests/support/Print.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QDialog>
#include <QLabel>
#include <QTest>
#include <QWidget>

#include <functional>

namespace drive {

/// Waits until @p condition holds; false after 20 s.
bool until(const std::function<bool()> &condition);

/// What a screen reader says of it.
QString nameOf(QWidget *widget);

/// The widgets of a type inside @p in that can be seen.
template <typename Widget>
QList<Widget *> seen(QWidget *in)
{
    QList<Widget *> widgets = in->findChildren<Widget *>();
    widgets.removeIf([](const Widget *widget) { return !widget->isVisible(); });
    return widgets;
}

/// The one with that accessible name; null when none can be seen.
template <typename Widget>
Widget *named(QWidget *in, const QString &name)
{
    for (Widget *widget : seen<Widget>(in)) {
        if (nameOf(widget) == name)
            return widget;
    }
    return nullptr;
}

/// A button by its text or accessible name; null when none can be seen.
QAbstractButton *button(QWidget *in, const QString &text);
/// Whether a label that can be seen holds @p text.
bool says(QWidget *in, const QString &text);
/// The dialog of a type that is open on top of @p window, waited for; null when none came.
template <typename Dialog = QDialog>
Dialog *dialog(QWidget *window)
{
    Dialog *found = nullptr;
    until([&] {
        const QList<Dialog *> open = seen<Dialog>(window);
        found = open.isEmpty() ? nullptr : open.last();
        return found != nullptr;
    });
    return found;
}

/// Each of these scrolls nothing and expects the widget to be there, visible and enabled.
void click(QWidget *widget);
void clickRow(QAbstractItemView *view, int row, Qt::KeyboardModifiers modifiers = {});
/// Selects all that is there and types @p text over it.
void retype(QWidget *editor, const QString &text);
/// Presses keys where the focus is.
void press(QWidget *window, Qt::Key key, Qt::KeyboardModifiers modifiers = {});
/// Shows a window and waits until it has the focus.
void show(QWidget *window);

/// The text of a cell, by row and the title of the column.
QString cell(const QAbstractItemView *view, int row, const QString &title,
             int role = Qt::DisplayRole);
/// The row whose cell under @p title is @p text; -1 when there is none.
int rowWith(const QAbstractItemView *view, const QString &title, const QString &text);

} // namespace drive
