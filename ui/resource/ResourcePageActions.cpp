// SPDX-License-Identifier: GPL-3.0-or-later
// What a ResourcePage offers to do: its actions, its title line, the menu of its rows.
#include "models/ResourceName.h"
#include "ui/compare/CompareAction.h"
#include "ui/csv/CsvActions.h"
#include "ui/resource/DeleteDialog.h"
#include "ui/resource/DetailPanel.h"
#include "ui/resource/PageHeader.h"
#include "ui/resource/ResourcePage.h"
#include "ui/resource/RowActions.h"
#include "ui/resource/RowFiles.h"
#include "ui/table/TableLayout.h"
#include "ui/table/TableView.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Label.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;
using models::ResourceController;

QAction *ResourcePage::makeAction(const QString &text, const QString &iconName,
                                  const QKeySequence &shortcut, void (ResourcePage::*slot)())
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setShortcut(shortcut);
    action->setShortcutContext(
        Qt::WindowShortcut); // wherever the focus is, as long as this page is shown
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    m_commands << action;
    return action;
}

void ResourcePage::makeActions()
{
    const api::ResourceType &type = m_controller->resource();
    const QString name = models::inSentence(type.name);
    m_new =
        makeAction(tr("New %1").arg(name), u"add"_s, QKeySequence::New, &ResourcePage::createNew);
    m_open = makeAction(tr("Open %1").arg(name), u"edit"_s, {}, &ResourcePage::openCurrent);
    m_duplicate = makeAction(tr("Duplicate %1").arg(name), u"duplicate"_s,
                             QKeySequence(Qt::CTRL | Qt::Key_D), &ResourcePage::duplicateRow);
    m_delete = makeAction(tr("Delete..."), u"delete"_s, QKeySequence(QKeySequence::Delete),
                          &ResourcePage::deleteRows);
    m_changeMany =
        makeAction(tr("Change many..."), u"change-many"_s, {}, &ResourcePage::changeMany);
    m_changeMany->setProperty(keywordsProperty, tr("JSON Patch bulk"));
    m_refresh = makeAction(tr("Refresh"), u"refresh"_s, QKeySequence(Qt::Key_F5),
                           &ResourcePage::refreshList);
    makeAction(tr("Copy rows"), u"copy"_s, QKeySequence::Copy, &ResourcePage::copyRows);
    m_columns = makeAction(tr("Choose columns"), u"columns"_s, {}, &ResourcePage::chooseColumns);
    if (m_live.isLive()) {
        m_rest = makeAction(tr("Refresh by itself"), u"clock"_s, {}, &ResourcePage::restLive);
        m_rest->setCheckable(true);
        m_rest->setChecked(true);
    }
    m_askAllowed = makeAction(tr("Ask the platform what it allows here (OPTIONS)"), u"info"_s, {},
                              &ResourcePage::askAllowed);
    m_ignoreAllowed = makeAction(tr("Offer all that the API description knows"), u"review"_s, {},
                                 &ResourcePage::toggleIgnoreAllowed);
    m_ignoreAllowed->setCheckable(true);
    m_ignoreAllowed->setToolTip(
        plainToolTip(tr("Also what the platform's answer to OPTIONS does not name. Remembered for "
                        "this profile and path.")));
}

void ResourcePage::makeHeaderActions()
{
    const api::ResourceType &type = m_controller->resource();
    const bool listIsAssumed = type.sources.value(u"list"_s, type.source) == api::Source::Inferred;
    if (type.source == api::Source::Inferred || listIsAssumed)
        m_header->setInferred(tr("This part of the API is assumed: no public page describes it in "
                                 "detail. The platform may answer differently."));

    m_newButton = new QPushButton(icon(u"add"_s, Colour::Text), m_new->text(), this);
    m_newButton->setProperty("kind", u"quiet"_s);
    connect(m_newButton, &QPushButton::clicked, m_new, &QAction::trigger);
    auto *refresh = new QToolButton(this);
    refresh->setDefaultAction(m_refresh);
    refresh->setAccessibleName(m_refresh->text());
    auto *remove = new QToolButton(this);
    remove->setDefaultAction(m_delete);
    remove->setAccessibleName(tr("Delete the selected rows"));
    auto *many = new QToolButton(this);
    many->setDefaultAction(m_changeMany);
    many->setAccessibleName(m_changeMany->text());
    auto *more = new QToolButton(this);
    more->setIcon(icon(u"more"_s));
    more->setToolTip(tr("More actions"));
    more->setAccessibleName(tr("More actions"));
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    menu->addAction(m_duplicate);
    menu->addAction(m_columns);
    menu->addSeparator();
    menu->addAction(m_compare);
    menu->addActions(m_csv->actions());
    menu->addSeparator();
    if (m_rest)
        menu->addAction(m_rest);
    menu->addAction(m_askAllowed);
    menu->addAction(m_ignoreAllowed);
    more->setMenu(menu);
    for (QAction *action : m_files->actions()) {
        if (action == m_files->sending())
            continue;
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAccessibleName(action->text());
        m_header->addAction(button);
    }
    m_header->addAction(refresh);
    // Where nothing is ever changed, there is no button that says so all day.
    if (type.canPatch || type.canReplace)
        m_header->addAction(many);
    else
        many->hide();
    m_header->addAction(remove);
    m_header->addAction(more);
    m_header->addAction(m_newButton);
    // Where the catalogue knows no way to make one, there is no button that says so all day.
    m_newButton->setVisible(type.createMethod.has_value());
    if (QAction *send = m_files->sending()) {
        m_newButton->hide();
        auto *button = new QPushButton(icon(u"upload"_s, Colour::Text), send->text(), this);
        button->setProperty("kind", u"quiet"_s);
        connect(button, &QPushButton::clicked, send, &QAction::trigger);
        m_header->addAction(button);
    }
}

void ResourcePage::createNew()
{
    setDetailVisible(true);
    m_controller->openNew();
    m_detail->focusForm();
}

void ResourcePage::duplicateRow()
{
    const QStringList ids = selectedIds();
    if (ids.isEmpty())
        return;
    setDetailVisible(true);
    m_controller->openDuplicate(ids.first());
    m_detail->focusForm();
}

void ResourcePage::deleteRows()
{
    const QStringList ids = selectedIds();
    if (ids.isEmpty() || !m_controller->whyNotDelete().isEmpty())
        return;
    QStringList names;
    for (const QString &id : ids.first(qMin(ids.size(), qsizetype(DeleteDialog::maximumListed))))
        names << m_controller->nameOf(id);
    auto *dialog = new DeleteDialog(m_controller->resource(), ids,
                                    m_controller->session().profile(), window(), names);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, ids] { m_controller->remove(ids); });
    dialog->open();
}

void ResourcePage::refreshList()
{
    if (m_controller->isLoading() && !m_controller->isQuiet()) {
        m_controller->cancelRefresh();
        return;
    }
    m_banner->dismiss();
    m_controller->refresh();
    if (m_controller->state() == ResourceController::State::Locked)
        m_controller->session().askForPassphrase();
}

void ResourcePage::askAllowed()
{
    m_controller->askAllowed(true);
    m_saysAllowed = true; // showAbilities() does, once the answer is there
}

void ResourcePage::toggleIgnoreAllowed()
{
    m_controller->setIgnoresAllowed(m_ignoreAllowed->isChecked());
}

void ResourcePage::showAbilities()
{
    m_header->setBadges(m_controller->abilities().badges());
    m_ignoreAllowed->setChecked(m_controller->ignoresAllowed());
    showSelection();
    if (m_saysAllowed && !m_controller->isAskingAllowed()) {
        m_saysAllowed = false;
        Q_EMIT said(m_controller->hasAllowedAnswer()
                        ? tr("The platform has said what it allows here")
                        : tr("The platform did not say what it allows here"));
    }
}

void ResourcePage::chooseColumns()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_layout->fillMenu(menu);
    menu->popup(QCursor::pos());
}

void ResourcePage::copyRows()
{
    copy(models::CopyFormat::Row);
}

void ResourcePage::showRowMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addAction(m_duplicate);
    menu->addAction(m_compare);
    menu->addAction(m_changeMany);
    menu->addAction(m_delete);
    menu->addSeparator();
    showRowParts();
    for (const QList<QAction *> &offered :
         {m_files->actions(), m_rowActions->links(), m_rowActions->commands()}) {
        menu->addActions(offered);
        if (!offered.isEmpty())
            menu->addSeparator();
    }
    const std::pair<QString, models::CopyFormat> formats[] = {
        {tr("Copy cell"), models::CopyFormat::Cell},
        {tr("Copy rows"), models::CopyFormat::Row},
        {tr("Copy rows as CSV"), models::CopyFormat::Csv},
        {tr("Copy rows as JSON"), models::CopyFormat::Json},
        {tr("Copy rows as Markdown"), models::CopyFormat::Markdown},
    };
    for (const auto &[text, format] : formats) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, format] { copy(format); });
    }
    menu->popup(position);
}

void ResourcePage::copy(models::CopyFormat format)
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows << index.row();
    std::sort(rows.begin(), rows.end());
    QList<int> columns;
    if (format == models::CopyFormat::Cell) {
        rows = {m_table->currentIndex().row()};
        columns = {m_table->currentIndex().column()};
    } else {
        const QHeaderView *header = m_table->horizontalHeader();
        for (int place = 0; place < header->count(); ++place) {
            const int column = header->logicalIndex(place);
            if (!header->isSectionHidden(column))
                columns << column;
        }
    }
    if (rows.isEmpty() || rows.first() < 0)
        return;
    QGuiApplication::clipboard()->setText(m_controller->table().copyText(rows, columns, format));
}

void ResourcePage::showSelection()
{
    const auto decide = [](QAction *action, const QString &whyNot) {
        action->setEnabled(whyNot.isEmpty());
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip(plainToolTip(!whyNot.isEmpty() ? whyNot
                                        : keys.isEmpty()  ? action->text()
                                                         : u"%1 (%2)"_s.arg(action->text(), keys)));
    };
    const bool some = m_table->selectionModel() && m_table->selectionModel()->hasSelection();
    const QString noRow = some ? QString() : tr("Select a row first.");
    const QString create = m_controller->whyNotCreate();
    const QString remove = m_controller->whyNotDelete();
    decide(m_new, create);
    decide(m_open, noRow);
    decide(m_duplicate, create.isEmpty() ? noRow : create);
    decide(m_delete, remove.isEmpty() ? noRow : remove);
    const QString change = m_controller->abilities().whyNotChange();
    decide(m_changeMany, !m_journal          ? tr("There is nowhere to remember what was sent.")
                         : !change.isEmpty() ? change
                         : m_controller->table().rowCount() == 0 ? tr("There is no row to change.")
                                                                 : QString());
    const bool loading = m_controller->isLoading() && !m_controller->isQuiet();
    m_refresh->setText(loading ? tr("Stop loading") : tr("Refresh"));
    m_refresh->setIcon(icon(loading ? u"stop"_s : u"refresh"_s));
    decide(m_refresh, {});
    if (m_newButton) {
        m_newButton->setEnabled(m_new->isEnabled());
        m_newButton->setToolTip(m_new->toolTip());
    }
    showHeaderCount();
    m_rowPartsSoon.start();
}

void ResourcePage::showHeaderCount()
{
    int selected = 0; // counted by ranges: a list of a million indices takes a while
    if (m_table && m_table->selectionModel()) {
        for (const QItemSelectionRange &range : m_table->selectionModel()->selection())
            selected += range.height();
    }
    m_csv->setSelectedCount(selected);
    m_compare->setSelectedCount(selected);
    m_header->setCount(selected > 1 ? tr("%1 selected").arg(QLocale().toString(selected))
                                    : m_live.sentence());
}

} // namespace ui
