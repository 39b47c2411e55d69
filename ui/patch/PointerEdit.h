// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/PointerCompletion.h"

#include <QLineEdit>
#include <QStandardItemModel>

#include <functional>

class QCompleter;

namespace ui {

/// Where a JSON Pointer is typed: offers what lies there while it is typed, and on Ctrl+Space, with
/// the value beside each.
class PointerEdit : public QLineEdit
{
    Q_OBJECT

public:
    using Source = std::function<QList<models::PointerCompletion>(const QString &typed)>;

    explicit PointerEdit(Source source, QWidget *parent = nullptr);

    /// What was typed, with the slash that a pointer begins with.
    QString pointer() const;

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void offer();

    Source m_source;
    QStandardItemModel m_items;
    QCompleter *m_completer;
};

} // namespace ui
