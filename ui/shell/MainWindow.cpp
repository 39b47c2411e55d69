// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/MainWindow.h"

#include "models/KeyWords.h"
#include "ui/bulk/BulkOffer.h"
#include "ui/catalogue/DocumentsPage.h"
#include "ui/compare/TenantCommands.h"
#include "ui/keys/KeyManagementDialog.h"
#include "ui/profile/PassphraseDialog.h"
#include "ui/profile/ProfileEditor.h"
#include "ui/request/RequestPage.h"
#include "ui/requests/RequestPanel.h"
#include "ui/resource/ResourcePage.h"
#include "ui/shell/ActionCommands.h"
#include "ui/shell/CommandPalette.h"
#include "ui/shell/PageStack.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/TopBar.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/tokens/TokensPage.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/FileDialog.h"
#include "ui/widgets/Placeholder.h"
#include "ui/widgets/Question.h"
#include "ui/widgets/ReturnClicks.h"
#include "ui/widgets/SecretClipboard.h"

#include <QAction>
#include <QCloseEvent>
#include <QDeadlineTimer>
#include <QDir>
#include <QPushButton>
#include <QScreen>
#include <QSplitter>
#include <QStatusBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto longestWait = 3s;

} // namespace

MainWindow::MainWindow(models::Workspace *workspace, QWidget *parent)
    : QMainWindow(parent)
    , m_workspace(workspace)
    , m_settings(workspace->isReadOnly() ? nullptr
                                         : std::make_unique<QSettings>(
                                               QDir(workspace->folder()).filePath(u"window.ini"_s),
                                               QSettings::IniFormat))
{
    setWindowTitle(tr("iotcomms console"));
    // With its frame on a screen of 1280x800; below that nothing would be gained by shrinking
    // further.
    resize(QSize(1280, 800)
               .boundedTo(screen()->availableSize() - QSize(8, 40))
               .expandedTo({1240, 740}));
    m_entries.setEntries(*workspace->catalogue(), PageStack::handMadePages());
    setCentralWidget(makeContent());
    statusBar()->setSizeGripEnabled(false);
    makeActions();
    new ReturnClicks(this);
    connectWorkspace();
    refreshProfiles();
    showStarting();
    if (m_settings) {
        FileDialog::keepFolderIn(m_settings.get());
        restoreGeometry(m_settings->value(u"window/geometry"_s).toByteArray());
        m_columns->restoreState(m_settings->value(u"window/columns"_s).toByteArray());
        m_rows->restoreState(m_settings->value(u"window/rows"_s).toByteArray());
        m_requests->setVisible(m_settings->value(u"window/requests"_s, true).toBool());
    }
}

MainWindow::~MainWindow()
{
    m_status.setSession(nullptr);
    m_pages->closePages();
}

QWidget *MainWindow::makeContent()
{
    auto *content = new QWidget(this);
    m_topBar = new TopBar(&m_status, content);
    m_sidebar = new Sidebar(content);
    m_sidebar->setModel(&m_entries);
    m_sidebar->setMinimumWidth(150);
    m_banner = new Banner(content);
    m_pages = new PageStack(m_workspace, m_settings.get(), content);
    m_requests = new RequestPanel(&m_workspace->history(), content);

    auto *pageArea = new QWidget(content);
    auto *pageColumn = new QVBoxLayout(pageArea);
    pageColumn->setContentsMargins(0, 0, 0, 0);
    pageColumn->setSpacing(0);
    pageColumn->addWidget(m_banner);
    pageColumn->addWidget(m_pages, 1);

    m_rows = new QSplitter(Qt::Vertical, content);
    m_rows->setChildrenCollapsible(false);
    m_rows->addWidget(pageArea);
    m_rows->addWidget(m_requests);
    m_rows->setStretchFactor(0, 1);
    m_rows->setSizes({560, 160});
    m_columns = new QSplitter(Qt::Horizontal, content);
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(m_sidebar);
    m_columns->addWidget(m_rows);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({200, 1080});

    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_topBar);
    column->addWidget(m_columns, 1);

    connect(m_sidebar, &Sidebar::keyChosen, this, &MainWindow::showPage);
    connect(m_requests, &RequestPanel::hideWanted, this, [this] { m_requests->hide(); });
    connect(m_pages, &PageStack::countChanged, &m_entries, &models::SidebarModel::setCount);
    connect(m_pages, &PageStack::said, this, &MainWindow::say);
    connectPlatform();
    connect(m_requests, &RequestPanel::inspectTokenWanted, this, &MainWindow::inspectTokenOf);
    connect(m_requests, &RequestPanel::editWanted, this, [this](const api::HistoryEntry &request) {
        showPage(PageStack::requestKey);
        if (auto *page = qobject_cast<RequestPage *>(m_pages->currentPage()))
            page->open(request);
    });
    connect(SecretClipboard::instance(), &SecretClipboard::said, this, &MainWindow::say);
    connect(&m_workspace->keys(), &auth::KeyStore::waitingChanged, this, [this] {
        if (m_workspace->keys().isWaitingForKeychain())
            say(models::KeyWords::keychainAsks());
    });
    connect(m_topBar, &TopBar::profileChosen, this, &MainWindow::useProfile);
    connect(m_topBar, &TopBar::newProfileWanted, this, &MainWindow::newProfile);
    connect(m_topBar, &TopBar::editProfileWanted, this, [this] {
        if (const auto profile =
                m_workspace->profiles().profile(m_workspace->profiles().currentId()))
            editProfile(*profile);
    });
    connect(m_topBar, &TopBar::paletteWanted, this, &MainWindow::openPalette);
    connect(m_topBar, &TopBar::keyClicked, this, &MainWindow::explainKey);
    connect(m_topBar, &TopBar::tokenClicked, this, [this] {
        if (TokensPage *page = tokensPage())
            page->showLive();
    });
    connect(m_topBar, &TopBar::clockClicked, this, &MainWindow::explainClock);
    return content;
}

QAction *MainWindow::makeAction(const QString &text, const QString &iconName,
                                const QKeySequence &shortcut, std::function<void()> run)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setShortcut(shortcut);
    connect(action, &QAction::triggered, this, std::move(run));
    addAction(action);
    m_actions << action;
    return action;
}

void MainWindow::makeActions()
{
    QAction *palette = makeAction(tr("Find anything"), u"search"_s,
                                  QKeySequence(Qt::CTRL | Qt::Key_K), [this] { openPalette(); });
    m_actions.removeOne(palette); // it is what is open already
    QAction *filter = makeAction(tr("Filter this page"), u"filter"_s, QKeySequence::Find, [this] {
        if (Page *page = m_pages->currentPage())
            page->focusFilter();
    });
    filter->setShortcuts({QKeySequence(QKeySequence::Find), QKeySequence(Qt::Key_Slash)});
    makeGoToActions();
    makeAction(tr("Import API document..."), u"document"_s, {}, [this] { importDocument(false); });
    makeAction(tr("Import API document from URL..."), u"document"_s, {},
               [this] { importDocument(true); });
    makeAction(tr("Make a token"), u"token"_s, {}, [this] {
        if (TokensPage *page = tokensPage())
            page->showMake();
    });
    makeAction(tr("Watch the profile's token"), u"token"_s, {}, [this] {
        if (TokensPage *page = tokensPage())
            page->showLive();
    });
    makeAction(tr("Choose a profile"), u"profile"_s, QKeySequence(Qt::CTRL | Qt::Key_P),
               [this] { m_topBar->openProfileMenu(); });
    makeAction(tr("Show or hide the detail panel"), u"panel-right"_s,
               QKeySequence(Qt::CTRL | Qt::Key_Backslash), [this] {
                   if (Page *page = m_pages->currentPage())
                       page->toggleDetail();
               });
    makeAction(tr("Show or hide the requests"), u"panel-bottom"_s,
               QKeySequence(Qt::CTRL | Qt::Key_J),
               [this] { m_requests->setVisible(!m_requests->isVisible()); });
    const auto scheme = [this](const QString &text, Theme::Scheme wanted) {
        makeAction(text, u"settings"_s, {}, [this, wanted] {
            if (Theme::instance())
                Theme::instance()->setScheme(wanted);
            if (m_settings)
                m_settings->setValue(u"window/scheme"_s, int(wanted));
        });
    };
    scheme(tr("Colours: follow the system"), Theme::Scheme::System);
    scheme(tr("Colours: light"), Theme::Scheme::Light);
    scheme(tr("Colours: dark"), Theme::Scheme::Dark);
    if (m_settings && Theme::instance() && m_settings->contains(u"window/scheme"_s))
        Theme::instance()->setScheme(Theme::Scheme(m_settings->value(u"window/scheme"_s).toInt()));
    makeAction(tr("Quit"), u"close"_s, QKeySequence::Quit, [this] { close(); });
}

void MainWindow::makeGoToActions()
{
    qDeleteAll(std::exchange(m_goTo, {}));
    int number = 1;
    for (const QModelIndex &entry : m_entries.entries()) {
        const QKeySequence keys =
            number <= 9 ? QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + number)) : QKeySequence();
        const QString key = entry.data(models::SidebarModel::KeyRole).toString();
        m_goTo << makeAction(tr("Go to %1").arg(entry.data().toString()),
                             entry.data(models::SidebarModel::IconRole).toString(), keys,
                             [this, key] { goTo(key); });
        m_goTo.last()->setProperty(pageNameProperty, entry.data());
        m_actions.removeLast();
        ++number;
    }
}

void MainWindow::goTo(const QString &key)
{
    showPage(key);
    if (Page *page = m_pages->currentPage(); page && m_pages->currentKey() == key)
        page->enter();
}

void MainWindow::followCatalogue()
{
    const QModelIndexList before = m_entries.entries();
    QStringList known;
    for (const QModelIndex &entry : before)
        known << entry.data(models::SidebarModel::KeyRole).toString();
    m_entries.setEntries(*m_workspace->catalogue(), PageStack::handMadePages());
    makeGoToActions();
    m_pages->followCatalogue();
    const QString wanted = m_settings ? m_settings->value(u"window/page"_s).toString() : QString();
    if (m_wantsImported && m_pages->knows(wanted)) {
        m_wantsImported = false;
        showPage(wanted);
    }
    m_sidebar->setCurrentKey(m_entries.indexOf(m_pages->currentKey()));
    if (m_pages->currentKey() == PageStack::documentsKey)
        m_sidebar->showNew(known);
}

void MainWindow::importDocument(bool fromUrl)
{
    showPage(PageStack::documentsKey);
    auto *page = qobject_cast<DocumentsPage *>(m_pages->currentPage());
    if (page && fromUrl)
        page->askForUrl();
    else if (page)
        page->chooseFile();
}

void MainWindow::connectWorkspace()
{
    connect(m_workspace, &models::Workspace::sessionClosing, this, [this] {
        m_wantedKey = m_pages->currentKey();
        m_status.setSession(nullptr);
        m_pages->closePages();
        showStarting();
    });
    connect(m_workspace, &models::Workspace::sessionChanged, this, &MainWindow::openSession);
    connect(m_workspace, &models::Workspace::catalogueChanged, this, &MainWindow::followCatalogue);
    connect(m_pages, &PageStack::currentGone, this, [this] { showPage(PageStack::documentsKey); });
    connect(m_workspace, &models::Workspace::startFailed, this, [this](const QString &sentence) {
        m_pages->placeholder()->setContent(u"error"_s, tr("The sandbox could not be started"),
                                           sentence, tr("Try again"));
        m_pages->showPlaceholder();
    });
    connect(m_pages->placeholder(), &Placeholder::actionTriggered, this, [this] {
        showStarting();
        start();
    });
    connect(m_workspace, &models::Workspace::notice, this, [this](const QString &sentence) {
        m_banner->showMessage(Banner::Level::Warn, sentence);
    });
    connect(&m_workspace->profiles(), &api::ProfileStore::changed, this,
            &MainWindow::refreshProfiles);
    connect(&m_workspace->profiles(), &api::ProfileStore::currentChanged, this,
            &MainWindow::refreshProfiles);
}

void MainWindow::showNotices()
{
    if (!m_workspace->notices().isEmpty())
        m_banner->showMessage(Banner::Level::Warn, m_workspace->notices().join(u' '));
}

void MainWindow::start()
{
    showNotices();
    m_workspace->use(m_workspace->profiles().currentId());
}

void MainWindow::showStarting()
{
    m_pages->placeholder()->setContent(u"sandbox"_s, tr("Starting the sandbox..."), {});
    m_pages->showPlaceholder();
}

void MainWindow::openSession()
{
    api::Session *session = m_workspace->session();
    m_status.setSession(session);
    m_topBar->setProfile(session->profile());
    m_banner->dismiss();
    showNotices(); // what holds for the folder holds for every profile
    for (const api::ResourceType &type : m_workspace->catalogue()->resources())
        m_entries.setCount(type.key, -1);
    refreshProfiles();

    QString key = m_wantedKey;
    if (key.isEmpty() && m_settings)
        key = m_settings->value(u"window/page"_s).toString();
    // The page of an imported document comes to the front once that is read.
    m_wantsImported = !m_pages->knows(key) && m_workspace->documents().isLoading();
    const QString remembered = key;
    if (const QModelIndexList entries = m_entries.entries();
        !m_pages->knows(key) && !entries.isEmpty())
        key = entries.constFirst().data(models::SidebarModel::KeyRole).toString();
    showPage(key);
    if (m_wantsImported && m_settings)
        m_settings->setValue(u"window/page"_s, remembered);
    if (session->profile().embeddedSandbox)
        showSandboxHint();
    m_bulkOffer->look(session->profile().id);
    const auto speakOfKey = [this, session] {
        using State = api::Session::KeyState;
        if (session->keyState() == State::NeedsPassphrase)
            unlockKey();
        else if (session->keyState() == State::Missing || session->keyState() == State::Unusable)
            explainKey();
    };
    connect(session, &api::Session::keyStateChanged, this, speakOfKey);
    connect(session, &api::Session::passphraseWanted, this, &MainWindow::unlockKey);
    speakOfKey();
}

void MainWindow::showSandboxHint()
{
    if (!m_workspace->notices().isEmpty() ||
        (m_settings && m_settings->value(u"window/sandboxHintSeen"_s).toBool()))
        return;
    m_banner->showMessage(Banner::Level::Info,
                          tr("This is the embedded sandbox: its devices are invented, and nothing "
                             "leaves this computer."));
    QPushButton *connectOwn = m_banner->addAction(tr("Connect your own domain"));
    connect(connectOwn, &QPushButton::clicked, this, &MainWindow::newProfile);
    connect(
        m_banner, &Banner::dismissed, this,
        [this] {
            if (m_settings)
                m_settings->setValue(u"window/sandboxHintSeen"_s, true);
        },
        Qt::SingleShotConnection);
}

void MainWindow::showPage(const QString &key)
{
    if (!m_pages->showPage(key))
        return;
    m_sidebar->setCurrentKey(m_entries.indexOf(key));
    if (m_settings)
        m_settings->setValue(u"window/page"_s, key);
}

void MainWindow::inspectTokenOf(const api::HistoryEntry &request)
{
    if (TokensPage *page = tokensPage())
        page->inspectTokenOf(request);
}

TokensPage *MainWindow::tokensPage()
{
    showPage(PageStack::tokensKey);
    return qobject_cast<TokensPage *>(m_pages->currentPage());
}

ResourcePage *MainWindow::currentPage() const
{
    return qobject_cast<ResourcePage *>(m_pages->currentPage());
}

void MainWindow::unlessWorking(const QString &verb, std::function<void()> what)
{
    const QString work = workInProgress();
    if (work.isEmpty())
        return what();
    auto *question = new Question({tr("Still working"), work, verb, tr("Keep going")}, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QDialog::accepted, this, [this, what = std::move(what)] {
        m_pages->stopWork();
        m_tenant->letGo();
        afterWork(what);
    });
    question->open();
}

// What was on its way to the platform when the work was stopped has an outcome that is worth
// knowing: it is waited for, though not for ever.
void MainWindow::afterWork(std::function<void()> what)
{
    auto *look = new QTimer(this);
    look->setInterval(50ms);
    connect(look, &QTimer::timeout, this,
            [this, look, what = std::move(what), until = QDeadlineTimer(longestWait)] {
                if (!workInProgress().isEmpty() && !until.hasExpired())
                    return;
                look->deleteLater();
                look->stop();
                what();
            });
    look->start();
}

void MainWindow::useProfile(const QString &id)
{
    unlessWorking(tr("Stop and switch"), [this, id] { m_workspace->use(id); });
}

void MainWindow::refreshProfiles()
{
    const QString current = m_workspace->profiles().currentId();
    m_topBar->setProfiles(m_workspace->profiles().profiles(), current);
}

void MainWindow::say(const QString &sentence)
{
    statusBar()->showMessage(sentence, 6000);
}

void MainWindow::openPalette()
{
    QList<QAction *> actions;
    if (Page *page = m_pages->currentPage())
        actions << page->commands();
    actions << m_goTo << m_actions << m_topBar->profileActions()
            << m_commands->make(*m_workspace->catalogue());
    auto *dialog = new CommandPalette(actions, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::newProfile()
{
    api::Profile profile;
    profile.safety = api::SafetyLevel::Test;
    editProfile(profile);
}

void MainWindow::editProfile(const api::Profile &profile)
{
    auto *editor =
        new ProfileEditor(&m_workspace->profiles(), profile, this, &m_workspace->keyChoices());
    editor->setCanManageKeys(true);
    connect(editor, &ProfileEditor::manageKeysWanted, this, [this, editor] {
        auto *keys =
            new KeyManagementDialog(models::KeyContext::of(*m_workspace), m_settings.get(), editor);
        keys->setAttribute(Qt::WA_DeleteOnClose);
        keys->open();
    });
    editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(editor, &QDialog::accepted, this, [this, editor] { useProfile(editor->profile().id); });
    connect(editor, &ProfileEditor::removed, this, [this](const QString &id) {
        m_workspace->drafts().removeProfile(id);
        m_workspace->changes().removeProfile(id);
        m_workspace->bulkJournal().removeProfile(id);
        m_workspace->use({});
    });
    editor->open();
}

void MainWindow::unlockKey()
{
    const auto asked = findChildren<PassphraseDialog *>();
    if (std::ranges::any_of(asked, &QWidget::isVisible))
        return;
    auto *dialog = new PassphraseDialog(m_workspace->session(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::explainKey()
{
    const api::Session *session = m_workspace->session();
    if (!session)
        return;
    const auto state = session->keyState();
    m_banner->showMessage(state == api::Session::KeyState::Ready ? Banner::Level::Info
                                                                 : Banner::Level::Warn,
                          m_status.key().details);
    if (state == api::Session::KeyState::NeedsPassphrase)
        connect(m_banner->addAction(tr("Unlock")), &QPushButton::clicked, this,
                &MainWindow::unlockKey);
    else if (state != api::Session::KeyState::Ready)
        connect(m_banner->addAction(tr("Edit profile")), &QPushButton::clicked, this, [this] {
            // The session's copy is older, and the sandbox's has what only this run knows.
            const api::Profile &open = m_workspace->session()->profile();
            editProfile(m_workspace->profiles().profile(open.id).value_or(open));
        });
}

void MainWindow::explainClock()
{
    api::Session *session = m_workspace->session();
    if (!session)
        return;
    m_banner->showMessage(session->clockIsOff() ? Banner::Level::Warn : Banner::Level::Info,
                          m_status.clock().details);
    if (!session->clockIsOff())
        return;
    connect(m_banner->addAction(tr("Sign by the server's clock")), &QPushButton::clicked, this,
            [this] {
                m_banner->dismiss();
                m_workspace->allowClockOffset();
                m_status.update();
            });
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closing && !workInProgress().isEmpty()) {
        event->ignore();
        unlessWorking(tr("Stop and close"), [this] {
            m_closing = true;
            close();
        });
        return;
    }
    if (m_settings) {
        m_settings->setValue(u"window/geometry"_s, saveGeometry());
        m_settings->setValue(u"window/columns"_s, m_columns->saveState());
        m_settings->setValue(u"window/rows"_s, m_rows->saveState());
        m_settings->setValue(u"window/requests"_s, m_requests->isVisibleTo(this));
        m_settings->sync();
    }
    QMainWindow::closeEvent(event);
}

} // namespace ui
