// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/KeyProbe.h"
#include "models/KeyTask.h"

#include <QDialog>
#include <QSettings>

class QComboBox;
class QPushButton;

namespace ui {

class DialogButtons;
class Label;
class UploadPanel;
class VerifyPanel;

/// Brings the public part of a pair to the platform, and asks it whether it takes it. A profile
/// that does not sign with the pair yet can then be told to.
class UploadKeyDialog : public QDialog
{
    Q_OBJECT

public:
    UploadKeyDialog(const models::KeyContext &context, const QString &keyId, QSettings *settings,
                    QWidget *parent = nullptr);

Q_SIGNALS:
    void said(const QString &sentence);

private:
    void makeButtons();
    QString profileId() const;
    void chooseProfile();
    void upload();
    void verify();
    void use();
    void useNow();
    void refresh();
    void showProblem(const QString &sentence);
    void fit();

    const models::KeyContext m_context;
    const QString m_keyId;
    models::KeyProbe m_probe;
    models::KeyTask m_task;
    QComboBox *m_profile;
    UploadPanel *m_panel;
    VerifyPanel *m_verdict;
    Label *m_problem;
    DialogButtons *m_buttons;
    QPushButton *m_upload;
    QPushButton *m_verify;
    QPushButton *m_use;
};

} // namespace ui
