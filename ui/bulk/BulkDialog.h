// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkChange.h"
#include "models/PatchLibrary.h"

#include <QDialog>

#include <memory>

class QPushButton;
class QStackedWidget;

namespace ui {

class BulkPatchStep;
class BulkPreviewStep;
class BulkRunStep;
class DialogButtons;

/// "Change many": patch, preview, run. Not modal: the window can be used while it runs. Knows no
/// resource type.
class BulkDialog : public QDialog
{
    Q_OBJECT

public:
    /// Owns @p change, which has its rows.
    BulkDialog(std::unique_ptr<models::BulkChange> change, QWidget *parent);
    ~BulkDialog() override;

    /// As PatchEditor's.
    void setPatchLibrary(models::PatchLibrary *library);
    /// Begins at the last step, with a run of an earlier start of the program.
    void openJob(qint64 job);
    /// The last step: what change() is doing.
    void showRun();
    models::BulkChange &change() { return *m_change; }

protected:
    void reject() override;

private:
    void leave();
    void makeButtons();
    void showStep(int step);
    void showButtons();
    void goOn();
    void start();

    std::unique_ptr<models::BulkChange> m_change;
    QStackedWidget *m_steps;
    BulkPatchStep *m_patch;
    BulkPreviewStep *m_preview;
    BulkRunStep *m_run;
    DialogButtons *m_buttons;
    QPushButton *m_back = nullptr;
    QPushButton *m_next = nullptr;
    QPushButton *m_forget = nullptr;
    QPushButton *m_closeButton = nullptr;
};

} // namespace ui
