// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/FormModel.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace ui {

class Label;

/// One field of a form as one unit: label with its marks, editor, and under it the hint or the
/// error.
class FieldEditor : public QWidget
{
    Q_OBJECT

public:
    explicit FieldEditor(const models::FormField &field, QWidget *parent = nullptr);

    /// Takes value, marks and error; leaves the cursor alone where the text is the same.
    void setField(const models::FormField &field);
    void setReadOnly(bool readOnly);
    /// What an open choice offers, asked for when its list is opened.
    void setSuggestions(std::function<QStringList()> suggestions);
    /// The widget that takes the focus.
    QWidget *editor() const { return m_editor; }
    QString text() const;

Q_SIGNALS:
    void edited(const QString &text);
    void left(); ///< the focus went elsewhere
    void clearWanted();
    void entryWanted(); ///< another object in the list
    void revertWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeEditor(const models::FormField &field);
    void makeLine(const models::FormField &field);
    void makeChoice(const models::FormField &field);
    void makeText(const models::FormField &field);
    void makeAdder(const models::FormField &field);
    void offerSuggestions();
    void setEditorText(const models::FormField &field);
    void showHint(const models::FormField &field);

    models::FormField::Kind m_kind;
    QString m_name;
    QWidget *m_editor = nullptr;
    QLineEdit *m_line = nullptr;
    QComboBox *m_choice = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QPushButton *m_adder = nullptr;
    Label *m_label;
    QToolButton *m_revert;
    QLabel *m_hintIcon;
    Label *m_hint;
    std::function<QStringList()> m_suggestions;
    QString m_value; // the whole value, where the editor shows it cut
    bool m_cut = false;
    bool m_readOnly = false;
    bool m_showing = false;
};

} // namespace ui
