// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace ui {

class DialogButtons;
class Label;

/// "This is production. Type the id to go on: +46701740605": what a dialog does waits for just that
/// to be typed.
class TypedConfirmation : public QWidget
{
    Q_OBJECT

public:
    explicit TypedConfirmation(QWidget *parent);
    /// @p sentence names @p wanted. @p go is disabled until it is typed, and is then what Return
    /// presses; @p stay is the default until then.
    TypedConfirmation(const QString &sentence, const QString &wanted, DialogButtons *buttons,
                      QPushButton *go, QPushButton *stay, QWidget *parent);

    /// What was typed for another one does not count any more.
    void setWanted(const QString &sentence, const QString &wanted);
    bool isTyped() const;

    /// The words for the production level: of one thing its id is typed, of several their number.
    static QString idSentence(const QString &id);
    static QString numberSentence(const QString &number);

Q_SIGNALS:
    void typedChanged(); ///< isTyped()

private:
    Label *m_hint;
    QLineEdit *m_typed;
    QString m_wanted;
};

} // namespace ui
