// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/BodyText.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QScrollBar>

namespace ui {

using namespace Qt::StringLiterals;

BodyText::BodyText(QWidget *parent)
    : JsonEditor(parent)
    , m_completer(new QCompleter(this))
{
    m_completer->setModel(&m_items);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setAccessibleName(tr("What fits here"));
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            &BodyText::take);
}

void BodyText::keyPressEvent(QKeyEvent *event)
{
    if (m_completer->popup()->isVisible()) {
        switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Tab:
        case Qt::Key_Escape:
        case Qt::Key_Backtab:
            event->ignore(); // the list's
            return;
        default:
            break;
        }
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        offer(true);
        return;
    }
    JsonEditor::keyPressEvent(event);
    const QString typed = event->text();
    const bool word = !typed.isEmpty() && (typed[0].isLetterOrNumber() || typed[0] == u'"');
    if (word || (m_completer->popup()->isVisible() && event->key() == Qt::Key_Backspace))
        offer(false);
    else if (!typed.isEmpty())
        m_completer->popup()->hide();
}

void BodyText::offer(bool asked)
{
    if (!m_source || isReadOnly())
        return;
    m_completion = m_source(toPlainText(), textCursor().position());
    // Nothing but what stands there already is no help.
    const bool done =
        m_completion.items.size() == 1 &&
        toPlainText().mid(m_completion.start, m_completion.end - m_completion.start) ==
            m_completion.items.first().insert;
    if (m_completion.items.isEmpty() || (done && !asked)) {
        m_completer->popup()->hide();
        return;
    }
    m_items.clear();
    for (const models::BodyCompletion::Item &item : m_completion.items) {
        m_items.appendRow(new QStandardItem(
            item.note.isEmpty() ? item.label : u"%1   %2"_s.arg(item.label, item.note)));
    }
    QRect place = cursorRect();
    place.translate(viewport()->x(), 0);
    QAbstractItemView *popup = m_completer->popup();
    place.setWidth(popup->sizeHintForColumn(0) + popup->verticalScrollBar()->sizeHint().width());
    m_completer->complete(place);
    popup->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

void BodyText::take(const QModelIndex &index)
{
    if (index.row() < 0 || index.row() >= m_completion.items.size())
        return;
    QTextCursor cursor = textCursor();
    cursor.setPosition(int(m_completion.start));
    cursor.setPosition(int(m_completion.end), QTextCursor::KeepAnchor);
    cursor.insertText(m_completion.items.at(index.row()).insert);
    setTextCursor(cursor);
}

} // namespace ui
