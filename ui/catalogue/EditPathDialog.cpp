// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/EditPathDialog.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

EditPathDialog::EditPathDialog(models::ApiDocuments *documents, const api::ResourceType &type,
                               QWidget *parent)
    : EditPathDialog(models::PathEdit(documents, type), parent)
{
}

EditPathDialog::EditPathDialog(models::ApiDocuments *documents, const api::Operation &operation,
                               QWidget *parent)
    : EditPathDialog(models::PathEdit(documents, operation), parent)
{
}

EditPathDialog::EditPathDialog(models::PathEdit edit, QWidget *parent)
    : QDialog(parent)
    , m_edit(std::move(edit))
    , m_path(new QLineEdit(m_edit.current(), this))
    , m_hint(new Label({}, this))
    , m_original(new QPushButton(tr("Take the original"), this))
    , m_apply(new QPushButton(tr("Change the path"), this))
{
    setWindowTitle(tr("Edit the path"));
    setMinimumWidth(520);
    auto *title = new Label(m_edit.title(), this);
    if (Theme::instance())
        title->setFont(Theme::instance()->sectionFont());
    title->setElided(Qt::ElideMiddle);
    auto *explanation = new Label(m_edit.explanation(), this);
    explanation->setWordWrap(true);
    auto *caption = new Label(tr("Path"), this);
    caption->setBuddy(m_path);
    m_path->setAccessibleName(caption->text());
    if (Theme::instance())
        m_path->setFont(Theme::instance()->fixedFont());
    m_hint->setWordWrap(true);

    auto *unit = new QVBoxLayout;
    unit->setSpacing(space::tight);
    unit->addWidget(caption);
    unit->addWidget(m_path);
    unit->addWidget(m_hint);
    auto *buttons = new DialogButtons(this);
    buttons->addApart(m_original);
    buttons->addReject(tr("Cancel"));
    buttons->add(m_apply, DialogButtons::Kind::Primary);
    buttons->setDefault(m_apply);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    column->addWidget(title);
    column->addWidget(explanation);
    column->addLayout(unit);
    column->addStretch();
    column->addWidget(buttons);

    connect(m_path, &QLineEdit::textChanged, this, &EditPathDialog::refresh);
    connect(m_original, &QPushButton::clicked, this, [this] {
        m_path->setText(m_edit.original());
        m_path->setFocus();
    });
    connect(m_apply, &QPushButton::clicked, this, &EditPathDialog::apply);
    refresh();
    m_path->setFocus();
}

void EditPathDialog::refresh()
{
    const QString why = m_edit.whyNot(m_path->text());
    m_hint->setText(why.isEmpty() ? tr("The console ships with %1.").arg(m_edit.original()) : why);
    Theme::setTone(m_hint, why.isEmpty() ? Theme::Tone::Muted : Theme::Tone::Bad);
    m_path->setAccessibleDescription(m_hint->fullText());
    m_apply->setEnabled(why.isEmpty() && m_edit.changes(m_path->text()));
    m_original->setEnabled(m_path->text().trimmed() != m_edit.original());
}

void EditPathDialog::apply()
{
    const auto applied = m_edit.apply(m_path->text());
    if (applied) {
        accept();
        return;
    }
    m_hint->setText(applied.error());
    Theme::setTone(m_hint, Theme::Tone::Bad);
}

} // namespace ui
