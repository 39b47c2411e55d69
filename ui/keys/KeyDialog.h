// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace auth {
class KeyStore;
}

namespace ui {

class DialogButtons;
class Label;
class LoadingBar;

/// What the dialogs of the key pages have in common: sentences and fields below each other, what is
/// wrong, and a verb beside the way out. It grows by what it has to say.
class KeyDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Kind { Primary, Destructive };

    /// @p verb: what the button does, "Generate key pair".
    KeyDialog(const QString &title, const QString &verb, Kind kind, QWidget *parent = nullptr);

    QString problem() const;

Q_SIGNALS:
    /// It was closed while something ran, and that went wrong, or was cancelled.
    void failedUnseen(const QString &sentence);

protected:
    QVBoxLayout *content() const { return m_content; }
    QPushButton *goButton() const { return m_go; }
    QPushButton *leaveButton() const { return m_leave; }

    Label *addSentence(const QString &text, bool muted = false);
    /// A caption above @p editor, whose accessible name it becomes.
    Label *addField(const QString &caption, QWidget *editor);
    QLineEdit *addLine(const QString &caption, const QString &text = {});
    /// Empty: nothing is wrong.
    void showProblem(const QString &sentence);
    /// While something runs the button says @p doing. The way out is open all the time: what runs
    /// is stopped where that is possible, or goes on, and its end is told by failedUnseen() or the
    /// dialog's own signals.
    void setBusy(bool busy, const QString &doing = {});
    bool isBusy() const { return m_busy; }
    /// From now on it is said when what runs waits for the keychain of @p store, which outlives
    /// the dialog.
    void watchKeychain(const auth::KeyStore *store);
    /// Return does what the dialog is for, also where its verb is a destructive one: something
    /// else still asks before anything is done.
    void takeReturn();
    /// Grows to what its contents need.
    void fit();
    /// The button was pressed.
    virtual void go() = 0;
    /// The dialog was closed while something ran.
    virtual void stop() {}
    void reject() override;

private:
    QVBoxLayout *m_content;
    Label *m_problem;
    Label *m_waiting;
    LoadingBar *m_progress;
    DialogButtons *m_buttons;
    QPushButton *m_leave;
    QPushButton *m_go;
    QString m_verb;
    bool m_busy = false;
    bool m_left = false; // closed, and kept until what runs has ended
    bool m_deletes = false;
};

} // namespace ui
