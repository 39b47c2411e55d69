// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/KeyTask.h"

#include <QWidget>

class QLineEdit;

namespace ui {

class Label;

/// Asks for a passphrase: an old one once, a new one twice. Says at once when the two differ.
class PassphraseFields : public QWidget
{
    Q_OBJECT

public:
    static constexpr int shortest = 8; ///< characters of a new one

    explicit PassphraseFields(QWidget *parent = nullptr);

    /// Nothing is asked; @p sentence alone is shown, if there is one.
    void askNothing(const QString &sentence = {});
    void askOnce(const QString &caption, const QString &sentence = {});
    void askTwice(const QString &caption, const QString &again, const QString &sentence = {});
    /// What the key store needs before a pair can be kept, and where its passphrase will lie.
    void askForStore(auth::KeyStore::PassphraseNeed need);

    /// Empty when nothing is asked.
    QString passphrase() const;
    /// Why it can't be taken yet, as a sentence; empty: it can.
    QString problem() const;
    void clear();
    void focus();

Q_SIGNALS:
    void changed();

private:
    void setMode(int lines, const QString &caption, const QString &again, const QString &sentence);

    Label *m_sentence;
    Label *m_caption;
    Label *m_againCaption;
    QLineEdit *m_line;
    QLineEdit *m_again;
    int m_lines = 0;
};

} // namespace ui
