// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/PageStack.h"

#include "models/NewResource.h"
#include "ui/action/ActionsPage.h"
#include "ui/catalogue/DocumentsPage.h"
#include "ui/changes/ChangesPage.h"
#include "ui/keys/KeysPage.h"
#include "ui/tokens/TokensPage.h"
#include "ui/widgets/Page.h"
#include "ui/widgets/Placeholder.h"

#include <QApplication>

#include <algorithm>
#include <chrono>
#include <tuple>

namespace ui {

using namespace Qt::StringLiterals;

const QString PageStack::tokensKey = u"page/tokens"_s;
const QString PageStack::keysKey = u"page/keys"_s;
const QString PageStack::actionsKey = u"page/actions"_s;
const QString PageStack::documentsKey = u"page/documents"_s;
const QString PageStack::requestKey = u"page/request"_s;
const QString PageStack::changesKey = u"page/changes"_s;

namespace {

constexpr auto untilNextLook = std::chrono::milliseconds(500);

/// Whether a page shows the same things of both.
bool isSame(const api::ResourceType &a, const api::ResourceType &b)
{
    const auto facts = [](const api::ResourceType &type) {
        return std::tie(type.collectionPath, type.itemPath, type.idProperty, type.plural,
                        type.schema, type.source, type.createMethod, type.createOnItemPath,
                        type.canList, type.canRead, type.canReplace, type.canPatch, type.canDelete);
    };
    const auto fileOf = [](const api::ResourceType &type) {
        return type.file ? type.file->path : QString();
    };
    return facts(a) == facts(b) && fileOf(a) == fileOf(b);
}

} // namespace

PageStack::PageStack(models::Workspace *workspace, QSettings *settings, QWidget *parent)
    : QStackedWidget(parent)
    , m_workspace(workspace)
    , m_settings(settings)
    , m_placeholder(new Placeholder(this))
{
    addWidget(m_placeholder);
    m_nextLook.setSingleShot(true);
    connect(&m_nextLook, &QTimer::timeout, this, &PageStack::followCatalogue);
    connect(&workspace->drafts(), &models::DraftStore::changed, this, &PageStack::countStaged);
}

PageStack::~PageStack()
{
    closePages();
}

QList<models::SidebarModel::Page> PageStack::handMadePages()
{
    return {{actionsKey, tr("Actions"), u"action"_s, u"Traffic"_s},
            {tokensKey, tr("Tokens"), u"token"_s, u"Security"_s},
            {keysKey, tr("Keys"), u"key"_s, u"Security"_s},
            {requestKey, tr("Request"), u"send"_s, u"Console"_s},
            {changesKey, tr("Changes"), u"changes"_s, u"Console"_s},
            {documentsKey, tr("API documents"), u"document"_s, u"Console"_s}};
}

bool PageStack::knows(const QString &key) const
{
    return m_workspace->catalogue()->resource(key) ||
           std::ranges::contains(handMadePages(), key, &models::SidebarModel::Page::key);
}

Page *PageStack::makePage(const QString &key)
{
    if (const api::ResourceType *type = m_workspace->catalogue()->resource(key)) {
        m_types.insert(key, *type);
        auto *page = new ResourcePage(m_workspace->session(), models::withColumns(*type),
                                      &m_workspace->drafts(), m_settings, this);
        page->setPatchLibrary(&m_workspace->patchLibrary());
        page->setJournal(&m_workspace->bulkJournal());
        return page;
    }
    if (key == actionsKey)
        return new ActionsPage(m_workspace->session(), this);
    if (key == tokensKey)
        return new TokensPage(m_workspace, this);
    if (key == keysKey) {
        auto *page = new KeysPage(models::KeyContext::of(*m_workspace), m_settings, this);
        if (!m_selectedKey.isEmpty())
            page->select(m_selectedKey);
        return page;
    }
    if (key == documentsKey)
        return new DocumentsPage(&m_workspace->documents(), m_settings, this);
    if (key == requestKey) {
        auto *page = new RequestPage(m_workspace, this);
        const auto typed = m_typed.constFind(m_workspace->session()->profile().id);
        if (typed != m_typed.cend())
            page->setTyped(*typed);
        return page;
    }
    if (key == changesKey)
        return new ChangesPage(m_workspace, this);
    return nullptr;
}

bool PageStack::showPage(const QString &key)
{
    if (!m_workspace->session() || key == m_currentKey)
        return false;
    Page *page = m_pages.value(key);
    if (!page) {
        page = makePage(key);
        if (!page)
            return false;
        m_pages.insert(key, page);
        addWidget(page);
        connectPage(key, page);
    }
    m_currentKey = key;
    setCurrentWidget(page);
    if (auto *resources = qobject_cast<ResourcePage *>(page); resources && m_reopen.contains(key))
        resources->reopen(m_reopen.take(key));
    countStaged();
    return true;
}

void PageStack::connectPage(const QString &key, Page *page)
{
    connect(page, &Page::countChanged, this,
            [this, key](int total) { Q_EMIT countChanged(key, total); });
    connect(page, &Page::said, this, &PageStack::said);
    connect(page, &Page::pageWanted, this, &PageStack::pageWanted);
    connect(page, &Page::changesWanted, this, &PageStack::changesWanted);
    connect(page, &Page::openWanted, this, &PageStack::openWanted);
    connect(page, &Page::undoWanted, this, &PageStack::undoWanted);
    connect(page, &Page::editPathWanted, this, &PageStack::editPathWanted);
    connect(page, &Page::importWanted, this, &PageStack::importWanted);
    if (auto *actions = qobject_cast<ActionsPage *>(page))
        connect(actions, &ActionsPage::onRowsWanted, this, &PageStack::commandWanted);
    if (auto *resources = qobject_cast<ResourcePage *>(page))
        connect(resources, &ResourcePage::runLeft, this, &PageStack::runLeft);
}

// Also while its page was never shown: what is staged is not to be forgotten.
void PageStack::countStaged()
{
    const api::Session *session = m_workspace->session();
    const int count = session ? m_workspace->drafts().count(session->profile().id) : 0;
    Q_EMIT countChanged(changesKey, count > 0 ? count : -1);
}

Page *PageStack::currentPage() const
{
    return m_pages.value(m_currentKey);
}

void PageStack::closePages()
{
    if (const auto *keys = qobject_cast<KeysPage *>(m_pages.value(keysKey)))
        m_selectedKey = keys->selectedId();
    const auto *request = qobject_cast<RequestPage *>(m_pages.value(requestKey));
    if (request && m_workspace->session())
        m_typed.insert(m_workspace->session()->profile().id, request->typed());
    for (Page *page : std::as_const(m_pages)) {
        removeWidget(page);
        delete page;
    }
    m_pages.clear();
    m_types.clear();
    m_reopen.clear();
    m_currentKey.clear();
}

void PageStack::followCatalogue()
{
    if (auto *actions = qobject_cast<ActionsPage *>(m_pages.value(actionsKey)))
        actions->setCatalogue(*m_workspace->catalogue());
    if (auto *changes = qobject_cast<ChangesPage *>(m_pages.value(changesKey)))
        changes->followCatalogue();
    bool later = false;
    const QHash<QString, api::ResourceType> types = m_types;
    for (auto it = types.begin(); it != types.end(); ++it) {
        const api::ResourceType *type = m_workspace->catalogue()->resource(it.key());
        auto *page = qobject_cast<ResourcePage *>(m_pages.value(it.key()));
        if (!page)
            continue;
        page->followCatalogue();
        if (type && isSame(*type, it.value()))
            continue;
        // A dialog looks at what its page has, and a command that is filled in is no draft.
        const bool isUsed = QApplication::activeModalWidget() || (type && page->isCommandOpen());
        if (page->workInProgress().isEmpty() && !isUsed)
            remake(it.key());
        else
            later = true;
    }
    if (later)
        m_nextLook.start(untilNextLook);
}

void PageStack::remake(const QString &key)
{
    auto *old = qobject_cast<ResourcePage *>(m_pages.value(key));
    if (!old)
        return;
    const ResourcePage::Opened opened = old->closeOpened();
    const bool wasCurrent = key == m_currentKey;
    m_pages.remove(key);
    m_types.remove(key);
    removeWidget(old);
    delete old;
    if (wasCurrent)
        m_currentKey.clear();
    if (!m_workspace->catalogue()->resource(key)) {
        if (wasCurrent)
            Q_EMIT currentGone();
        return;
    }
    m_reopen.insert(key, opened);
    if (wasCurrent) // else it is made when it is shown
        showPage(key);
}

void PageStack::showPlaceholder()
{
    setCurrentWidget(m_placeholder);
}

QString PageStack::workInProgress() const
{
    QStringList sentences;
    for (const Page *page : m_pages) {
        const QString sentence = page->workInProgress();
        if (!sentence.isEmpty())
            sentences << sentence;
    }
    return sentences.join(u' ');
}

void PageStack::stopWork()
{
    for (Page *page : std::as_const(m_pages))
        page->stopWork();
}

} // namespace ui
