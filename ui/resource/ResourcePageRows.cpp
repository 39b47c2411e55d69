// SPDX-License-Identifier: GPL-3.0-or-later
// What the rows of a ResourcePage lead to: commands, files, rows of other pages; and the list that
// refreshes itself.
#include "models/Actions.h"
#include "models/AssumedPath.h"
#include "ui/action/ActionPanel.h"
#include "ui/compare/CompareAction.h"
#include "ui/csv/CsvActions.h"
#include "ui/files/PlayerBar.h"
#include "ui/files/TransferBar.h"
#include "ui/resource/DetailPanel.h"
#include "ui/resource/FilterBar.h"
#include "ui/resource/ResourcePage.h"
#include "ui/resource/RowActions.h"
#include "ui/resource/RowFiles.h"
#include "ui/table/TableView.h"
#include "ui/widgets/Banner.h"

#include <QItemSelectionModel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ui {

using models::ResourceController;

void ResourcePage::makeRowParts(QVBoxLayout *column)
{
    m_rowActions =
        new RowActions(m_controller->session().catalogue(), m_controller->resource(), this);
    m_files = new RowFiles(m_controller.get(), this);
    m_files->setSource([this] { return selectedRows(); });
    m_csv = new CsvActions(m_controller.get(), this);
    m_csv->setSelection([this] { return selectedIds(); });
    m_compare = new CompareAction(m_controller.get(), [this] { return selectedIds(); }, this);
    m_commands << m_files->actions() << m_rowActions->actions() << m_compare << m_csv->actions();
    connect(m_csv, &CsvActions::said, this, &Page::said);
    connect(m_csv, &CsvActions::failed, this, [this](const QString &sentence) {
        m_banner->showMessage(Banner::Level::Bad, sentence);
    });
    connect(m_rowActions, &RowActions::linkWanted, this, &Page::pageWanted);
    connect(m_rowActions, &RowActions::commandWanted, this,
            [this](const api::Operation &operation) { startCommand(operation); });
    connect(m_files, &RowFiles::said, this, &Page::said);
    connect(m_files, &RowFiles::sent, m_controller.get(), &ResourceController::refresh);
    connect(m_files, &RowFiles::failed, this,
            [this](const QString &doing, const api::ApiError &error, api::Method method) {
                if (models::isMissingThing(error)) // the path is right, since it was understood
                    m_banner->showError(doing, error);
                else
                    showProblem(doing, error, method, m_controller->resource().file->path);
            });
    if (m_files->areThere()) {
        column->addWidget(m_files->playerBar());
        column->addWidget(m_files->transferBar());
    }
    m_rowPartsSoon.setSingleShot(true);
    m_rowPartsSoon.setInterval(0);
    connect(&m_rowPartsSoon, &QTimer::timeout, this, &ResourcePage::showRowParts);
    connect(&m_controller->table(), &QAbstractItemModel::dataChanged, &m_rowPartsSoon,
            qOverload<>(&QTimer::start));
    connect(&m_live, &models::LiveRefresh::changed, this, &ResourcePage::showHeaderCount);
}

void ResourcePage::makeCommandPanel()
{
    m_command = new ActionPanel(&m_controller->session(), this);
    m_command->setMinimumWidth(300);
    m_split->addWidget(m_command);
    m_split->setStretchFactor(2, 2);
    m_command->hide();
    makeChangeActions();
    m_detail->setMenu(m_rowActions->actions() + m_files->actions() +
                      QList{m_ownChanges, m_reviewsAlways});
    connect(m_command, &ActionPanel::closeWanted, this, &ResourcePage::closeCommand);
    connect(m_command, &ActionPanel::said, this, &Page::said);
    connect(m_command, &ActionPanel::editPathWanted, this, &Page::editPathWanted);
    connect(m_command, &ActionPanel::importWanted, this, &Page::importWanted);
}

int ResourcePage::currentRow() const
{
    const QItemSelectionModel *selection = m_table->selectionModel();
    if (!selection || !selection->hasSelection())
        return -1;
    const QModelIndex current = selection->currentIndex();
    if (current.isValid() && selection->isRowSelected(current.row()))
        return current.row();
    return selection->selection().first().top();
}

QList<json::Document> ResourcePage::selectedRows() const
{
    QList<json::Document> rows;
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        rows << m_controller->table().documentAt(index.row());
    return rows;
}

void ResourcePage::showRowParts()
{
    const int row = currentRow();
    const json::Document document =
        row < 0 ? json::Document() : m_controller->table().documentAt(row);
    m_rowActions->setRow(document.root());
    m_files->setRow(document);
    fillCommand(false);
}

// The ids of another row take the place of the last one's; what is typed is not overwritten while
// the row stays the same.
void ResourcePage::fillCommand(bool anew)
{
    if (!m_command || !m_command->isVisibleTo(this) || !m_command->isOpen())
        return;
    const int row = currentRow();
    const QString id = row < 0 ? QString() : m_controller->table().idAt(row);
    if (id.isEmpty() || (!anew && id == m_commandRow))
        return;
    const QString name = m_controller->nameOf(id);
    const json::Document document = m_controller->table().documentAt(row);
    const QString whyNot = models::whyNotOn(m_command->operation(), document.root());
    m_commandRow = whyNot.isEmpty() ? id : QString();
    m_command->setRow(name, id, document.root(), whyNot);
}

void ResourcePage::startCommand(const api::Operation &operation, const QString &member,
                                const QString &value)
{
    if (!m_command->open(operation, member, value))
        return;
    showCommandPanel();
    m_commandRow.clear();
    const int row = currentRow();
    const bool fits =
        row >= 0 &&
        models::whyNotOn(operation, m_controller->table().documentAt(row).root()).isEmpty();
    if (fits) {
        fillCommand(true);
    } else if (operation.action) {
        QList<QPair<QString, QString>> wanted;
        for (const auto &[property, values] : operation.action->when)
            wanted.append({property, values.first()});
        if (!wanted.isEmpty())
            showMatching(wanted);
        m_command->setNoRow(tr("Choose a row in the list, or fill the ids in from a callback."));
    }
    m_command->focusForm();
}

void ResourcePage::showCommandPanel()
{
    if (m_command->isVisibleTo(this))
        return;
    m_detailBefore = isDetailVisible();
    m_sizesBefore = m_split->sizes();
    const int beside = m_sizesBefore.at(1) > 0 ? m_sizesBefore.at(1) : 380;
    const int width = qMax(m_command->minimumWidth(), beside);
    m_detail->hide();
    m_command->show();
    m_split->setSizes({qMax(300, m_split->width() - width), 0, width});
}

void ResourcePage::followCatalogue()
{
    const api::Catalogue &catalogue = m_controller->session().catalogue();
    m_rowActions->followCatalogue(catalogue);
    m_command->followCatalogue(catalogue);
}

bool ResourcePage::isCommandOpen() const
{
    return m_command->isVisibleTo(this);
}

void ResourcePage::closeCommand()
{
    m_command->hide();
    m_detail->setVisible(m_detailBefore);
    m_split->setSizes(m_sizesBefore);
    m_table->setFocus();
}

void ResourcePage::showMatching(const QList<QPair<QString, QString>> &values)
{
    m_filter->clear();
    m_filter->setMatching(values);
    m_wantsSole = true;
    selectSole();
}

// Who followed a link to one thing wants to see it, not a list of one.
void ResourcePage::selectSole()
{
    if (!m_wantsSole || m_controller->state() != ResourceController::State::Ready)
        return;
    m_wantsSole = false;
    if (m_controller->table().rowCount() == 1)
        m_table->selectRow(0);
}

void ResourcePage::reopen(const Opened &opened)
{
    m_filter->setState(opened.filter);
    m_wantsSelected = opened.selected;
    selectWanted();
    if (opened.isNew)
        m_controller->openNew();
    else if (opened.something)
        m_controller->open(opened.id);
}

// What a page had selected that this one takes the place of. Nothing is opened by it.
void ResourcePage::selectWanted()
{
    if (m_wantsSelected.isEmpty() || m_controller->state() != ResourceController::State::Ready)
        return;
    const QStringList wanted = std::exchange(m_wantsSelected, {});
    QItemSelection rows;
    const models::ResourceTableModel &table = m_controller->table();
    for (const QString &id : wanted) {
        const QModelIndex index = m_table->model()->index(table.rowOfId(id), 0);
        if (index.isValid())
            rows.select(index, index);
    }
    m_table->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect |
                                                QItemSelectionModel::Rows);
}

void ResourcePage::restLive()
{
    m_live.setOn(m_rest->isChecked());
}

void ResourcePage::showLoadProblem()
{
    const std::optional<api::ApiError> error = m_controller->loadError();
    if (!error && m_showsLoadError && m_controller->state() == ResourceController::State::Ready) {
        m_banner->dismiss();
        m_showsLoadError = false;
    }
    const bool some = m_controller->table().totalCount() > 0;
    // What refreshes by itself says calmly that it could not: the title line does.
    if (!error || m_controller->isLoading() || (m_controller->isQuiet() && some))
        return;
    showProblem(some ? tr("Refreshing") : tr("Loading"), *error, api::Method::Get,
                m_controller->resource().collectionPath);
    m_showsLoadError = true;
}

void ResourcePage::showProblem(const QString &doing, const api::ApiError &error, api::Method method,
                               const QString &path)
{
    const auto &operations = m_controller->session().catalogue().operations();
    const auto operation = std::ranges::find_if(operations, [&](const api::Operation &each) {
        return each.method == method && each.path == path;
    });
    const api::Source source =
        operation == operations.end() ? m_controller->resource().source : operation->source;
    m_banner->showError(doing, models::withAssumption(error, source));
    m_showsLoadError = false;
    if (!models::blamesAssumption(error, source))
        return;
    connect(m_banner->addAction(tr("Change the path...")), &QPushButton::clicked, this,
            [this, method, path] { Q_EMIT editPathWanted(method, path); });
    connect(m_banner->addAction(tr("Import...")), &QPushButton::clicked, this, &Page::importWanted);
}

QString ResourcePage::workInProgress() const
{
    for (const QString &work :
         {m_controller->workInProgress(), bulkInProgress(), m_csv->workInProgress()}) {
        if (!work.isEmpty())
            return work;
    }
    return m_files->workInProgress();
}

void ResourcePage::stopWork()
{
    m_controller->stopWork();
    m_csv->stopWork();
    stopBulk();
    m_files->stopWork();
}

} // namespace ui
