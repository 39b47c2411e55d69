// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/TokensPage.h"

#include "ui/resource/PageHeader.h"
#include "ui/theme/Icons.h"
#include "ui/tokens/InspectView.h"
#include "ui/tokens/LiveView.h"
#include "ui/tokens/MakeView.h"
#include "ui/widgets/SecretClipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

TokensPage::TokensPage(models::Workspace *workspace, QWidget *parent)
    : Page(parent)
    , m_bench(workspace)
    , m_tabs(new QTabWidget(this))
    , m_inspect(new InspectView(&m_bench.inspection(), this))
    , m_make(new MakeView(workspace->session(), this))
    , m_live(new LiveView(workspace->session(), this))
{
    auto *header = new PageHeader(u"token"_s, tr("Tokens"), this);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_inspect, tr("Inspect"));
    m_tabs->addTab(m_make, tr("Make"));
    m_tabs->addTab(m_live, tr("Live"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header);
    column->addWidget(m_tabs, 1);
    makeActions();
    for (QAction *action : std::as_const(m_commands).first(2)) {
        auto *button = new QPushButton(action->icon(), action->text(), this);
        button->setProperty("kind", u"quiet"_s);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        header->addAction(button);
    }
    connect(m_inspect, &InspectView::said, this, &Page::said);
    connect(m_make, &MakeView::inspectWanted, this, &TokensPage::inspect);
    connect(m_make, &MakeView::copySecretWanted, this, &SecretClipboard::copySecret);
    connect(m_live, &LiveView::inspectWanted, this, &TokensPage::inspectOwn);
    connect(&m_bench, &models::TokenBench::said, this, &Page::said);
}

TokensPage::~TokensPage()
{
    delete m_tabs; // its views look at the bench
}

void TokensPage::makeActions()
{
    const auto add = [this](const QString &text, const QString &iconName,
                            void (TokensPage::*slot)()) {
        auto *action = new QAction(icon(iconName), text, this);
        connect(action, &QAction::triggered, this, slot);
        m_commands << action;
        addAction(action);
        return action;
    };
    add(tr("Paste a token"), u"duplicate"_s, &TokensPage::pasteToken)
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V));
    add(tr("Inspect the profile's token"), u"token"_s, &TokensPage::inspectOwn);
}

void TokensPage::focusFilter()
{
    m_tabs->setCurrentWidget(m_inspect);
    m_inspect->focusToken();
}

void TokensPage::inspect(const QByteArray &token)
{
    m_bench.inspection().setText(token);
    m_tabs->setCurrentWidget(m_inspect);
    m_inspect->focusMembers();
}

void TokensPage::inspectTokenOf(const api::HistoryEntry &request)
{
    const QByteArray token = m_bench.tokenOf(request);
    if (!token.isEmpty())
        inspect(token);
}

void TokensPage::showMake()
{
    m_tabs->setCurrentWidget(m_make);
}

void TokensPage::showLive()
{
    m_tabs->setCurrentWidget(m_live);
}

void TokensPage::pasteToken()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (text.trimmed().isEmpty()) {
        Q_EMIT said(tr("The clipboard holds no text. Copy a token first."));
        return;
    }
    inspect(text.toUtf8());
}

void TokensPage::inspectOwn()
{
    const QByteArray token = m_bench.ownToken();
    if (!token.isEmpty())
        inspect(token);
}

} // namespace ui
