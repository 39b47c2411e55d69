// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QAction;
class QWidget;

namespace ui {

/// Undo and redo by their keys inside a widget: first what was typed in the focused text, and when
/// that has nothing of its own to undo, the edits of all views.
class UndoKeys : public QObject
{
    Q_OBJECT

public:
    /// The actions get their keys, and work within @p scope.
    UndoKeys(QWidget *scope, QAction *undo, QAction *redo);

Q_SIGNALS:
    void fieldLeft(); ///< another widget has the focus: typing there is another step

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow(QWidget *focused);

    QWidget *m_scope;
    QPointer<QWidget> m_watched;
};

} // namespace ui
