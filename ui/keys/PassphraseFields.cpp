// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/PassphraseFields.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace ui {

PassphraseFields::PassphraseFields(QWidget *parent)
    : QWidget(parent)
    , m_sentence(new Label({}, this))
    , m_caption(new Label({}, this))
    , m_againCaption(new Label({}, this))
    , m_line(new QLineEdit(this))
    , m_again(new QLineEdit(this))
{
    m_sentence->setWordWrap(true);
    Theme::setMuted(m_sentence);
    for (QLineEdit *line : {m_line, m_again}) {
        line->setEchoMode(QLineEdit::Password);
        connect(line, &QLineEdit::textChanged, this, &PassphraseFields::changed);
    }
    m_caption->setBuddy(m_line);
    m_againCaption->setBuddy(m_again);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tight);
    column->addWidget(m_sentence);
    column->addSpacing(space::tight);
    column->addWidget(m_caption);
    column->addWidget(m_line);
    column->addSpacing(space::tight);
    column->addWidget(m_againCaption);
    column->addWidget(m_again);
    askNothing();
}

void PassphraseFields::setMode(int lines, const QString &caption, const QString &again,
                               const QString &sentence)
{
    m_lines = lines;
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    m_caption->setText(caption);
    m_againCaption->setText(again);
    m_line->setAccessibleName(caption);
    m_line->setAccessibleDescription(sentence);
    m_again->setAccessibleName(again);
    m_caption->setVisible(lines > 0);
    m_line->setVisible(lines > 0);
    m_againCaption->setVisible(lines > 1);
    m_again->setVisible(lines > 1);
    setVisible(lines > 0 || !sentence.isEmpty());
    Q_EMIT changed();
}

void PassphraseFields::askNothing(const QString &sentence)
{
    clear();
    setMode(0, {}, {}, sentence);
}

void PassphraseFields::askOnce(const QString &caption, const QString &sentence)
{
    setMode(1, caption, {}, sentence);
}

void PassphraseFields::askTwice(const QString &caption, const QString &again,
                                const QString &sentence)
{
    setMode(2, caption, again, sentence);
}

void PassphraseFields::askForStore(auth::KeyStore::PassphraseNeed need)
{
    using enum auth::KeyStore::PassphraseNeed;
    switch (need) {
    case None:
        askNothing(tr("The private key is kept encrypted on this computer. Its passphrase is made "
                      "at random and kept by the system's keychain, or is the one that you have "
                      "entered."));
        break;
    case Choose:
        askTwice(tr("Passphrase for your keys"), tr("The same once more"),
                 tr("There is no system keychain here. Choose a passphrase that protects all your "
                    "key pairs; it is asked for once a run, and kept nowhere. Without it the keys "
                    "are lost."));
        break;
    case Enter:
        askOnce(tr("Passphrase of your keys"),
                tr("There is no system keychain here: your own passphrase protects the key pairs. "
                   "It is asked for once a run."));
        break;
    }
}

QString PassphraseFields::passphrase() const
{
    return m_lines > 0 ? m_line->text() : QString();
}

QString PassphraseFields::problem() const
{
    if (m_lines == 0)
        return {};
    if (m_line->text().isEmpty())
        return tr("Enter the passphrase.");
    if (m_lines == 1)
        return {};
    if (m_line->text().size() < shortest)
        return tr("The passphrase needs at least %n character(s).", nullptr, shortest);
    return m_line->text() == m_again->text() ? QString() : tr("The two passphrases differ.");
}

void PassphraseFields::clear()
{
    m_line->clear();
    m_again->clear();
}

void PassphraseFields::focus()
{
    const bool isFirstRight = m_lines == 2 && m_line->text().size() >= shortest;
    QLineEdit *line = isFirstRight ? m_again : m_line;
    line->setFocus();
    line->selectAll();
}

} // namespace ui
