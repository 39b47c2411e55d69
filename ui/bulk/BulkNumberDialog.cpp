// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/BulkNumberDialog.h"

#include "ui/profile/ProfileChip.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/TypedConfirmation.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

BulkNumberDialog::BulkNumberDialog(const models::BulkChange &change, int count, QWidget *parent)
    : QDialog(parent)
{
    const QString subject = models::BulkChange::subject(change.type(), count);
    const QString verb = tr("Change %1").arg(subject);
    setWindowTitle(verb);
    setMinimumWidth(440);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    column->addLayout(DialogButtons::head(this, tr("Change these %1?").arg(subject),
                                          new ProfileChip(change.session().profile(), this), true));
    auto *way = new Label(change.way(), this);
    way->setWordWrap(true);
    Theme::setMuted(way);
    column->addWidget(way);
    auto *buttons = new DialogButtons(this);
    QPushButton *cancel = buttons->addReject(tr("Not yet"));
    QPushButton *go = buttons->addAccept(verb, DialogButtons::Kind::Primary);
    const QString wanted = QString::number(count);
    auto *typed = new TypedConfirmation(TypedConfirmation::numberSentence(wanted), wanted, buttons,
                                        go, cancel, this);
    column->addWidget(typed);
    column->addWidget(buttons);
    typed->setFocus();
}

} // namespace ui
