// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkChange.h"

#include <QTimer>
#include <QWidget>

class QRadioButton;

namespace ui {

class JsonEditor;
class Label;

/// First step of "change many": which rows, and the patch that they all get.
class BulkPatchStep : public QWidget
{
    Q_OBJECT

public:
    explicit BulkPatchStep(models::BulkChange *change, QWidget *parent = nullptr);

    void focusEditor();
    /// Hands over what was typed just now.
    void takeTyped();

private:
    void makeScope();
    void refresh();

    models::BulkChange *m_change;
    QRadioButton *m_selected;
    QRadioButton *m_matching;
    JsonEditor *m_editor;
    JsonEditor *m_sample;
    Label *m_problem;
    QTimer m_soon;
};

} // namespace ui
