// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/RequestPage.h"

#include "models/Snippets.h"
#include "ui/request/CollectionsView.h"
#include "ui/request/HistoryView.h"
#include "ui/request/ReplyView.h"
#include "ui/request/RequestEditor.h"
#include "ui/request/SendReview.h"
#include "ui/request/SnippetMenu.h"
#include "ui/resource/PageHeader.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Banner.h"

#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::RequestBench;

namespace {

constexpr qsizetype longestPath = 60; // in a sentence; its end tells it apart

} // namespace

RequestPage::RequestPage(models::Workspace *workspace, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_bench(workspace->session())
    , m_side(new QTabWidget(this))
    , m_banner(new Banner(this))
    , m_history(
          new HistoryView(&workspace->history(), workspace->session()->profile().domain, this))
    , m_saved(new CollectionsView(&m_bench, workspace->session()->profile(),
                                  workspace->isReadOnly() ? QString() : workspace->folder(), this))
    , m_editor(new RequestEditor(&m_bench, *workspace->session(), this))
    , m_reply(new ReplyView(&m_bench.reply(), this))
    , m_copy(new SnippetMenu(this))
{
    makeActions();
    auto *header = new PageHeader(u"send"_s, tr("Request"), this);
    auto *fresh = new QPushButton(icon(u"add"_s), tr("New"), this);
    fresh->setAccessibleName(tr("New request"));
    connect(fresh, &QPushButton::clicked, this, &RequestPage::startNew);
    fresh->setProperty("kind", u"quiet"_s);
    auto *copyButton = new QToolButton(this);
    copyButton->setIcon(icon(u"copy"_s));
    copyButton->setText(tr("Copy as"));
    copyButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    copyButton->setPopupMode(QToolButton::InstantPopup);
    copyButton->setMenu(m_copy);
    header->addAction(fresh);
    header->addAction(copyButton);

    auto *work = new QSplitter(Qt::Vertical, this);
    work->setChildrenCollapsible(false);
    work->addWidget(m_editor);
    work->addWidget(m_reply);
    work->setStretchFactor(0, 2);
    work->setStretchFactor(1, 3);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(makeSide());
    split->addWidget(work);
    split->setStretchFactor(1, 1);
    split->setSizes({360, 720});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header);
    column->addWidget(m_banner);
    column->addWidget(split, 1);

    connect(m_editor, &RequestEditor::sendWanted, this,
            [this] { send(RequestBench::Token::Current); });
    connect(m_editor, &RequestEditor::cancelWanted, &m_bench, &RequestBench::cancel);
    connect(&m_bench, &RequestBench::sendingChanged, this,
            [this] { m_reply->setWaiting(m_bench.isSending(), m_bench.progress()); });
    connect(&m_bench, &RequestBench::said, this, &Page::said);
    connect(&m_bench, &RequestBench::loaded, this, &RequestPage::offerBack);
    connect(m_banner, &Banner::dismissed, this, [this] { m_bench.keepAside({}); });
    connect(m_reply, &ReplyView::said, this, &Page::said);
    connect(m_copy, &SnippetMenu::chosen, this, &RequestPage::copyAs);
    connect(workspace, &models::Workspace::catalogueChanged, m_editor,
            &RequestEditor::followCatalogue);
}

RequestPage::~RequestPage()
{
    // They look at the bench.
    delete m_reply;
    delete m_editor;
    delete m_saved;
}

QWidget *RequestPage::makeSide()
{
    m_side->setDocumentMode(true);
    m_side->setMinimumWidth(300);
    m_side->addTab(m_history, tr("History"));
    m_side->addTab(m_saved, tr("Saved"));
    connect(m_history, &HistoryView::openWanted, this, &RequestPage::open);
    connect(m_history, &HistoryView::sendWanted, this,
            [this](const api::HistoryEntry &entry, bool freshToken) {
                if (m_bench.isSending()) { // a double click sends it once
                    Q_EMIT said(workInProgress());
                    return;
                }
                open(entry);
                send(freshToken ? RequestBench::Token::Fresh : RequestBench::Token::Current);
            });
    connect(m_history, &HistoryView::copyWanted, this,
            [this](const api::HistoryEntry &entry, const QString &language, bool withToken) {
                copy(models::Snippets::of(entry, language, tokenIf(withToken)), withToken);
            });
    connect(m_history, &HistoryView::said, this, &Page::said);
    connect(m_saved, &CollectionsView::said, this, &Page::said);
    connect(m_saved, &CollectionsView::opened, m_editor, &RequestEditor::focusPath);
    connect(m_saved, &CollectionsView::shown, this, [this] { m_side->setCurrentWidget(m_saved); });
    return m_side;
}

QAction *RequestPage::addCommand(const QString &text, const QString &iconName,
                                 std::function<void()> run)
{
    auto *action = new QAction(icon(iconName), text, this);
    connect(action, &QAction::triggered, this, std::move(run));
    addAction(action);
    m_commands << action;
    return action;
}

void RequestPage::makeActions()
{
    addCommand(tr("Send the request"), u"send"_s, [this] { send(RequestBench::Token::Current); })
        ->setShortcuts(
            {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    addCommand(tr("Send the request with a new token"), u"token"_s,
               [this] { send(RequestBench::Token::Fresh); });
    addCommand(tr("Cancel the request"), u"stop"_s, [this] { m_bench.cancel(); });
    addCommand(tr("New request"), u"add"_s, [this] {
        startNew();
    })->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_N));
    addCommand(tr("Save the reply as a file"), u"folder"_s, [this] { m_reply->saveAs(); });
    for (const models::Snippets::Language &language : models::Snippets::languages()) {
        addCommand(tr("Copy the request as %1").arg(language.title), u"copy"_s,
                   [this, key = language.key] { copyAs(key, m_copy->withToken()); });
    }
}

QList<QAction *> RequestPage::commands() const
{
    return m_commands + m_history->commands() + m_saved->commands();
}

void RequestPage::enter()
{
    m_editor->focusPath();
}

void RequestPage::focusFilter()
{
    m_side->show();
    m_side->setCurrentWidget(m_history);
    m_history->focusSearch();
}

void RequestPage::toggleDetail()
{
    m_side->setVisible(!m_side->isVisible());
}

QString RequestPage::workInProgress() const
{
    return m_bench.isSending() ? tr("A request is waiting for its reply.") : QString();
}

void RequestPage::stopWork()
{
    m_bench.cancel();
}

void RequestPage::open(const api::HistoryEntry &entry)
{
    m_bench.load(entry);
    m_editor->focusPath();
}

void RequestPage::importCollection(const QString &path)
{
    m_saved->importFile(path);
}

void RequestPage::setTyped(const Typed &typed)
{
    m_bench.load(typed.request);
    m_bench.setKept(false);
    m_bench.keepAside(typed.aside);
    offerBack();
}

/// Another request took the place of one that was neither sent nor saved.
void RequestPage::offerBack()
{
    const auto &aside = m_bench.putAside();
    if (!aside)
        return m_banner->dismiss();
    const QString path = aside->request.path;
    m_banner->showMessage(Banner::Level::Info,
                          tr("What you were writing was put aside: %1 %2")
                              .arg(QString::fromLatin1(aside->request.method),
                                   path.isEmpty() ? tr("(no path yet)") : path.right(longestPath)));
    connect(m_banner->addAction(tr("Bring it back")), &QPushButton::clicked, this, [this] {
        m_bench.bringBack();
        m_editor->focusPath();
    });
}

void RequestPage::startNew()
{
    m_bench.load(api::SavedRequest());
    m_bench.reply().clear();
    m_editor->focusPath();
}

void RequestPage::send(RequestBench::Token token)
{
    m_bench.settlePath();
    if (!m_bench.canSend()) {
        if (!m_bench.isSending() && !m_bench.notes().isEmpty())
            Q_EMIT said(m_bench.notes().first().text);
        return;
    }
    if (!m_bench.needsReview())
        return dispatch(token);
    auto *review = new SendReview(m_bench.preview(), m_workspace->session()->profile(), window());
    review->setAttribute(Qt::WA_DeleteOnClose);
    connect(review, &QDialog::accepted, this, [this, token] { dispatch(token); });
    review->open();
}

void RequestPage::dispatch(RequestBench::Token token)
{
    m_bench.send(token);
}

QByteArray RequestPage::tokenIf(bool wanted)
{
    if (!wanted)
        return {};
    const auto token = m_workspace->session()->token();
    return token ? token->text : QByteArray();
}

void RequestPage::copyAs(const QString &language, bool withToken)
{
    const QByteArray token = tokenIf(withToken);
    copy(models::Snippets::of(m_bench, *m_workspace->session(), language, token), !token.isEmpty());
}

void RequestPage::copy(const QString &text, bool withToken)
{
    SnippetMenu::copy(text, withToken);
    if (!withToken)
        Q_EMIT said(tr("Copied. The code reads the token from the environment variable TOKEN."));
}

} // namespace ui
