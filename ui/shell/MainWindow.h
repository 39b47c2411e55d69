// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/Actions.h"
#include "models/SessionStatus.h"
#include "models/SidebarModel.h"
#include "models/Workspace.h"

#include <QMainWindow>
#include <QSettings>

#include <memory>

class QSplitter;

namespace ui {

class ActionCommands;
class Banner;
class BulkOffer;
class PageStack;
class RequestPanel;
class ResourcePage;
class Sidebar;
class TenantCommands;
class TokensPage;
class TopBar;

/// The window: top bar, sidebar, page, request panel. Holds no decisions about resources; pages do.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(models::Workspace *workspace, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens the profile that was open last, or the sandbox.
    void start();
    void showPage(const QString &key);
    /// The page in front, when it is one of a resource type; else null.
    ResourcePage *currentPage() const;

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    QWidget *makeContent();
    void makeActions();
    QAction *makeAction(const QString &text, const QString &iconName, const QKeySequence &shortcut,
                        std::function<void()> run);
    void makeGoToActions();
    void goTo(const QString &key);
    void followCatalogue();
    void importDocument(bool fromUrl);
    void connectPlatform();
    void startCommand(const models::ActionEntry &entry);
    void editPath(api::Method method, const QString &path);
    void connectWorkspace();
    void openSession();
    void inspectTokenOf(const api::HistoryEntry &request);
    TokensPage *tokensPage(); ///< in front now; null without a session
    void useProfile(const QString &id);
    QString workInProgress() const; ///< as Page::workInProgress(), of the whole window
    /// Runs @p what, after asking when work would be cut off by it.
    void unlessWorking(const QString &verb, std::function<void()> what);
    void afterWork(std::function<void()> what);
    void showStarting();
    void showNotices();
    void refreshProfiles();
    void say(const QString &sentence);
    void openPalette();
    void editProfile(const api::Profile &profile);
    void newProfile();
    void unlockKey();
    void explainKey();
    void explainClock();
    void showSandboxHint();

    models::Workspace *m_workspace;
    std::unique_ptr<QSettings> m_settings;
    models::SessionStatus m_status;
    models::SidebarModel m_entries;
    TopBar *m_topBar = nullptr;
    Sidebar *m_sidebar = nullptr;
    Banner *m_banner = nullptr;
    PageStack *m_pages = nullptr;
    BulkOffer *m_bulkOffer = nullptr;
    TenantCommands *m_tenant = nullptr;
    RequestPanel *m_requests = nullptr;
    QSplitter *m_columns = nullptr;
    QSplitter *m_rows = nullptr;
    QString m_wantedKey; ///< the page to show in the next session
    QList<QAction *> m_actions;
    ActionCommands *m_commands = nullptr;
    QList<QAction *> m_goTo;      ///< one for each entry of the sidebar
    bool m_wantsImported = false; ///< the page that was open last is not known yet
    bool m_closing = false;
};

} // namespace ui
