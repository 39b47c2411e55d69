// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace ui {

/// Takes pasted or typed text; a file that is dropped or pasted is told instead of written out.
class KeyDropEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit KeyDropEdit(QWidget *parent = nullptr);

    /// The first local file of dropped or copied data; empty: there is none.
    static QString fileOf(const QMimeData *data);

Q_SIGNALS:
    void fileDropped(const QString &path);

protected:
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
};

} // namespace ui
