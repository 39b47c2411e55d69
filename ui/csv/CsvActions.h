// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csv/CsvExporter.h"

#include <QAction>
#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>

namespace models {
class BulkJournal;
class ResourceController;
} // namespace models

namespace ui {

class ImportDialog;

/// What a page of resources has to do with CSV files: importing one, also by dropping it on the
/// page, and exporting all rows or the selected ones.
class CsvActions : public QObject
{
    Q_OBJECT

public:
    /// @p controller and @p page outlive it.
    CsvActions(models::ResourceController *controller, QWidget *page);
    ~CsvActions() override;

    /// Where the ids of the selected rows come from.
    void setSelection(std::function<QStringList()> selectedIds)
    {
        m_selected = std::move(selectedIds);
    }
    /// What remembers rows that are sent one by one; null: they can't be.
    void setJournal(models::BulkJournal *journal) { m_journal = journal; }
    QList<QAction *> actions() const { return {m_import, m_exportAll, m_exportSelected}; }
    /// Enables what can be done with that many rows selected.
    void setSelectedCount(int count);
    void import(const QString &path = {});
    /// Of an import that is sending; empty: none.
    QString workInProgress() const;
    void stopWork();

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void said(const QString &sentence);
    void failed(const QString &sentence);

private:
    void exportRows(bool selected);

    models::ResourceController *m_controller;
    models::BulkJournal *m_journal = nullptr;
    QWidget *m_page;
    models::CsvExporter m_exporter;
    std::function<QStringList()> m_selected;
    QAction *m_import;
    QAction *m_exportAll;
    QAction *m_exportSelected;
    QPointer<ImportDialog> m_dialog;
};

} // namespace ui
