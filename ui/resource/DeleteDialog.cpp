// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/DeleteDialog.h"

#include "models/ResourceName.h"
#include "ui/profile/ProfileChip.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/TypedConfirmation.h"

#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString called(const QString &id, const QString &name)
{
    return name.isEmpty() ? id : DeleteDialog::tr("%1 (%2)", "name and id").arg(name, id);
}

} // namespace

DeleteDialog::DeleteDialog(const api::ResourceType &type, const QStringList &ids,
                           const api::Profile &profile, QWidget *parent, const QStringList &names)
    : QDialog(parent)
{
    const int count = int(ids.size());
    const QString verb = tr("Delete %1").arg(models::subject(type, count));
    setWindowTitle(verb);
    setMinimumWidth(440);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);

    const QString question =
        count == 1 ? tr("Delete the %1 %2?")
                         .arg(models::subject(type, 1), called(ids.first(), names.value(0)))
                   : tr("Delete these %1?").arg(models::subject(type, count));
    QLayout *top = DialogButtons::head(this, question, new ProfileChip(profile, this), true);
    column->addLayout(top);
    // Where people choose the ids, the change log can bring one back under the same.
    auto *meaning = new Label(
        type.idByPlatform || !type.createMethod
            ? tr("The platform forgets at once; there is no way back.")
            : tr("The platform forgets at once. What the console last read of it stays in the "
                 "change log, from where it can be created anew."),
        this);
    meaning->setWordWrap(true);
    Theme::setMuted(meaning);
    column->addWidget(meaning);

    if (count > 1) {
        auto *list = new QPlainTextEdit(this);
        list->setReadOnly(true);
        list->setTabChangesFocus(true);
        list->setAccessibleName(tr("What will be deleted"));
        QStringList shown;
        for (int i = 0; i < qMin(count, maximumListed); ++i)
            shown << called(ids.at(i), names.value(i));
        if (count > maximumListed)
            shown << tr("... and %n more", nullptr, count - maximumListed);
        list->setPlainText(shown.join(u'\n'));
        list->setMaximumHeight(160);
        column->addWidget(list);
    }

    auto *buttons = new DialogButtons(this);
    QPushButton *cancel = buttons->addReject(tr("Keep"));
    QPushButton *remove = buttons->addAccept(verb, DialogButtons::Kind::Destructive);
    buttons->setDefault(cancel);
    if (profile.safety == api::SafetyLevel::Production) {
        const QString wanted = count == 1 ? ids.first() : QString::number(count);
        const QString sentence = count == 1 ? TypedConfirmation::idSentence(wanted)
                                            : TypedConfirmation::numberSentence(wanted);
        auto *typed = new TypedConfirmation(sentence, wanted, buttons, remove, cancel, this);
        column->addWidget(typed);
        typed->setFocus();
    }
    column->addWidget(buttons);
    if (profile.safety != api::SafetyLevel::Production)
        cancel->setFocus();
}

} // namespace ui
