// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/PatchLibrary.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace ui {

class DialogButtons;
class JsonEditor;
class Label;

/// The library of saved patches: look at one, apply it to what is open, rename, delete.
class SavedPatchesDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p current: what can be saved under a name; empty: there is nothing to save.
    SavedPatchesDialog(models::PatchLibrary *library, const QString &current,
                       QWidget *parent = nullptr);

    /// The field for the name gets the focus.
    void focusName();

    /// Return in the name saves, and does not apply what is chosen in the list as well.
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void applied(const QString &name, const QString &text);

private:
    QWidget *makeList();
    QWidget *makeSave();
    void fill(const QString &select);
    void showCurrent();
    QString chosen() const;
    void save();
    void renameTo(const QString &name);
    void remove();
    void say(const QString &sentence, bool isBad);

    models::PatchLibrary *m_library;
    QString m_current;
    QListWidget *m_list = nullptr;
    JsonEditor *m_text = nullptr;
    QLineEdit *m_name = nullptr;
    QPushButton *m_save = nullptr;
    DialogButtons *m_buttons = nullptr;
    QPushButton *m_apply = nullptr;
    QPushButton *m_rename = nullptr;
    QPushButton *m_remove = nullptr;
    Label *m_said = nullptr;
    bool m_isFilling = false;
};

} // namespace ui
