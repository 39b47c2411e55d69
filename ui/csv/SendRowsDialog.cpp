// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/csv/SendRowsDialog.h"

#include "models/ResourceName.h"
#include "ui/profile/ProfileChip.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/TypedConfirmation.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using models::CsvRowsModel;
using models::CsvState;

SendRowsDialog::SendRowsDialog(const api::ResourceType &type, const api::Profile &profile,
                               const CsvRowsModel &rows, const QString &way, QWidget *parent)
    : QDialog(parent)
{
    int created = 0;
    int changed = 0;
    for (int row = 0; row < rows.rowCount(); ++row) {
        if (rows.result(row) == CsvRowsModel::SendResult::Done)
            continue;
        created += rows.dryRun().state(row) == CsvState::New ? 1 : 0;
        changed += rows.dryRun().state(row) == CsvState::Changed ? 1 : 0;
    }
    const int count = created + changed;
    const QString subject = models::subject(type, count);
    setWindowTitle(tr("Send %1").arg(subject));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    column->addLayout(DialogButtons::head(this, tr("Send %1?").arg(subject),
                                          new ProfileChip(profile, this), false));
    const QString numbers =
        tr("%1 will be created, %2 changed. Rows that are unchanged, invalid or "
           "duplicates are not sent.")
            .arg(created)
            .arg(changed);
    for (const QString &text : {numbers, way}) {
        auto *label = new Label(text, this);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    auto *buttons = new DialogButtons(this);
    QPushButton *stay = buttons->addReject(tr("Keep looking"));
    QPushButton *go = buttons->addAccept(tr("Send %1").arg(subject));
    buttons->setDefault(go);
    if (profile.safety == api::SafetyLevel::Production) {
        const QString wanted = QString::number(count);
        auto *typed = new TypedConfirmation(TypedConfirmation::numberSentence(wanted), wanted,
                                            buttons, go, stay, this);
        column->addWidget(typed);
        typed->setFocus();
    }
    column->addStretch();
    column->addWidget(buttons);
    setMinimumWidth(480);
}

} // namespace ui
