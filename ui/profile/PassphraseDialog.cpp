// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/PassphraseDialog.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

PassphraseDialog::PassphraseDialog(api::Session *session, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Unlock the key"));
    setMinimumWidth(440);
    auto *question =
        new Label(tr("The private key of %1 is encrypted. Its passphrase is kept only as "
                     "long as the console runs.")
                      .arg(session->profile().name),
                  this);
    question->setWordWrap(true);
    auto *file = new Label(QDir::toNativeSeparators(session->profile().keyFile), this);
    file->setElided(Qt::ElideMiddle);
    Theme::setMuted(file);
    auto *line = new QLineEdit(this);
    line->setEchoMode(QLineEdit::Password);
    line->setAccessibleName(tr("Passphrase"));
    auto *wrong = new Label({}, this);
    Theme::setTone(wrong, Theme::Tone::Bad);
    wrong->setWordWrap(true);
    wrong->hide();
    auto *later = new QPushButton(tr("Not now"), this);
    auto *unlock = new QPushButton(tr("Unlock"), this);
    unlock->setProperty("kind", u"primary"_s);
    unlock->setDefault(true);
    later->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(later);
    buttons->addWidget(unlock);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::inner);
    column->addWidget(question);
    column->addWidget(file);
    column->addWidget(line);
    column->addWidget(wrong);
    column->addLayout(buttons);

    connect(later, &QPushButton::clicked, this, &QDialog::reject);
    connect(unlock, &QPushButton::clicked, this, [this, session = QPointer(session), line, wrong] {
        if (!session) {
            reject();
            return;
        }
        if (session->unlock(line->text())) {
            line->clear();
            accept();
            return;
        }
        wrong->setText(tr("That is not the passphrase of this key."));
        wrong->show();
        line->selectAll();
        line->setFocus();
    });
}

} // namespace ui
