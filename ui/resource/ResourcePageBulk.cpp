// SPDX-License-Identifier: GPL-3.0-or-later
// How a ResourcePage changes many of its rows at once.
#include "ui/bulk/BulkDialog.h"
#include "ui/csv/CsvActions.h"
#include "ui/resource/ResourcePage.h"
#include "ui/table/TableView.h"

#include <QAction>
#include <QItemSelectionModel>

#include <algorithm>

namespace ui {

void ResourcePage::setJournal(models::BulkJournal *journal)
{
    m_journal = journal;
    m_csv->setJournal(journal);
    showSelection();
}

QList<int> ResourcePage::selectedPlaces() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : m_table->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows << row;
    }
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

BulkDialog *ResourcePage::makeBulkDialog()
{
    auto change = std::make_unique<models::BulkChange>(
        &m_controller->session(), m_controller->resource(), m_controller->abilities(), m_journal);
    const models::ResourceTableModel &table = m_controller->table();
    change->setSource(m_controller.get());
    change->setRows(table.shownRows(selectedPlaces()), table.shownRows());
    connect(change.get(), &models::BulkChange::resourcesChanged, m_controller.get(),
            &models::ResourceController::refreshQuietly);
    m_bulk = new BulkDialog(std::move(change), window());
    connect(m_bulk, &QDialog::finished, this, [this] {
        using State = models::BulkRun::State;
        const State state = m_bulk->change().run().state();
        if (state == State::Paused || state == State::Stopped)
            Q_EMIT runLeft();
    });
    m_bulk->setPatchLibrary(m_library);
    return m_bulk;
}

void ResourcePage::changeMany()
{
    if (!m_journal)
        return;
    if (!m_bulk)
        makeBulkDialog();
    m_bulk->show();
    m_bulk->raise();
    m_bulk->activateWindow();
}

void ResourcePage::openBulkRun(qint64 job)
{
    if (!m_journal || m_bulk)
        return changeMany();
    makeBulkDialog()->openJob(job);
    m_bulk->show();
}

QString ResourcePage::bulkInProgress() const
{
    return m_bulk ? m_bulk->change().workInProgress() : QString();
}

void ResourcePage::stopBulk()
{
    if (m_bulk)
        m_bulk->change().cancel();
}

void ResourcePage::closeBulk()
{
    delete m_bulk.data();
}

} // namespace ui
