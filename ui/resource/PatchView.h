// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/PatchModel.h"

#include <QWidget>

class QStackedWidget;

namespace ui {

class JsonEditor;
class Placeholder;
class TableView;

/// The operations that the edits amount to: as a list, and as the text that will be sent.
class PatchView : public QWidget
{
    Q_OBJECT

public:
    explicit PatchView(models::PatchModel *model, QWidget *parent = nullptr);

private:
    void refresh();

    models::PatchModel *m_model;
    QStackedWidget *m_stack;
    Placeholder *m_nothing;
    TableView *m_list;
    JsonEditor *m_text;
};

} // namespace ui
