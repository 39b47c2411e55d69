// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/DeleteDialog.h"

#include "models/ResourceName.h"
#include "ui/profile/ProfileChip.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QHBoxLayout>
#include <QLineEdit>
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

QString DeleteDialog::subject(const api::ResourceType &type, int count)
{
    return count == 1 ? models::inSentence(type.name)
                      : tr("%1 %2", "number and plural name: 3 devices")
                            .arg(QLocale().toString(count), models::inSentence(type.plural));
}

DeleteDialog::DeleteDialog(const api::ResourceType &type, const QStringList &ids,
                           const api::Profile &profile, QWidget *parent, const QStringList &names)
    : QDialog(parent)
{
    const int count = int(ids.size());
    const QString verb = tr("Delete %1").arg(subject(type, count));
    setWindowTitle(verb);
    setMinimumWidth(440);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);

    auto *question = new Label(
        count == 1
            ? tr("Delete the %1 %2?").arg(subject(type, 1), called(ids.first(), names.value(0)))
            : tr("Delete these %1?").arg(subject(type, count)),
        this);
    question->setWordWrap(true);
    if (Theme::instance())
        question->setFont(Theme::instance()->titleFont());
    auto *top = new QHBoxLayout;
    top->addWidget(question, 1);
    top->addWidget(new ProfileChip(profile, this), 0, Qt::AlignTop);
    column->addLayout(top);
    auto *meaning = new Label(tr("The platform forgets at once; there is no way back."), this);
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

    auto *cancel = new QPushButton(tr("Keep"), this);
    auto *remove = new QPushButton(verb, this);
    remove->setProperty("kind", u"destructive"_s);
    if (profile.safety == api::SafetyLevel::Production) {
        const QString wanted = count == 1 ? ids.first() : QString::number(count);
        auto *hint = new Label(
            count == 1 ? tr("This is production. Type the id to go on: %1").arg(wanted)
                       : tr("This is production. Type the number to go on: %1").arg(wanted),
            this);
        hint->setWordWrap(true);
        auto *typed = new QLineEdit(this);
        typed->setAccessibleName(hint->text());
        remove->setEnabled(false);
        connect(typed, &QLineEdit::textChanged, this, [remove, wanted](const QString &text) {
            remove->setEnabled(text.trimmed() == wanted);
            remove->setDefault(remove->isEnabled()); // typed on purpose: Return does it
        });
        column->addWidget(hint);
        column->addWidget(typed);
        typed->setFocus();
    }
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(remove);
    column->addLayout(buttons);

    cancel->setDefault(true);
    if (profile.safety != api::SafetyLevel::Production)
        cancel->setFocus();
    remove->setAutoDefault(true); // Return on it means it
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(remove, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace ui
