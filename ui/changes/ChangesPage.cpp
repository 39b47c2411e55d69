// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/ChangesPage.h"

#include "ui/changes/ChangeLogView.h"
#include "ui/changes/StagedView.h"
#include "ui/resource/PageHeader.h"

#include <QShowEvent>
#include <QTabWidget>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

ChangesPage::ChangesPage(models::Workspace *workspace, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_tabs(new QTabWidget(this))
    , m_staged(new StagedView(workspace, this))
    , m_log(new ChangeLogView(workspace, this))
{
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_staged, tr("Staged"));
    m_tabs->addTab(m_log, tr("Log"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new PageHeader(u"changes"_s, tr("Changes"), this));
    column->addWidget(m_tabs, 1);
    connect(m_staged, &StagedView::openWanted, this, &Page::openWanted);
    connect(m_staged, &StagedView::said, this, &Page::said);
    connect(m_log, &ChangeLogView::openWanted, this, &Page::openWanted);
    connect(m_log, &ChangeLogView::undoWanted, this, &Page::undoWanted);
    connect(m_log, &ChangeLogView::said, this, &Page::said);
    connect(&workspace->drafts(), &models::DraftStore::changed, this, &ChangesPage::countStaged);
    if (m_staged->model().rowCount() == 0)
        m_tabs->setCurrentWidget(m_log);
    countStaged();
}

QList<QAction *> ChangesPage::commands() const
{
    return m_staged->commands() + m_log->commands();
}

void ChangesPage::focusFilter()
{
    m_tabs->setCurrentWidget(m_log);
    m_log->focusSearch();
}

void ChangesPage::followCatalogue()
{
    m_staged->model().setCatalogue(m_workspace->catalogue());
    m_log->followCatalogue();
}

void ChangesPage::showLogOf(const QString &resource, const QString &id)
{
    m_tabs->setCurrentWidget(m_log);
    m_log->showOnly(resource, id);
    m_log->focusTable();
}

void ChangesPage::showStaged()
{
    m_tabs->setCurrentWidget(m_staged);
    m_staged->focusTable();
}

void ChangesPage::countStaged()
{
    const int count = m_staged->model().rowCount();
    m_tabs->setTabText(m_tabs->indexOf(m_staged),
                       count > 0 ? tr("Staged (%1)").arg(count) : tr("Staged"));
}

void ChangesPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    countStaged();
    if (event->spontaneous())
        return; // the window that comes back has its focus where it was
    if (m_tabs->currentWidget() == m_staged)
        m_staged->focusTable();
    else
        m_log->focusTable();
}

} // namespace ui
