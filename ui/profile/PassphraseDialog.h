// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Session.h"

#include <QDialog>
#include <QPointer>

class QLineEdit;
class QPushButton;

namespace ui {

class Label;
class LoadingBar;

/// Asks for the passphrase of the profile's key; stays open as long as it is the wrong one. Trying
/// one takes a while by design: meanwhile it says so, and can be left.
class PassphraseDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PassphraseDialog(api::Session *session, QWidget *parent = nullptr);

    void reject() override;

private:
    void makeButtons();
    void tryPassphrase();
    void haveTried(api::Session::Unlocked result);
    void setTrying(bool trying);
    void showProblem(const QString &sentence);

    QPointer<api::Session> m_session;
    QLineEdit *m_line;
    Label *m_problem;
    LoadingBar *m_progress;
    QPushButton *m_later;
    QPushButton *m_unlock;
};

} // namespace ui
