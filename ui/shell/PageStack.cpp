// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/PageStack.h"

#include "ui/keys/KeysPage.h"
#include "ui/request/RequestPage.h"
#include "ui/resource/ResourcePage.h"
#include "ui/tokens/TokensPage.h"
#include "ui/widgets/Page.h"
#include "ui/widgets/Placeholder.h"

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

const QString PageStack::tokensKey = u"page/tokens"_s;
const QString PageStack::keysKey = u"page/keys"_s;
const QString PageStack::requestKey = u"page/request"_s;

PageStack::PageStack(models::Workspace *workspace, QSettings *settings, QWidget *parent)
    : QStackedWidget(parent)
    , m_workspace(workspace)
    , m_settings(settings)
    , m_placeholder(new Placeholder(this))
{
    addWidget(m_placeholder);
}

PageStack::~PageStack()
{
    closePages();
}

QList<models::SidebarModel::Page> PageStack::handMadePages()
{
    return {{tokensKey, tr("Tokens"), u"token"_s, u"Security"_s},
            {keysKey, tr("Keys"), u"key"_s, u"Security"_s},
            {requestKey, tr("Request"), u"send"_s, u"Tools"_s}};
}

bool PageStack::knows(const QString &key) const
{
    return m_workspace->catalogue()->resource(key) ||
           std::ranges::contains(handMadePages(), key, &models::SidebarModel::Page::key);
}

Page *PageStack::makePage(const QString &key)
{
    if (const api::ResourceType *type = m_workspace->catalogue()->resource(key))
        return new ResourcePage(m_workspace->session(), *type, &m_workspace->drafts(), m_settings,
                                this);
    if (key == tokensKey)
        return new TokensPage(m_workspace, this);
    if (key == keysKey)
        return new KeysPage(models::KeyContext::of(*m_workspace), m_settings, this);
    if (key == requestKey)
        return new RequestPage(m_workspace, this);
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
        connect(page, &Page::countChanged, this,
                [this, key](int total) { Q_EMIT countChanged(key, total); });
        connect(page, &Page::said, this, &PageStack::said);
    }
    m_currentKey = key;
    setCurrentWidget(page);
    return true;
}

Page *PageStack::currentPage() const
{
    return m_pages.value(m_currentKey);
}

void PageStack::closePages()
{
    for (Page *page : std::as_const(m_pages)) {
        removeWidget(page);
        delete page;
    }
    m_pages.clear();
    m_currentKey.clear();
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
