// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/HistoryView.h"

#include "models/Snippets.h"
#include "ui/request/CompareDialog.h"
#include "ui/request/SnippetMenu.h"
#include "ui/requests/OutcomeProxy.h"
#include "ui/table/CellDelegate.h"
#include "ui/table/TableView.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FileDialog.h"
#include "ui/widgets/Label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using models::HistoryModel;

namespace {

enum Command { Open, Again, Fresh, Compare, Export };
enum Since { AnyTime, Hour, Day, Week };

} // namespace

HistoryView::HistoryView(api::History *history, const QString &domain, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_model(history)
    , m_search(new QLineEdit(this))
    , m_method(new QComboBox(this))
    , m_status(new QComboBox(this))
    , m_time(new QComboBox(this))
    , m_table(new TableView(this))
    , m_count(new Label({}, this))
    , m_copy(new SnippetMenu(this))
{
    addCommand(tr("Open the selected request"), u"edit"_s, &HistoryView::open);
    addCommand(tr("Send the selected request again"), u"send"_s, &HistoryView::sendAgain);
    addCommand(tr("Send it again with a new token"), u"token"_s, &HistoryView::sendFresh);
    addCommand(tr("Compare the two selected requests"), u"review"_s, &HistoryView::compare);
    addCommand(tr("Export the listed requests as HAR"), u"folder"_s, &HistoryView::exportHar);
    m_model.leaveOut(domain);
    makeTable();
    Theme::setMuted(m_count);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(space::panel, space::tight, space::panel, 0);
    line->addWidget(m_count);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeFilters());
    column->addWidget(m_table, 1);
    column->addLayout(line);
    column->addWidget(makeBar());

    connect(m_copy, &SnippetMenu::chosen, this, [this](const QString &language, bool withToken) {
        withCurrent([this, language, withToken](const api::HistoryEntry &entry) {
            Q_EMIT copyWanted(entry, language, withToken);
        });
    });
    connect(&m_model, &models::HistorySearchModel::searchingChanged, this,
            &HistoryView::refreshCount);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &HistoryView::enable);
    m_clock.setInterval(60s);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (isVisible() && m_time->currentData().toInt() != AnyTime)
            refreshQuery();
    });
    m_clock.start();
    refreshCount();
    enable();
}

QAction *HistoryView::addCommand(const QString &text, const QString &iconName,
                                 void (HistoryView::*slot)())
{
    auto *action = new QAction(icon(iconName), text, this);
    connect(action, &QAction::triggered, this, slot);
    m_commands << action;
    return action;
}

QWidget *HistoryView::makeFilters()
{
    auto *pane = new QWidget(this);
    m_search->setPlaceholderText(tr("Find: path, status, any text"));
    m_search->setAccessibleName(tr("Find in all requests"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(u"search"_s, Colour::Muted), QLineEdit::LeadingPosition);
    m_method->addItem(tr("Any method"), QString());
    for (const char *method : {"GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "HEAD"})
        m_method->addItem(QString::fromLatin1(method), QString::fromLatin1(method));
    m_status->addItem(tr("Any status"), QPoint(0, 999));
    m_status->addItem(tr("2xx"), QPoint(200, 299));
    m_status->addItem(tr("3xx"), QPoint(300, 399));
    m_status->addItem(tr("4xx"), QPoint(400, 499));
    m_status->addItem(tr("5xx"), QPoint(500, 599));
    m_status->addItem(tr("No reply"), QPoint(0, 0));
    m_time->addItem(tr("Any time"), AnyTime);
    m_time->addItem(tr("Last hour"), Hour);
    m_time->addItem(tr("Last 24 hours"), Day);
    m_time->addItem(tr("Last 7 days"), Week);
    m_method->setAccessibleName(tr("Method to find"));
    m_status->setAccessibleName(tr("Status to find"));
    m_time->setAccessibleName(tr("Time to find"));
    auto *row = new QHBoxLayout;
    row->setSpacing(space::tight);
    for (QComboBox *box : {m_method, m_status, m_time}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(6);
        row->addWidget(box, 1);
        connect(box, &QComboBox::currentIndexChanged, this, &HistoryView::refreshQuery);
    }
    connect(m_search, &QLineEdit::textChanged, this, &HistoryView::refreshQuery);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(space::inner, space::inner, space::inner, space::inner);
    column->setSpacing(space::tight);
    column->addWidget(m_search);
    column->addLayout(row);
    return pane;
}

void HistoryView::makeTable()
{
    auto *proxy = new OutcomeProxy(this);
    proxy->setSourceModel(&m_model);
    m_table->setModel(proxy);
    m_table->setAccessibleName(tr("Requests found"));
    m_table->horizontalHeader()->setStretchLastSection(false);
    for (const int column : {HistoryModel::Duration, HistoryModel::Size, HistoryModel::RequestId})
        m_table->setColumnHidden(column, true);
    QHeaderView *header = m_table->horizontalHeader();
    header->moveSection(header->visualIndex(HistoryModel::Time), header->count() - 1);
    m_table->setColumnWidth(HistoryModel::Method,
                            m_table->fontMetrics().horizontalAdvance(u"OPTIONS"_s) +
                                3 * space::inner);
    m_table->setColumnWidth(HistoryModel::Status, 110);
    m_table->setColumnWidth(HistoryModel::Time, 170);
    auto *paths = new CellDelegate(m_table);
    paths->setElideMode(Qt::ElideLeft); // the end of a path tells them apart
    m_table->setItemDelegateForColumn(HistoryModel::Path, paths);
    header->setSectionResizeMode(HistoryModel::Path, QHeaderView::Stretch);
    connect(m_table, &TableView::rowActivated, this, &HistoryView::open);
    connect(m_table, &TableView::rowMenuRequested, this, [this](const QPoint &position) {
        auto *menu = new QMenu(this); // not exec(): the page may go meanwhile
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions(m_commands.first(4));
        menu->addMenu(m_copy);
        menu->popup(position);
    });
}

QWidget *HistoryView::makeBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::inner, space::tight, space::inner, space::inner);
    row->setSpacing(space::tight);
    const auto addButton = [this, row](const QString &text, Command command) {
        auto *button = new QPushButton(text, this);
        QAction *action = m_commands[command];
        button->setToolTip(action->text());
        button->setAccessibleName(action->text());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button,
                [button, action] { button->setEnabled(action->isEnabled()); });
        row->addWidget(button);
    };
    addButton(tr("Open"), Open);
    addButton(tr("Send again"), Again);
    addButton(tr("Compare"), Compare);
    row->addStretch(1);
    auto *more = new QToolButton(this);
    more->setIcon(icon(u"more"_s));
    more->setToolTip(tr("More"));
    more->setAccessibleName(tr("More for the selected request"));
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    menu->addAction(m_commands[Fresh]);
    menu->addMenu(m_copy);
    menu->addAction(m_commands[Export]);
    menu->addSeparator();
    m_unasked = menu->addAction(tr("Also what lists have read by themselves"));
    m_unasked->setCheckable(true);
    connect(m_unasked, &QAction::toggled, this, &HistoryView::refreshQuery);
    more->setMenu(menu);
    row->addWidget(more);
    return bar;
}

/// The path says more than the time where there is no room for both: newest come first in any case.
void HistoryView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    constexpr int roomForBoth = 520;
    m_table->setColumnHidden(HistoryModel::Time, width() < roomForBoth);
}

void HistoryView::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void HistoryView::refreshQuery()
{
    api::HistoryQuery query;
    query.text = m_search->text();
    query.method = m_method->currentData().toString().toLatin1();
    const QPoint status = m_status->currentData().toPoint();
    query.statusFrom = status.x();
    query.statusTo = status.y();
    query.unasked = m_unasked->isChecked();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    switch (m_time->currentData().toInt()) {
    case Hour:
        query.from = now.addSecs(-3600);
        break;
    case Day:
        query.from = now.addDays(-1);
        break;
    case Week:
        query.from = now.addDays(-7);
        break;
    default:
        break;
    }
    m_model.setQuery(query);
}

void HistoryView::refreshCount()
{
    if (m_model.isSearching() && m_model.rowCount() == 0)
        m_count->setText(tr("Searching..."));
    else if (m_model.rowCount() == 0)
        m_count->setText(m_model.query().isEmpty() ? tr("Nothing was sent yet.")
                                                   : tr("No request matches."));
    else
        m_count->setText(tr("%n request(s)", nullptr, m_model.rowCount()));
    enable();
}

void HistoryView::enable()
{
    const qsizetype selected = m_table->selectionModel()->selectedRows().size();
    for (const Command command : {Open, Again, Fresh})
        m_commands[command]->setEnabled(selected == 1);
    m_copy->menuAction()->setEnabled(selected == 1);
    m_commands[Compare]->setEnabled(selected == 2);
    m_commands[Export]->setEnabled(m_model.rowCount() > 0);
}

void HistoryView::withCurrent(std::function<void(const api::HistoryEntry &)> what)
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.size() != 1)
        return;
    m_history->fetch(rows.first().data(HistoryModel::EntryRowRole).toLongLong(), this,
                     std::move(what));
}

void HistoryView::open()
{
    withCurrent([this](const api::HistoryEntry &entry) { Q_EMIT openWanted(entry); });
}

void HistoryView::sendAgain()
{
    withCurrent([this](const api::HistoryEntry &entry) { Q_EMIT sendWanted(entry, false); });
}

void HistoryView::sendFresh()
{
    withCurrent([this](const api::HistoryEntry &entry) { Q_EMIT sendWanted(entry, true); });
}

void HistoryView::compare()
{
    QList<qint64> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows << index.data(HistoryModel::EntryRowRole).toLongLong();
    std::ranges::sort(rows); // the older one first
    m_history->fetchAll(rows, this, [this](const QList<api::HistoryEntry> &entries) {
        if (entries.size() != 2)
            return;
        auto *dialog = new CompareDialog(entries[0], entries[1], window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

void HistoryView::exportHar()
{
    QList<qint64> rows;
    for (int row = 0; row < m_model.rowCount(); ++row)
        rows << m_model.entryAt(row).row;
    auto *dialog =
        new FileDialog(this, tr("Export requests"), u"requests.har"_s, tr("HTTP archive (*.har)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"har"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, rows](const QString &path) {
        models::exportHar(m_history, rows, path, this, [this, path](const QString &problem) {
            Q_EMIT said(problem.isEmpty() ? tr("The requests were written to %1.").arg(path)
                                          : problem);
        });
    });
    dialog->open();
}

} // namespace ui
