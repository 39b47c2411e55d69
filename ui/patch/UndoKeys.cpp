// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patch/UndoKeys.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace ui {

namespace {

enum class Keys { None, Undo, Redo };

Keys keysOf(const QKeyEvent *event)
{
    const auto keys = event->keyCombination();
    if (keys == QKeyCombination(Qt::CTRL, Qt::Key_Z))
        return Keys::Undo;
    const bool redoes = keys == QKeyCombination(Qt::CTRL | Qt::SHIFT, Qt::Key_Z) ||
                        keys == QKeyCombination(Qt::CTRL, Qt::Key_Y);
    return redoes ? Keys::Redo : Keys::None;
}

/// The focused text has something of its own to undo or redo.
bool hasOwn(const QWidget *widget, Keys keys)
{
    if (const auto *text = qobject_cast<const QPlainTextEdit *>(widget)) {
        return !text->isReadOnly() && (keys == Keys::Undo ? text->document()->isUndoAvailable()
                                                          : text->document()->isRedoAvailable());
    }
    const auto *line = qobject_cast<const QLineEdit *>(widget);
    if (!line)
        line = widget->findChild<const QLineEdit *>(); // of a combo or spin box
    if (!line || line->isReadOnly())
        return false;
    return keys == Keys::Undo ? line->isUndoAvailable() : line->isRedoAvailable();
}

} // namespace

UndoKeys::UndoKeys(QWidget *scope, QAction *undo, QAction *redo)
    : QObject(scope)
    , m_scope(scope)
{
    undo->setShortcut(Qt::CTRL | Qt::Key_Z);
    redo->setShortcuts({Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y});
    for (QAction *action : {undo, redo}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        scope->addAction(action);
    }
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *focused) { follow(focused); });
    follow(QApplication::focusWidget());
}

void UndoKeys::follow(QWidget *focused)
{
    if (m_watched == focused)
        return;
    if (m_watched) {
        m_watched->removeEventFilter(this);
        Q_EMIT fieldLeft();
    }
    m_watched = focused && m_scope->isAncestorOf(focused) ? focused : nullptr;
    if (m_watched)
        m_watched->installEventFilter(this);
}

// A text takes these keys also when it has nothing to undo, and they would never get here.
bool UndoKeys::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_watched || event->type() != QEvent::ShortcutOverride)
        return QObject::eventFilter(watched, event);
    const Keys keys = keysOf(static_cast<QKeyEvent *>(event));
    if (keys == Keys::None || hasOwn(m_watched, keys))
        return QObject::eventFilter(watched, event);
    event->ignore();
    return true;
}

} // namespace ui
