// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ApiDocumentsModel.h"
#include "models/ImportReview.h"
#include "ui/widgets/Page.h"

#include <QSettings>

class QSplitter;

namespace ui {

class Banner;
class PageHeader;
class ReviewPanel;
class TableView;

/// The API documents behind the console: those that ship with it and those that were imported, from
/// a file, a URL, or dropped here; each import is looked at before it counts, and can be undone.
class DocumentsPage : public Page
{
    Q_OBJECT

public:
    /// @p settings may be null.
    DocumentsPage(models::ApiDocuments *documents, QSettings *settings, QWidget *parent = nullptr);
    ~DocumentsPage() override;

    QList<QAction *> commands() const override { return m_commands; }

    void chooseFile();
    void askForUrl();
    models::ImportReview &review() { return m_review; }

protected:
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makeActions();
    void makeHeader();
    QWidget *makeTable();
    void undoSelected();
    void showState();
    QString selectedId() const;

    models::ApiDocuments *m_documents;
    QSettings *m_settings;
    models::ApiDocumentsModel m_model;
    models::ImportReview m_review;
    PageHeader *m_header;
    Banner *m_banner;
    TableView *m_table;
    QSplitter *m_split;
    QAction *m_file = nullptr;
    QAction *m_url = nullptr;
    QAction *m_undo = nullptr;
    QList<QAction *> m_commands;
};

} // namespace ui
