// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace ui {

class DialogButtons;

/// "This is production. Type the id to go on: +46701740605": a button of the dialog is disabled
/// until just that is typed, and is then what Return presses.
class TypedConfirmation : public QWidget
{
    Q_OBJECT

public:
    /// @p sentence names @p wanted. @p go waits for it; @p stay is the default until then.
    TypedConfirmation(const QString &sentence, const QString &wanted, DialogButtons *buttons,
                      QPushButton *go, QPushButton *stay, QWidget *parent);

    /// The words for the production level: an id of one, or the number of several.
    static QString productionSentence(int count, const QString &wanted);

private:
    QLineEdit *m_typed;
};

} // namespace ui
