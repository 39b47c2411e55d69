// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/ListEdit.h"

#include <QKeyEvent>
#include <QTextBlock>

namespace ui {

ListEdit::ListEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
}

void ListEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() == Qt::AltModifier && !isReadOnly()) {
        switch (event->key()) {
        case Qt::Key_Up:
            return moveLine(-1);
        case Qt::Key_Down:
            return moveLine(1);
        case Qt::Key_Delete:
            return removeLine();
        default:
            break;
        }
    }
    QPlainTextEdit::keyPressEvent(event);
}

// By one edit of the two lines, so that one undo takes it back.
void ListEdit::moveLine(int by)
{
    QTextCursor cursor = textCursor();
    const int column = cursor.positionInBlock();
    const QTextBlock own = cursor.block();
    const QTextBlock other = by < 0 ? own.previous() : own.next();
    if (!other.isValid())
        return;
    const QTextBlock &upper = by < 0 ? other : own;
    const QTextBlock &lower = by < 0 ? own : other;
    const QString upperText = upper.text();
    const QString lowerText = lower.text();
    const int start = upper.position();
    cursor.setPosition(start);
    cursor.setPosition(lower.position() + int(lowerText.size()), QTextCursor::KeepAnchor);
    cursor.insertText(lowerText + u'\n' + upperText);
    cursor.setPosition(start + column + (by < 0 ? 0 : int(lowerText.size()) + 1));
    setTextCursor(cursor);
}

void ListEdit::removeLine()
{
    QTextCursor cursor = textCursor();
    cursor.movePosition(QTextCursor::StartOfBlock);
    cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    // With the break that parts it from the next line, or from the last one.
    if (!cursor.block().next().isValid()) {
        cursor.movePosition(QTextCursor::StartOfBlock);
        cursor.movePosition(QTextCursor::PreviousCharacter);
        cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    } else {
        cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
    }
    cursor.removeSelectedText();
    setTextCursor(cursor);
}

} // namespace ui
