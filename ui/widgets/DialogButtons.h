// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QDialog;
class QHBoxLayout;
class QPushButton;

namespace ui {

/// The last row of a dialog. One rule for all of them: Return presses the button that has the
/// focus, wherever in the dialog it stands, else the default one. (Qt's own autoDefault does that
/// as long as no button is taken out of it and one is the default: so no dialog sets it by hand.)
class DialogButtons : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Quiet, Primary, Destructive };

    /// @p dialog is its parent; the caller puts it into the layout.
    explicit DialogButtons(QDialog *dialog);

    /// On the right, in reading order; a verb.
    QPushButton *add(const QString &text, Kind kind = Kind::Quiet);
    void add(QPushButton *button, Kind kind = Kind::Quiet);
    /// On the left, apart from the rest.
    void addApart(QPushButton *button, Kind kind = Kind::Quiet);
    /// Takes the room between the two: what is said beside the buttons.
    void addBetween(QWidget *words);
    QPushButton *addReject(const QString &text); ///< closes the dialog without doing anything
    QPushButton *addAccept(const QString &text, Kind kind = Kind::Primary);
    /// What Return presses while no button has the focus; it takes that from the one before.
    void setDefault(QPushButton *button);
    /// The caller's to show or hide, disable or rename.
    QPushButton *defaultButton() const { return m_default; }

    /// The head of a dialog: @p title in the title's font (elided in the middle, or wrapped), and
    /// what stands at its right, such as the chip of the profile that is about to be changed.
    static QHBoxLayout *head(QDialog *dialog, const QString &title, QWidget *beside, bool wraps);

    /// For a dialog that is a page of controls without one thing to do: Return presses the focused
    /// button and nothing else.
    static void useWithoutDefault(QDialog *dialog);

private:
    void prepare(QPushButton *button, Kind kind);

    QDialog *m_dialog;
    QHBoxLayout *m_row;
    QPushButton *m_default = nullptr;
    int m_apart = 0; // of those on the left
};

} // namespace ui
