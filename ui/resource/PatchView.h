// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/PatchModel.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace ui {

class JsonEditor;
class Label;
class Placeholder;
class TableView;

/// The operations that the edits amount to: as a list, and as the text that will be sent. Secrets
/// are masked in it, and in what is copied, until somebody asks for them.
class PatchView : public QWidget
{
    Q_OBJECT

public:
    explicit PatchView(models::PatchModel *model, QWidget *parent = nullptr);

private:
    QWidget *makeBar();
    void refresh();
    void copy();

    models::PatchModel *m_model;
    QStackedWidget *m_stack;
    Placeholder *m_nothing;
    TableView *m_list;
    JsonEditor *m_text;
    Label *m_heading = nullptr;
    QPushButton *m_reveal = nullptr;
};

} // namespace ui
