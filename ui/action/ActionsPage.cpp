// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/action/ActionsPage.h"

#include "app/api/Session.h"
#include "ui/action/ActionPanel.h"
#include "ui/resource/PageHeader.h"
#include "ui/table/TableView.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/WordProxy.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QLocale>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

ActionsPage::ActionsPage(api::Session *session, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_model(session->catalogue())
    , m_matches(new WordProxy(models::ActionListModel::SearchRole, this))
    , m_header(new PageHeader(u"action"_s, tr("Actions"), this))
    , m_text(new QLineEdit(this))
    , m_table(new TableView(this))
    , m_panel(new ActionPanel(session, this))
{
    m_matches->setSourceModel(&m_model);
    m_text->setPlaceholderText(tr("Find a command: door, hang up, recording...   /"));
    m_text->setAccessibleName(tr("Find a command"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(icon(u"search"_s, Colour::Muted), QLineEdit::LeadingPosition);
    m_table->setModel(m_matches);
    m_table->setAccessibleName(tr("Commands"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidth(models::ActionListModel::Title, 300);
    m_table->setColumnWidth(models::ActionListModel::Service, 110);
    m_table->setColumnWidth(models::ActionListModel::Authorisation, 140);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(models::ActionListModel::Request,
                                                      QHeaderView::Stretch);

    auto *search = new QHBoxLayout;
    search->setContentsMargins(space::panel, 0, space::panel, space::inner);
    search->addWidget(m_text, 1);
    search->addStretch(1);
    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addLayout(search);
    column->addWidget(m_table, 1);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(left);
    split->addWidget(m_panel);
    m_panel->setMinimumWidth(320);
    split->setSizes({690, 390});
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 2);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(split);
    m_panel->hide();

    connect(m_text, &QLineEdit::textChanged, this, &ActionsPage::filter);
    connect(m_text, &QLineEdit::returnPressed, this, [this] {
        m_table->setFocus();
        m_table->selectRow(0);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList rows = m_table->selectionModel()->selectedRows();
        if (!rows.isEmpty() && !m_isFiltering)
            openRow(rows.first());
    });
    connect(m_table, &TableView::rowActivated, m_panel, &ActionPanel::focusForm);
    connect(m_panel, &ActionPanel::closeWanted, this, [this] {
        m_panel->hide();
        m_open = QPersistentModelIndex();
        m_table->clearSelection();
        m_table->setFocus();
    });
    connect(m_panel, &ActionPanel::rowsWanted, this, [this] {
        if (m_open.isValid())
            Q_EMIT onRowsWanted(m_model.entry(m_open.row()));
    });
    connect(m_panel, &ActionPanel::said, this, &Page::said);
    connect(m_panel, &ActionPanel::editPathWanted, this, &Page::editPathWanted);
    connect(m_panel, &ActionPanel::importWanted, this, &Page::importWanted);
    auto *find = new QAction(icon(u"search"_s), tr("Find a command"), this);
    connect(find, &QAction::triggered, this, &ActionsPage::focusFilter);
    m_commands << find;
    showCount();
}

// A table selects another row when the selected one goes: that must not put another command, empty,
// in the place of the form that is being filled in.
void ActionsPage::filter(const QString &words)
{
    {
        const QScopedValueRollback filtering(m_isFiltering, true);
        m_matches->setWords(words);
    }
    selectOpen();
    showCount();
}

void ActionsPage::selectOpen()
{
    const QScopedValueRollback filtering(m_isFiltering, true);
    m_table->clearSelection();
    if (const QModelIndex open = m_matches->mapFromSource(m_open); open.isValid())
        m_table->selectRow(open.row());
}

void ActionsPage::showCount()
{
    const QLocale locale;
    const int all = m_model.rowCount();
    const int shown = m_matches->rowCount();
    m_header->setCount(shown == all
                           ? tr("%1 commands").arg(locale.toString(all))
                           : tr("%1 of %2").arg(locale.toString(shown), locale.toString(all)));
}

void ActionsPage::setCatalogue(const api::Catalogue &catalogue)
{
    m_model.setCatalogue(catalogue);
    m_panel->followCatalogue(catalogue);
    showCount();
}

void ActionsPage::focusFilter()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void ActionsPage::openRow(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const QModelIndex wanted = m_matches->mapToSource(index);
    const models::ActionEntry &entry = m_model.entry(wanted.row());
    if (!m_panel->open(entry.operation, entry.member, entry.value))
        return selectOpen(); // one is on its way
    m_open = wanted;
    const QStringList places =
        entry.operation.action ? entry.operation.action->appliesTo : QStringList();
    for (const QString &place : places) {
        const api::ResourceType *type = m_session->catalogue().resource(place);
        if (!type)
            continue;
        m_panel->setNoRow(tr("Its ids come from a callback, or from a row of the list where it is "
                             "offered, too."));
        m_panel->offerRows(type->plural);
        break;
    }
    m_panel->show();
}

void ActionsPage::openEntry(const models::ActionEntry &entry)
{
    m_text->clear();
    const int row = m_model.rowOf(entry.operation.path, entry.value);
    const QModelIndex index = m_matches->mapFromSource(m_model.index(qMax(row, 0), 0));
    m_table->clearSelection();
    m_table->setCurrentIndex(index);
    m_table->selectRow(index.row());
    m_table->scrollTo(index, QAbstractItemView::PositionAtCenter);
    m_panel->focusForm();
}

} // namespace ui
