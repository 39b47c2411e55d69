// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patch/SavedPatchesDialog.h"

#include "ui/resource/JsonEditor.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/Question.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QVBoxLayout>

namespace ui {

using models::PatchLibrary;

SavedPatchesDialog::SavedPatchesDialog(PatchLibrary *library, const QString &current,
                                       QWidget *parent)
    : QDialog(parent)
    , m_library(library)
    , m_current(current)
{
    setWindowTitle(tr("Saved patches"));
    resize(720, 460);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    auto *about = new Label(
        tr("A saved patch is applied to whatever is open. ${deviceId} in it stands for that "
           "property of the resource, ${/a/b} for what the JSON Pointer points to."),
        this);
    about->setWordWrap(true);
    Theme::setMuted(about);
    column->addWidget(about);
    column->addWidget(makeList(), 1);
    column->addWidget(makeSave());
    m_said = new Label({}, this);
    m_said->setWordWrap(true);
    m_said->hide();
    column->addWidget(m_said);

    m_buttons = new DialogButtons(this);
    m_rename = new QPushButton(tr("Rename"), this);
    m_remove = new QPushButton(tr("Delete"), this);
    m_buttons->addApart(m_rename);
    m_buttons->addApart(m_remove);
    m_buttons->addReject(tr("Close"));
    m_apply = m_buttons->add(tr("Apply"), DialogButtons::Kind::Primary);
    m_buttons->setDefault(m_apply);
    column->addWidget(m_buttons);
    m_name->installEventFilter(this);

    connect(m_apply, &QPushButton::clicked, this, [this] {
        const QString name = chosen();
        if (name.isEmpty())
            return;
        Q_EMIT applied(name, m_library->text(name));
        accept();
    });
    connect(m_rename, &QPushButton::clicked, this,
            [this] { m_list->editItem(m_list->currentItem()); });
    connect(m_remove, &QPushButton::clicked, this, &SavedPatchesDialog::remove);
    fill({});
    if (const QString notice = library->notice(); !notice.isEmpty())
        say(notice, true);
}

QWidget *SavedPatchesDialog::makeList()
{
    m_list = new QListWidget(this);
    m_list->setAccessibleName(tr("Saved patches"));
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_text = new JsonEditor(this);
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("The chosen patch"));
    auto *split = new QSplitter(this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(m_text);
    split->setStretchFactor(1, 2);
    connect(m_list, &QListWidget::currentItemChanged, this, &SavedPatchesDialog::showCurrent);
    connect(m_list, &QListWidget::itemDoubleClicked, this, [this] { m_apply->click(); });
    connect(m_list, &QListWidget::itemChanged, this, [this](const QListWidgetItem *item) {
        if (!m_isFilling)
            renameTo(item->text());
    });
    return split;
}

QWidget *SavedPatchesDialog::makeSave()
{
    auto *bar = new QWidget(this);
    m_name = new QLineEdit(bar);
    m_name->setMaxLength(int(PatchLibrary::maximumName));
    m_name->setPlaceholderText(tr("Name for the patch that is open"));
    m_name->setAccessibleName(tr("Name for the patch that is open"));
    m_save = new QPushButton(tr("Save"), bar);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::inner);
    row->addWidget(m_name, 1);
    row->addWidget(m_save);
    bar->setVisible(!m_current.isEmpty());
    const auto enable = [this] { m_save->setEnabled(!m_name->text().simplified().isEmpty()); };
    connect(m_name, &QLineEdit::textChanged, this, enable);
    connect(m_save, &QPushButton::clicked, this, &SavedPatchesDialog::save);
    enable();
    return bar;
}

void SavedPatchesDialog::focusName()
{
    m_name->setFocus();
}

bool SavedPatchesDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_name && event->type() == QEvent::FocusIn)
        m_buttons->setDefault(m_save);
    else if (watched == m_name && event->type() == QEvent::FocusOut)
        m_buttons->setDefault(m_apply);
    return QDialog::eventFilter(watched, event);
}

QString SavedPatchesDialog::chosen() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toString() : QString();
}

void SavedPatchesDialog::fill(const QString &select)
{
    const QScopedValueRollback guard(m_isFilling, true);
    m_list->clear();
    for (const PatchLibrary::Saved &saved : m_library->patches()) {
        auto *item = new QListWidgetItem(saved.name, m_list);
        item->setData(Qt::UserRole, saved.name);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        if (saved.name == select)
            m_list->setCurrentItem(item);
    }
    if (!m_list->currentItem() && m_list->count() > 0)
        m_list->setCurrentRow(0);
    showCurrent();
}

void SavedPatchesDialog::showCurrent()
{
    const QString name = chosen();
    m_text->setDocumentText(name.isEmpty() ? tr("No patch is saved yet.") : m_library->text(name));
    for (QPushButton *button : {m_apply, m_rename, m_remove}) {
        if (button)
            button->setEnabled(!name.isEmpty());
    }
}

void SavedPatchesDialog::save()
{
    const QString name = m_name->text().simplified();
    if (name.isEmpty())
        return;
    const bool replaces = m_library->contains(name);
    if (const auto saved = m_library->save(name, m_current); !saved) {
        say(saved.error(), true);
        return;
    }
    fill(name);
    say(replaces ? tr("The patch named %1 was replaced.").arg(name) : tr("Saved."), false);
}

void SavedPatchesDialog::renameTo(const QString &name)
{
    const QString from = chosen();
    const auto renamed = m_library->rename(from, name);
    fill(renamed ? name.simplified() : from);
    if (!renamed)
        say(renamed.error(), true);
    else
        say({}, false);
}

void SavedPatchesDialog::remove()
{
    const QString name = chosen();
    if (name.isEmpty())
        return;
    auto *question = new Question({.title = tr("Delete a saved patch"),
                                   .sentence = tr("%1 is deleted for good.").arg(name),
                                   .yes = tr("Delete"),
                                   .no = tr("Keep")},
                                  this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QDialog::accepted, this, [this, name] {
        const auto removed = m_library->remove(name);
        fill({});
        say(removed ? tr("%1 was deleted.").arg(name) : removed.error(), !removed);
    });
    question->open();
}

void SavedPatchesDialog::say(const QString &sentence, bool isBad)
{
    Theme::setTone(m_said, isBad ? Theme::Tone::Bad : Theme::Tone::Muted);
    m_said->setText(sentence);
    m_said->setVisible(!sentence.isEmpty());
}

} // namespace ui
