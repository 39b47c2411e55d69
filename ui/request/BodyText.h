// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BodyCompletion.h"
#include "ui/resource/JsonEditor.h"

#include <QStandardItemModel>

#include <functional>

class QCompleter;

namespace ui {

/// A JSON editor that offers what the schema knows: while a name is being typed, and on Ctrl+Space.
/// Arrows choose, Return or Tab takes, Escape closes.
class BodyText : public JsonEditor
{
    Q_OBJECT

public:
    using Source = std::function<models::BodyCompletion(const QString &text, qsizetype position)>;

    explicit BodyText(QWidget *parent = nullptr);

    void setSource(Source source) { m_source = std::move(source); }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void offer(bool asked);
    void take(const QModelIndex &index);

    Source m_source;
    models::BodyCompletion m_completion;
    QStandardItemModel m_items;
    QCompleter *m_completer;
};

} // namespace ui
