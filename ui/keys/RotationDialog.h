// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/KeyRotation.h"

#include <QDialog>
#include <QSettings>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace ui {

class Label;
class LoadingBar;
class PassphraseFields;
class UploadPanel;
class VerifyPanel;

/// Leads through a rotation: the steps on the left, what the current one needs on the right, and
/// one verb that takes it. It can be closed at any step and goes on from there.
class RotationDialog : public QDialog
{
    Q_OBJECT

public:
    RotationDialog(const models::KeyContext &context, const QString &profileId, QSettings *settings,
                   QWidget *parent = nullptr);

    const models::KeyRotation &rotation() const { return m_rotation; }
    void reject() override;

Q_SIGNALS:
    void said(const QString &sentence);

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct StepRow
    {
        QLabel *icon;
        Label *title;
    };

    QWidget *makeSteps();
    QWidget *makeGenerate();
    QWidget *makeUpload();
    Label *makeSentence(QWidget *page);
    void makeButtons(QVBoxLayout *column);
    void refresh();
    void refreshSteps();
    void refreshPage();
    void refreshButtons();
    QString verb() const;
    void go();
    void generate();
    void showProblem(const QString &sentence);

    const models::KeyContext m_context;
    const QString m_profileId;
    QSettings *m_settings;
    models::KeyRotation m_rotation;
    QList<StepRow> m_steps;
    models::KeyRotation::Step m_shown = models::KeyRotation::Step::Generate;
    bool m_wasBusy = false;
    QStackedWidget *m_pages;
    Label *m_generateSentence = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_bits = nullptr;
    PassphraseFields *m_passphrase = nullptr;
    Label *m_uploadSentence = nullptr;
    UploadPanel *m_upload = nullptr;
    VerifyPanel *m_verdict = nullptr;
    Label *m_warning = nullptr; // before somebody goes on without an answer
    Label *m_words = nullptr;
    Label *m_problem;
    LoadingBar *m_progress;
    QPushButton *m_abandon;
    QPushButton *m_disable;
    QPushButton *m_back;
    QPushButton *m_anyway;
    QPushButton *m_later;
    QPushButton *m_go;
};

} // namespace ui
