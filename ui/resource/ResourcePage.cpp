// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/ResourcePage.h"

#include "models/ResourceName.h"
#include "ui/action/ActionPanel.h"
#include "ui/compare/CompareAction.h"
#include "ui/csv/CsvActions.h"
#include "ui/resource/DeleteDialog.h"
#include "ui/resource/DetailPanel.h"
#include "ui/resource/FilterBar.h"
#include "ui/resource/PageHeader.h"
#include "ui/resource/RowFiles.h"
#include "ui/resource/UndoOffer.h"
#include "ui/table/TableLayout.h"
#include "ui/table/TableView.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/LoadingBar.h"
#include "ui/widgets/Placeholder.h"

#include <QAction>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLocale>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;
using models::ResourceController;

ResourcePage::ResourcePage(api::Session *session, const api::ResourceType &type,
                           models::DraftStore *drafts, QSettings *settings, QWidget *parent)
    : Page(parent)
    , m_settings(settings)
    , m_controller(std::make_unique<ResourceController>(session, type, drafts))
    , m_live(m_controller.get())
{
    m_controller->rememberIn(settings);
    makeActions();
    m_split = new QSplitter(Qt::Horizontal, this);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(makeTablePane());
    m_detail = new DetailPanel(m_controller.get(), this);
    m_detail->setMinimumWidth(300);
    m_split->addWidget(m_detail);
    makeCommandPanel();
    // At more width the detail panel grows first: the table has what it needs at 1280.
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 2);
    m_split->setSizes({660, 420}); // room for a row of the patch editor
    if (m_settings)
        m_split->restoreState(m_settings->value(u"window/detailSplit"_s).toByteArray());
    connect(m_split, &QSplitter::splitterMoved, this, [this] {
        if (m_settings && !m_command->isVisible())
            m_settings->setValue(u"window/detailSplit"_s, m_split->saveState());
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_split);
    m_commands << m_detail->commands();
    connect(m_detail, &DetailPanel::closeWanted, this, &ResourcePage::closeDetail);
    connectController();
    showState();
    showAbilities();
}

void ResourcePage::setPatchLibrary(models::PatchLibrary *library)
{
    m_library = library;
    m_detail->setPatchLibrary(library);
}

ResourcePage::~ResourcePage()
{
    delete m_csv; // the dialogs of these look at the controller
    delete m_compare;
    closeBulk();
    delete m_split; // its views look at the controller's models
}

QWidget *ResourcePage::makeTablePane()
{
    const api::ResourceType &type = m_controller->resource();
    auto *pane = new QWidget(this);
    m_header = new PageHeader(type.icon, type.plural, pane);
    m_filter = new FilterBar(&m_controller->table(), pane);
    m_banner = new Banner(pane);
    m_stack = new QStackedWidget(pane);
    m_table = new TableView(m_stack);
    m_table->setModel(&m_controller->table());
    m_table->setAccessibleName(type.plural);
    m_placeholder = new Placeholder(m_stack);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_placeholder);
    m_loading = new LoadingBar(m_stack);
    m_layout = new TableLayout(m_table, &m_controller->table(), m_settings, type.key, this);
    m_layout->restore();

    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_filter);
    column->addWidget(m_banner);
    column->addWidget(m_stack, 1);
    makeRowParts(column);
    makeHeaderActions();

    connect(m_filter, &FilterBar::leftDownwards, this, &ResourcePage::enterTable);
    connect(m_filter, &FilterBar::applied, this, &ResourcePage::showBestRow);
    connect(m_table, &TableView::headerClicked, this, &ResourcePage::sortBy);
    connect(m_table, &TableView::columnMenuRequested, this, [this] { chooseColumns(); });
    connect(m_table, &TableView::rowActivated, this, &ResourcePage::openCurrent);
    connect(m_table, &TableView::rowMenuRequested, this, &ResourcePage::showRowMenu);
    // A click selects after the row has become current, a key before: whichever comes last opens
    // it. Focus alone makes a row current, and opens nothing.
    const auto openSelected = [this] {
        if (m_table->selectionModel()->isSelected(m_table->currentIndex()))
            openCurrent();
    };
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, openSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this, openSelected] {
                openSelected();
                showSelection();
            });
    connect(m_placeholder, &Placeholder::actionTriggered, this, [this] {
        const auto state = m_controller->state();
        if (state == ResourceController::State::Ready && m_controller->table().totalCount() > 0)
            m_filter->clear();
        else if (state == ResourceController::State::Ready && m_files->sending())
            m_files->sendFile();
        else if (state == ResourceController::State::Ready)
            createNew();
        else
            refreshList();
    });
    return pane;
}

void ResourcePage::connectController()
{
    ResourceController *controller = m_controller.get();
    connect(controller, &ResourceController::stateChanged, this, [this] {
        // Old rows stay when a refresh fails: then only this tells that they are old.
        showLoadProblem();
        showState();
    });
    connect(&controller->table(), &models::ResourceTableModel::countsChanged, this, [this] {
        showState();
        selectSole();
        selectWanted();
        Q_EMIT countChanged(m_controller->table().totalCount());
    });
    connect(controller, &ResourceController::failed, this,
            [this](const QString &doing, const api::ApiError &error) {
                if (m_controller->hasConflict() && error.code == api::ApiError::Code::Conflict)
                    return; // the detail panel says it, and offers the ways out
                Banner *banner = m_detail->isVisible() && !m_controller->draft().isEmpty()
                                     ? m_detail->banner()
                                     : m_banner;
                banner->showError(doing, error);
            });
    connect(controller, &ResourceController::changed, this,
            [this](ResourceController::Change change, const QStringList &ids) {
                m_detail->banner()->dismiss(); // what failed before is over
                const QString name =
                    ids.size() == 1 ? m_controller->nameOf(ids.first()) : QString();
                const QString subject =
                    !name.isEmpty()   ? name
                    : ids.size() == 1 ? ids.first()
                                      : models::subject(m_controller->resource(), int(ids.size()));
                switch (change) {
                case ResourceController::Change::Created:
                    Q_EMIT said(tr("%1 was created").arg(subject));
                    selectId(ids.value(0));
                    m_undo->offerUndo(tr("%1 was created.").arg(subject));
                    QTimer::singleShot(0, m_table, [this] { // once the banner has its place
                        m_table->scrollTo(m_table->currentIndex());
                    });
                    break;
                case ResourceController::Change::Updated:
                    Q_EMIT said(tr("%1 was changed").arg(subject));
                    m_undo->offerUndo(tr("%1 was changed.").arg(subject));
                    break;
                case ResourceController::Change::Deleted:
                    Q_EMIT said(tr("%1 deleted").arg(subject));
                    m_undo->offerUndo(tr("%1 was deleted.").arg(subject));
                    break;
                }
                showState();
            });
    m_undo = new UndoOffer(controller, m_banner);
    connect(controller, &ResourceController::undoPlanned, this, &ResourcePage::haveUndoPlan);
    connect(controller, &ResourceController::abilitiesChanged, this, &ResourcePage::showAbilities);
    connect(controller, &ResourceController::removeProgress, this, &ResourcePage::showDeleting);
    connect(controller, &ResourceController::waiting, this, &ResourcePage::showWaiting);
    connect(controller, &ResourceController::removalStopped, this, [this](int left) {
        m_banner->showMessage(Banner::Level::Info,
                              tr("Stopped: %n were not deleted.", nullptr, left));
    });
}

void ResourcePage::showWaiting(int milliseconds, const QString &sentence)
{
    m_banner->showMessage(Banner::Level::Info, sentence);
    if (m_controller->isSaving())
        connect(m_banner->addAction(tr("Stop")), &QPushButton::clicked, m_controller.get(),
                &ResourceController::stopWork);
    QTimer::singleShot(milliseconds, m_banner, [banner = m_banner, sentence] {
        if (banner->text() == sentence)
            banner->dismiss();
    });
}

void ResourcePage::showDeleting(int done, int total)
{
    if (done >= total) {
        m_banner->dismiss();
        return;
    }
    m_banner->showMessage(Banner::Level::Info, tr("Deleting: %1 of %2").arg(done).arg(total));
    connect(m_banner->addAction(tr("Stop")), &QPushButton::clicked, m_controller.get(),
            &ResourceController::cancelRemaining);
}

void ResourcePage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (m_controller->state() == ResourceController::State::NotLoaded)
        m_controller->refresh();
    m_live.setInFront(true);
    m_controller->askAllowed();
    if (!event->spontaneous()) // the window that comes back has its focus where it was
        m_table->setFocus(Qt::OtherFocusReason);
}

void ResourcePage::hideEvent(QHideEvent *event)
{
    m_live.setInFront(false);
    Page::hideEvent(event);
}

void ResourcePage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_command->isVisible()) {
        closeCommand();
        return;
    }
    if (event->key() == Qt::Key_Escape && m_detail->isVisible() &&
        !m_controller->draft().isEmpty()) {
        closeDetail();
        return;
    }
    Page::keyPressEvent(event);
}

void ResourcePage::focusFilter()
{
    m_filter->focusText();
}

void ResourcePage::setDetailVisible(bool visible)
{
    if (m_detail->isVisibleTo(this) == visible)
        return;
    m_detail->setVisible(visible);
    Q_EMIT detailVisibilityChanged(visible);
}

bool ResourcePage::isDetailVisible() const
{
    return m_detail->isVisibleTo(this);
}

// After filtering: the selected row where it still is, else the first.
void ResourcePage::showBestRow()
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid() && m_table->selectionModel()->isSelected(current))
        m_table->scrollTo(current, QAbstractItemView::PositionAtCenter);
    else
        m_table->scrollToTop();
}

void ResourcePage::enterTable()
{
    if (m_stack->currentWidget() != m_table)
        return;
    m_table->setFocus(Qt::TabFocusReason);
    if (!m_table->selectionModel()->hasSelection())
        m_table->selectRow(0);
}

void ResourcePage::openCurrent()
{
    if (m_opening)
        return;
    const QString id = m_controller->table().idAt(m_table->currentIndex().row());
    const models::ResourceDraft &draft = m_controller->draft();
    if (id.isEmpty() || (!draft.isEmpty() && !draft.isNew() && draft.id() == id))
        return;
    m_detail->takeTyped();
    m_controller->open(id);
}

void ResourcePage::closeDetail()
{
    m_detail->takeTyped();
    m_controller->close();
    const QScopedValueRollback guard(m_opening, true);
    m_table->clearSelection();
    m_table->setFocus();
}

ResourcePage::Opened ResourcePage::closeOpened()
{
    const models::ResourceDraft &draft = m_controller->draft();
    const Opened opened{!draft.isEmpty(), draft.isNew(), draft.id(), m_filter->state(),
                        selectedIds()};
    m_detail->takeTyped();
    m_controller->close();
    return opened;
}

QStringList ResourcePage::selectedIds() const
{
    QStringList ids;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    ids.reserve(rows.size());
    for (const QModelIndex &row : rows) {
        const QString id = m_controller->table().idAt(row.row());
        if (!id.isEmpty())
            ids << id;
    }
    return ids;
}

void ResourcePage::showState()
{
    m_loading->setLoading(m_controller->isLoading() && !m_controller->isQuiet());
    const models::ResourceTableModel &table = m_controller->table();
    const std::optional<api::ApiError> error = m_controller->loadError();
    const bool failed = m_controller->state() == ResourceController::State::Failed && error;
    if (table.rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
    } else {
        showPlaceholder(failed ? error : std::nullopt);
        m_stack->setCurrentWidget(m_placeholder);
    }
    showSelection();
}

void ResourcePage::showPlaceholder(const std::optional<api::ApiError> &error)
{
    const api::ResourceType &type = m_controller->resource();
    const QString plural = models::inSentence(type.plural);
    const int total = m_controller->table().totalCount();
    if (error) {
        m_placeholder->setContent(u"error"_s, tr("The %1 could not be loaded").arg(plural),
                                  error->advice.isEmpty() ? error->what : error->advice,
                                  tr("Try again"));
    } else if (total > 0) {
        m_placeholder->setContent(u"filter"_s,
                                  tr("No match among %1").arg(QLocale().toString(total)),
                                  tr("No row has what the filter asks for."), tr("Clear filter"));
    } else if (m_controller->state() == ResourceController::State::Ready) {
        m_placeholder->setContent(type.icon, tr("There are no %1 yet").arg(plural),
                                  type.description,
                                  m_files->sending() ? m_files->sending()->text()
                                  : m_controller->whyNotCreate().isEmpty() ? m_new->text()
                                                                           : QString());
    } else if (m_controller->state() == ResourceController::State::Locked) {
        m_placeholder->setContent(u"lock"_s, tr("The key is locked"),
                                  tr("The %1 are loaded once the profile's key is unlocked with "
                                     "its passphrase.")
                                      .arg(plural),
                                  tr("Unlock"));
    } else {
        m_placeholder->setContent(type.icon, tr("Loading %1...").arg(plural), {});
    }
}

// A click on the one column that is sorted by turns the order; on any other it sorts by that column
// alone. With Shift a column is added, or the order of one of several turned.
void ResourcePage::sortBy(int column, bool extend)
{
    models::ResourceTableModel &table = m_controller->table();
    QList<models::SortKey> keys = table.sortKeys();
    const auto known = std::ranges::find(keys, column, &models::SortKey::column);
    if (known != keys.end() && (extend || keys.size() == 1)) {
        known->order =
            known->order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
    } else {
        if (!extend)
            keys.clear();
        keys << models::SortKey{column, Qt::AscendingOrder};
    }
    table.setSortKeys(keys);
    QList<std::pair<int, Qt::SortOrder>> shown;
    for (const models::SortKey &key : std::as_const(keys))
        shown << std::pair(key.column, key.order);
    m_table->setSortKeys(shown);
}

void ResourcePage::selectId(const QString &id)
{
    const int row = m_controller->table().rowOfId(id);
    if (row < 0)
        return;
    const QScopedValueRollback guard(m_opening, true);
    m_table->selectRow(row);
    m_table->scrollTo(m_controller->table().index(row, 0));
}

} // namespace ui
