// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkChange.h"
#include "models/PatchLibrary.h"
#include "models/ResourceDraft.h"

#include <QWidget>

class QRadioButton;

namespace ui {

class JsonEditor;
class Label;
class PatchEditor;

/// First step of "change many": which rows, and the patch that they all get, tried on the first.
class BulkPatchStep : public QWidget
{
    Q_OBJECT

public:
    explicit BulkPatchStep(models::BulkChange *change, QWidget *parent = nullptr);
    ~BulkPatchStep() override;

    /// As PatchEditor's.
    void setPatchLibrary(models::PatchLibrary *library);
    void focusEditor();
    /// Hands over what was typed just now.
    void takeTyped();

private:
    void makeScope();
    void takePatch();
    void takeSample();
    void refresh();

    models::BulkChange *m_change;
    QRadioButton *m_selected;
    QRadioButton *m_matching;
    models::ResourceDraft m_draft; ///< the first row, and the patch as a template
    PatchEditor *m_editor;
    JsonEditor *m_sample;
    QString m_sampleText; ///< the whole, where m_sample may show less
    Label *m_problem;
};

} // namespace ui
