// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/KeyDropEdit.h"

#include "ui/theme/Theme.h"

#include <QMimeData>
#include <QUrl>

namespace ui {

KeyDropEdit::KeyDropEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setUndoRedoEnabled(false); // what was pasted is not kept beside the text
    if (Theme::instance())
        setFont(Theme::instance()->fixedFont());
}

QString KeyDropEdit::fileOf(const QMimeData *data)
{
    if (data) {
        for (const QUrl &url : data->urls()) {
            if (url.isLocalFile())
                return url.toLocalFile();
        }
    }
    return {};
}

bool KeyDropEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return !fileOf(source).isEmpty() || QPlainTextEdit::canInsertFromMimeData(source);
}

void KeyDropEdit::insertFromMimeData(const QMimeData *source)
{
    const QString path = fileOf(source);
    if (path.isEmpty())
        QPlainTextEdit::insertFromMimeData(source);
    else
        Q_EMIT fileDropped(path);
}

} // namespace ui
