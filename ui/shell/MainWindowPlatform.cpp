// SPDX-License-Identifier: GPL-3.0-or-later
// Where commands, links and assumed paths lead, from whatever page they come.
#include "ui/action/ActionsPage.h"
#include "ui/bulk/BulkOffer.h"
#include "ui/catalogue/EditPathDialog.h"
#include "ui/changes/ChangesPage.h"
#include "ui/compare/TenantCommands.h"
#include "ui/resource/ResourcePage.h"
#include "ui/shell/ActionCommands.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/PageStack.h"
#include "ui/widgets/Banner.h"

#include <algorithm>

namespace ui {

QString MainWindow::workInProgress() const
{
    QStringList sentences{m_pages->workInProgress(), m_tenant->workInProgress()};
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

void MainWindow::connectPlatform()
{
    m_commands = new ActionCommands(this);
    m_tenant = new TenantCommands(m_workspace, this);
    m_actions << m_tenant->actions();
    connect(m_tenant, &TenantCommands::said, this, &MainWindow::say);
    connect(m_tenant, &TenantCommands::failed, this, [this](const QString &sentence) {
        m_banner->showMessage(Banner::Level::Warn, sentence);
    });
    connect(m_commands, &ActionCommands::chosen, this, &MainWindow::startCommand);
    m_bulkOffer = new BulkOffer(&m_workspace->bulkJournal(), m_banner, this);
    connect(m_bulkOffer, &BulkOffer::wanted, this, [this](const QString &resource, qint64 job) {
        showPage(resource);
        if (ResourcePage *page = currentPage(); page && m_pages->currentKey() == resource)
            page->openBulkRun(job);
    });
    connect(m_bulkOffer, &BulkOffer::said, this, &MainWindow::say);
    m_actions << m_bulkOffer->action();
    connect(m_pages, &PageStack::runLeft, this, [this] {
        if (const api::Session *session = m_workspace->session())
            m_bulkOffer->look(session->profile().id);
    });
    connect(m_pages, &PageStack::importWanted, this, [this] { showPage(PageStack::documentsKey); });
    connect(m_pages, &PageStack::commandWanted, this, &MainWindow::startCommand);
    connect(m_pages, &PageStack::editPathWanted, this, &MainWindow::editPath);
    connect(m_pages, &PageStack::pageWanted, this,
            [this](const QString &key, const QList<QPair<QString, QString>> &values) {
                showPage(key);
                if (Page *page = m_pages->currentPage(); page && m_pages->currentKey() == key)
                    page->showMatching(values);
            });
    connect(m_pages, &PageStack::changesWanted, this,
            [this](const QString &resource, const QString &id) {
                showPage(PageStack::changesKey);
                if (auto *changes = qobject_cast<ChangesPage *>(m_pages->currentPage()))
                    changes->showLogOf(resource, id);
            });
    connect(m_pages, &PageStack::openWanted, this,
            [this](const QString &resource, const QString &id, bool isNew) {
                showPage(resource);
                ResourcePage *page = m_pages->currentKey() == resource ? currentPage() : nullptr;
                if (page)
                    page->openResource(id, isNew);
            });
    connect(m_pages, &PageStack::undoWanted, this, [this](const QString &resource, qint64 row) {
        showPage(resource);
        if (m_pages->currentKey() != resource)
            return;
        if (ResourcePage *page = currentPage())
            page->undoChange(row);
    });
}

// On the page of its rows where it has such: the one in front, if it is one of them.
void MainWindow::startCommand(const models::ActionEntry &entry)
{
    const QStringList places =
        entry.operation.action ? entry.operation.action->appliesTo : QStringList();
    QString key = m_pages->currentKey();
    if (!places.contains(key)) {
        const auto known = std::ranges::find_if(
            places, [this](const QString &place) { return m_pages->knows(place); });
        key = known == places.end() ? PageStack::actionsKey : *known;
    }
    showPage(key);
    if (ResourcePage *page = currentPage())
        page->startCommand(entry.operation, entry.member, entry.value);
    else if (auto *actions = qobject_cast<ActionsPage *>(m_pages->currentPage()))
        actions->openEntry(entry);
}

void MainWindow::editPath(api::Method method, const QString &path)
{
    const api::Catalogue &catalogue = *m_workspace->catalogue();
    models::ApiDocuments *documents = &m_workspace->documents();
    const auto type =
        std::ranges::find(catalogue.resources(), path, &api::ResourceType::collectionPath);
    const auto operation =
        std::ranges::find_if(catalogue.operations(), [&](const api::Operation &each) {
            return each.method == method && each.path == path;
        });
    EditPathDialog *dialog = nullptr;
    if (type != catalogue.resources().end())
        dialog = new EditPathDialog(documents, *type, this);
    else if (operation != catalogue.operations().end())
        dialog = new EditPathDialog(documents, *operation, this);
    if (!dialog)
        return;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace ui
