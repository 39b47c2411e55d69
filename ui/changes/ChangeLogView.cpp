// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/ChangeLogView.h"

#include "models/ChangeExport.h"
#include "models/ResourceName.h"
#include "models/TimeSpan.h"
#include "ui/resource/JsonEditor.h"
#include "ui/table/TableView.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FileDialog.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/Placeholder.h"

#include <QComboBox>
#include <QDir>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::ChangeLogModel;
using models::PatchModel;

ChangeLogView::ChangeLogView(models::Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_model(&workspace->changes(), workspace->catalogue())
    , m_differences(&m_shown)
    , m_search(new QLineEdit(this))
    , m_time(new QComboBox(this))
    , m_only(new QPushButton(this))
    , m_stack(new QStackedWidget(this))
    , m_table(new TableView(m_stack))
    , m_nothing(new Placeholder(m_stack))
    , m_split(new QSplitter(Qt::Horizontal, this))
    , m_detail(nullptr)
    , m_title(new Label({}, this))
    , m_facts(new Label({}, this))
    , m_patch(new TableView(this))
    , m_values(new QPlainTextEdit(this))
    , m_count(new Label({}, this))
{
    m_undo = addCommand(tr("Undo the selected change..."), u"undo"_s, &ChangeLogView::undo);
    m_open =
        addCommand(tr("Open the resource of the selected change"), u"edit"_s, &ChangeLogView::open);
    m_export =
        addCommand(tr("Export the listed changes..."), u"folder"_s, &ChangeLogView::askExport);
    makeTable();
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_nothing);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_stack);
    m_split->addWidget(makeDetail());
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    m_split->setSizes({620, 440});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeFilters());
    column->addWidget(m_split, 1);
    column->addWidget(makeBar());
    connect(&m_model, &ChangeLogModel::searchingChanged, this, &ChangeLogView::showState);
    connect(m_nothing, &Placeholder::actionTriggered, this, &ChangeLogView::showAny);
    refreshQuery();
    showState();
}

ChangeLogView::~ChangeLogView()
{
    delete m_split; // its views look at the models
}

QAction *ChangeLogView::addCommand(const QString &text, const QString &iconName,
                                   void (ChangeLogView::*slot)())
{
    auto *action = new QAction(icon(iconName), text, this);
    connect(action, &QAction::triggered, this, slot);
    m_commands << action;
    return action;
}

QWidget *ChangeLogView::makeFilters()
{
    auto *pane = new QWidget(this);
    m_search->setPlaceholderText(tr("Find: id, member, value, request id"));
    m_search->setAccessibleName(tr("Find in all changes"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(u"search"_s, Colour::Muted), QLineEdit::LeadingPosition);
    using models::TimeChoice;
    m_time->addItem(tr("Any time"), int(TimeChoice::Any));
    m_time->addItem(tr("Last hour"), int(TimeChoice::LastHour));
    m_time->addItem(tr("Today"), int(TimeChoice::Today));
    m_time->addItem(tr("Yesterday"), int(TimeChoice::Yesterday));
    m_time->addItem(tr("Last 7 days"), int(TimeChoice::LastWeek));
    m_time->addItem(tr("Last 30 days"), int(TimeChoice::LastMonth));
    m_time->setAccessibleName(tr("Time to find"));
    m_only->setIcon(icon(u"close"_s, Colour::Muted));
    m_only->setLayoutDirection(Qt::RightToLeft); // the cross behind the words
    m_only->hide();
    auto *row = new QHBoxLayout(pane);
    row->setContentsMargins(space::panel, space::inner, space::panel, space::inner);
    row->setSpacing(space::inner);
    row->addWidget(m_search, 1);
    row->addWidget(m_time);
    row->addWidget(m_only);
    connect(m_search, &QLineEdit::textChanged, this, &ChangeLogView::refreshQuery);
    connect(m_time, &QComboBox::currentIndexChanged, this, &ChangeLogView::refreshQuery);
    connect(m_only, &QPushButton::clicked, this, [this] { showOnly({}, {}); });
    return pane;
}

void ChangeLogView::makeTable()
{
    m_table->setModel(&m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAccessibleName(tr("Changes, newest first"));
    m_table->setColumnWidth(ChangeLogModel::Time, 165);
    m_table->setColumnWidth(ChangeLogModel::Resource, 110);
    m_table->setColumnWidth(ChangeLogModel::Id, 130);
    m_table->setColumnWidth(ChangeLogModel::Method, 64);
    m_table->setColumnHidden(ChangeLogModel::RequestId, true); // the detail has it
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(ChangeLogModel::What, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ChangeLogView::showCurrent);
    connect(m_table, &TableView::rowActivated, this, &ChangeLogView::open);
}

QWidget *ChangeLogView::makeDetail()
{
    m_detail = new QWidget(m_split);
    m_detail->setMinimumWidth(300);
    if (Theme::instance())
        m_title->setFont(Theme::instance()->sectionFont());
    m_title->setElided(Qt::ElideMiddle);
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    Theme::setMuted(m_facts);
    m_patch->setModel(&m_differences);
    m_patch->setAccessibleName(tr("Before and after"));
    m_patch->setColumnWidth(PatchModel::Operation, 84);
    m_patch->setColumnWidth(PatchModel::Path, 120);
    m_patch->setColumnWidth(PatchModel::Before, 110);
    m_patch->horizontalHeader()->setStretchLastSection(true);
    m_values->setReadOnly(true);
    m_values->setTabChangesFocus(true);
    m_values->setAccessibleName(tr("The selected difference in full"));
    if (Theme::instance())
        m_values->setFont(Theme::instance()->fixedFont());
    auto *column = new QVBoxLayout(m_detail);
    column->setContentsMargins(space::panel, space::inner, space::panel, space::inner);
    column->setSpacing(space::inner);
    column->addWidget(m_title);
    column->addWidget(m_facts);
    column->addWidget(m_patch, 3);
    column->addWidget(m_values, 2);
    connect(m_patch->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ChangeLogView::showValues);
    return m_detail;
}

QWidget *ChangeLogView::makeBar()
{
    auto *bar = new QWidget(this);
    bar->setBackgroundRole(QPalette::Button);
    bar->setAutoFillBackground(true);
    m_count->setElided(Qt::ElideRight);
    auto *exporting = new QPushButton(tr("Export..."), bar);
    exporting->setAccessibleName(m_export->text());
    m_undoButton = new QPushButton(tr("Undo this change..."), bar);
    m_undoButton->setProperty("kind", u"primary"_s);
    connect(exporting, &QPushButton::clicked, m_export, &QAction::trigger);
    connect(m_undoButton, &QPushButton::clicked, m_undo, &QAction::trigger);
    connect(m_export, &QAction::changed, exporting,
            [this, exporting] { exporting->setEnabled(m_export->isEnabled()); });
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::panel, space::inner, space::panel, space::inner);
    row->setSpacing(space::inner);
    row->addWidget(m_count, 1);
    row->addWidget(exporting);
    row->addWidget(m_undoButton);
    return bar;
}

void ChangeLogView::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ChangeLogView::focusTable()
{
    (m_model.rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_search)
        ->setFocus(Qt::OtherFocusReason);
}

void ChangeLogView::showOnly(const QString &resource, const QString &id)
{
    m_resource = resource;
    m_id = id;
    const api::ResourceType *type = m_workspace->catalogue()->resource(resource);
    const QString words = !id.isEmpty() ? id : type ? type->plural : resource;
    m_only->setText(tr("Only %1").arg(words));
    m_only->setAccessibleName(tr("Show all changes again, not only those of %1").arg(words));
    m_only->setToolTip(plainToolTip(m_only->accessibleName()));
    m_only->setVisible(!resource.isEmpty());
    refreshQuery();
}

void ChangeLogView::showAny()
{
    m_search->clear();
    m_time->setCurrentIndex(0);
    showOnly({}, {});
}

void ChangeLogView::followCatalogue()
{
    m_model.setCatalogue(m_workspace->catalogue());
}

void ChangeLogView::refreshQuery()
{
    api::ChangeQuery query;
    if (m_workspace->session())
        query.profileId = m_workspace->session()->profile().id;
    query.resource = m_resource;
    query.id = m_id;
    query.text = m_search->text();
    const auto choice = models::TimeChoice(m_time->currentData().toInt());
    const models::TimeSpan span = models::timeSpan(choice, QDateTime::currentDateTime());
    if (span.from)
        query.from = QDateTime::fromMSecsSinceEpoch(*span.from);
    if (span.to)
        query.to = QDateTime::fromMSecsSinceEpoch(*span.to - 1);
    m_model.setQuery(query);
}

void ChangeLogView::showState()
{
    const int rows = m_model.rowCount();
    const bool filtered = !m_search->text().trimmed().isEmpty() || m_time->currentIndex() > 0 ||
                          m_only->isVisibleTo(this);
    if (rows == 0 && !m_model.isSearching()) {
        if (filtered)
            m_nothing->setContent(u"search"_s, tr("No change matches"),
                                  tr("Nothing in the log fits what you are looking for."),
                                  tr("Show all changes"));
        else
            m_nothing->setContent(u"changes"_s, tr("Nothing was changed yet"),
                                  tr("What you create, change and delete from now on is kept here, "
                                     "on this machine, with what was before and after."));
    }
    m_stack->setCurrentWidget(rows > 0 || m_model.isSearching() ? static_cast<QWidget *>(m_table)
                                                                : m_nothing);
    m_detail->setVisible(rows > 0);
    m_count->setText(m_model.isSearching() && rows == 0 ? tr("Searching...")
                     : rows == 0                        ? QString()
                                                        : tr("%n change(s)", nullptr, rows));
    m_export->setEnabled(rows > 0);
    if (rows > 0 && !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_model.index(0, 0));
    showCurrent();
}

const api::ChangeEntry *ChangeLogView::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() && index.row() < m_model.rowCount() ? &m_model.entryAt(index.row())
                                                               : nullptr;
}

void ChangeLogView::showCurrent()
{
    const api::ChangeEntry *entry = current();
    const bool known = entry && m_workspace->catalogue()->resource(entry->resource);
    m_undo->setEnabled(known);
    m_open->setEnabled(known && entry->kind != api::ChangeEntry::Kind::Deleted);
    m_undoButton->setEnabled(known);
    if (!entry)
        return;
    m_workspace->changes().entry(entry->row, this, [this](const api::ChangeEntry &whole) {
        const api::ChangeEntry *now = current();
        if (now && now->row == whole.row)
            showEntry(whole);
    });
}

void ChangeLogView::showEntry(const api::ChangeEntry &entry)
{
    const api::ResourceType *type = m_workspace->catalogue()->resource(entry.resource);
    const QString name = type ? type->name : entry.resource;
    m_title->setText(entry.kind == api::ChangeEntry::Kind::Created   ? tr("%1 %2 was created")
                     : entry.kind == api::ChangeEntry::Kind::Deleted ? tr("%1 %2 was deleted")
                                                                     : tr("%1 %2 was changed"));
    m_title->setText(m_title->fullText().arg(name, entry.id));
    m_facts->setText(tr("%1, by %2, request %3", "time, method, request id")
                         .arg(QLocale().toString(entry.at.toLocalTime(), QLocale::ShortFormat),
                              QString::fromLatin1(entry.method), entry.requestId));
    ChangeLogModel::show(entry, *m_workspace->catalogue(), &m_shown);
    m_patch->setCurrentIndex(m_differences.index(0, 0));
    showValues();
}

void ChangeLogView::showValues()
{
    const QModelIndex index = m_patch->currentIndex();
    if (!index.isValid()) {
        m_values->clear();
        return;
    }
    const QString before = m_differences.fullText(index.row(), PatchModel::Before);
    const QString after = m_differences.fullText(index.row(), PatchModel::After);
    m_values->setPlainText(JsonEditor::cut(tr("Before: %1\nAfter: %2")
                                               .arg(before.isEmpty() ? tr("nothing") : before,
                                                    after.isEmpty() ? tr("nothing") : after)));
}

void ChangeLogView::undo()
{
    if (const api::ChangeEntry *entry = current())
        Q_EMIT undoWanted(entry->resource, entry->row);
}

void ChangeLogView::open()
{
    const api::ChangeEntry *entry = current();
    if (entry && m_open->isEnabled())
        Q_EMIT openWanted(entry->resource, entry->id, false);
}

void ChangeLogView::askExport()
{
    const QString json = tr("JSON (*.json)");
    const QString csv = tr("CSV (*.csv)");
    auto *dialog = new FileDialog(this, tr("Export the listed changes"), u"changes.json"_s,
                                  json + u";;"_s + csv);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, csv](const QString &filter) {
        dialog->setDefaultSuffix(filter == csv ? u"csv"_s : u"json"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const auto format = path.endsWith(u".csv"_s, Qt::CaseInsensitive)
                                ? models::ChangeFormat::Csv
                                : models::ChangeFormat::Json;
        models::exportChanges(&m_workspace->changes(), m_model.rows(), m_workspace->catalogue(),
                              format, path, this, [this, path](const QString &problem) {
                                  Q_EMIT said(problem.isEmpty()
                                                  ? tr("The changes were written to %1, secrets "
                                                       "masked")
                                                        .arg(QDir::toNativeSeparators(path))
                                                  : problem);
                              });
    });
    dialog->open();
}

} // namespace ui
