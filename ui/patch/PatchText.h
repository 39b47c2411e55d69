// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/PatchEntriesModel.h"

#include <QTimer>
#include <QWidget>

class QPushButton;

namespace ui {

class JsonEditor;
class Label;

/// The patch as the text that is sent, to be edited: a text that is no patch marks its line, and
/// everything else stays as it was. Secrets are masked, and the text cannot be edited then, until
/// somebody asks for them.
class PatchText : public QWidget
{
    Q_OBJECT

public:
    explicit PatchText(models::PatchEntriesModel *model, QWidget *parent = nullptr);

    void setReadOnly(bool readOnly);
    /// Hands what was typed just now to the draft.
    void takeTyped();
    /// What stands here can't be taken.
    bool isWrong() const { return !m_error.isEmpty(); }
    const QString &error() const { return m_error; }
    JsonEditor *editor() const { return m_text; }

Q_SIGNALS:
    void errorChanged();
    void revealed(bool reveals); ///< secrets are shown here from now on, or no more

private:
    QWidget *makeBar();
    void showDraft();
    void refresh();
    void refreshMarks();
    void take();
    void setError(const QString &error, int line);
    void reveal(bool reveals);
    void copy();

    models::PatchEntriesModel *m_model;
    JsonEditor *m_text;
    Label *m_heading = nullptr;
    QPushButton *m_reveal = nullptr;
    QPushButton *m_whole = nullptr;
    QTimer m_takeSoon;
    QString m_error;
    QList<models::PatchEntry> m_shown; // what the text was made from, or made
    bool m_isCurrent = false;          // m_shown is what stands here
    bool m_hides = false;              // there are secrets
    bool m_showsLong = false;
    bool m_filling = false;
    bool m_readOnly = false;
};

} // namespace ui
