// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/PassphraseDialog.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/LoadingBar.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

PassphraseDialog::PassphraseDialog(api::Session *session, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_line(new QLineEdit(this))
    , m_problem(new Label({}, this))
    , m_progress(new LoadingBar(this))
    , m_later(new QPushButton(tr("Not now"), this))
    , m_unlock(new QPushButton(this))
{
    setWindowTitle(session->isKeyStoreLocked() ? tr("Unlock the keys") : tr("Unlock the key"));
    setMinimumWidth(440);
    const QString asked =
        session->isKeyStoreLocked()
            ? tr("The keys of this console are locked with your passphrase. It is asked for once, "
                 "and kept only as long as the console runs.")
            : tr("The private key of %1 is encrypted. Its passphrase is kept only as long as the "
                 "console runs.")
                  .arg(session->profile().name);
    auto *question = new Label(asked, this);
    question->setWordWrap(true);
    auto *file = new Label(session->keyName(), this);
    file->setElided(Qt::ElideMiddle);
    Theme::setMuted(file);
    m_line->setEchoMode(QLineEdit::Password);
    m_line->setAccessibleName(tr("Passphrase"));
    Theme::setTone(m_problem, Theme::Tone::Bad);
    m_problem->setWordWrap(true);
    m_problem->hide();

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::inner);
    column->addWidget(question);
    column->addWidget(file);
    column->addWidget(m_line);
    column->addWidget(m_problem);
    makeButtons();
    setTrying(false);

    connect(session, &api::Session::unlockFinished, this, &PassphraseDialog::haveTried);
    connect(session, &QObject::destroyed, this, &QDialog::reject);
}

void PassphraseDialog::makeButtons()
{
    auto *buttons = new DialogButtons(this);
    buttons->add(m_later);
    buttons->add(m_unlock, DialogButtons::Kind::Primary);
    buttons->setDefault(m_unlock);
    static_cast<QVBoxLayout *>(layout())->addWidget(buttons);
    connect(m_later, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_unlock, &QPushButton::clicked, this, &PassphraseDialog::tryPassphrase);
}

void PassphraseDialog::reject()
{
    if (m_session)
        m_session->cancelUnlock();
    QDialog::reject();
}

void PassphraseDialog::tryPassphrase()
{
    if (!m_session || m_session->isUnlocking())
        return;
    setTrying(true);
    m_session->unlock(m_line->text());
}

void PassphraseDialog::haveTried(api::Session::Unlocked result)
{
    setTrying(false);
    switch (result) {
    case api::Session::Unlocked::Yes:
        m_line->clear();
        accept();
        return;
    case api::Session::Unlocked::WrongPassphrase:
        showProblem(m_session->keyProblem());
        m_line->selectAll();
        m_line->setFocus();
        return;
    case api::Session::Unlocked::KeyUnusable: // another passphrase would not help
        m_line->clear();
        m_line->setEnabled(false);
        m_unlock->setEnabled(false);
        m_later->setText(tr("Close"));
        m_later->setFocus();
        showProblem(m_session->keyProblem());
        return;
    }
}

void PassphraseDialog::setTrying(bool trying)
{
    m_progress->setLoading(trying);
    m_line->setReadOnly(trying);
    m_unlock->setEnabled(!trying);
    m_unlock->setText(trying ? tr("Unlocking...") : tr("Unlock"));
}

// The dialog grows by what the sentence needs; the layout alone would squeeze the lines above it.
void PassphraseDialog::showProblem(const QString &sentence)
{
    m_problem->setText(sentence);
    m_line->setAccessibleDescription(sentence);
    m_problem->show();
    layout()->activate();
    const int needed = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width())
                                                     : layout()->totalSizeHint().height();
    if (height() < needed)
        resize(width(), needed);
}

} // namespace ui
