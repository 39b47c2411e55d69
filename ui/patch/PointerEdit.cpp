// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patch/PointerEdit.h"

#include "ui/theme/Theme.h"

#include <QCompleter>
#include <QCoreApplication>
#include <QFocusEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QTimer>
#include <QTreeView>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

PointerEdit::PointerEdit(Source source, QWidget *parent)
    : QLineEdit(parent)
    , m_source(std::move(source))
    , m_completer(new QCompleter(this))
{
    auto *list = new QTreeView;
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setHeaderHidden(true);
    list->setAccessibleName(tr("Paths that are there"));
    m_items.setColumnCount(2);
    m_completer->setModel(&m_items);
    m_completer->setPopup(list);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    list->header()->setStretchLastSection(true);
    setCompleter(m_completer);
    connect(this, &QLineEdit::textEdited, this, &PointerEdit::offer);
}

// Without it there is no pointer that begins so (RFC 6901 3), but a template's placeholder may
// bring it.
QString PointerEdit::pointer() const
{
    const bool isWhole = text().isEmpty() || text().startsWith(u'/') || text().startsWith("${"_L1);
    return isWhole ? text() : u'/' + text();
}

// The list of paths would take the key for itself, and the cell would stay open: what is marked in
// it is taken, and the key goes where it would without the list.
bool PointerEdit::event(QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress && m_completer->popup()->isVisible();
    const auto *key = isKey ? static_cast<QKeyEvent *>(event) : nullptr;
    const bool ends = key && (key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab ||
                              key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter);
    if (!ends)
        return QLineEdit::event(event);
    const QModelIndex marked = m_completer->popup()->currentIndex();
    if (marked.isValid())
        setText(marked.siblingAtColumn(0).data().toString());
    m_completer->popup()->hide();
    QCoreApplication::postEvent(this, key->clone());
    event->accept();
    return true;
}

void PointerEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        offer();
        m_completer->complete();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

// A path that is still to be chosen begins with what there is.
void PointerEdit::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    if (text() != "/"_L1 || event->reason() == Qt::PopupFocusReason)
        return;
    offer();
    QTimer::singleShot(0, this, [this] {
        if (hasFocus() && text() == "/"_L1)
            m_completer->complete();
    });
}

void PointerEdit::offer()
{
    const QList<models::PointerCompletion> found = m_source(text());
    m_items.removeRows(0, m_items.rowCount());
    for (const models::PointerCompletion &item : found) {
        auto *note = new QStandardItem(item.note.left(80));
        note->setForeground(colour(Colour::Muted));
        m_items.appendRow({new QStandardItem(item.pointer), note});
    }
    auto *list = qobject_cast<QTreeView *>(m_completer->popup());
    list->resizeColumnToContents(0);
    // Room for the values, too, however narrow the cell is.
    list->setMinimumWidth(std::max(width(), list->columnWidth(0) + 220));
}

} // namespace ui
