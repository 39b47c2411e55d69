// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/Actions.h"
#include "models/SidebarModel.h"
#include "models/Workspace.h"
#include "ui/request/RequestPage.h"
#include "ui/resource/ResourcePage.h"

#include <QHash>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>

namespace ui {

class Page;
class Placeholder;

/// The pages of the session that is open, each made when it is first shown, and what stands there
/// while there is no session.
class PageStack : public QStackedWidget
{
    Q_OBJECT

public:
    /// @p settings may be null.
    PageStack(models::Workspace *workspace, QSettings *settings, QWidget *parent = nullptr);
    ~PageStack() override;

    static const QString tokensKey;
    static const QString keysKey;
    static const QString actionsKey;
    static const QString documentsKey;
    static const QString requestKey;
    static const QString changesKey;
    /// The pages beside those of the catalogue, as the sidebar lists them.
    static QList<models::SidebarModel::Page> handMadePages();

    /// Whether there is a page of this key.
    bool knows(const QString &key) const;
    /// Brings a page to the front; nothing when it is there, without a session, or for an unknown
    /// key. True when another page is in front now.
    bool showPage(const QString &key);
    QString currentKey() const { return m_currentKey; }
    Page *currentPage() const; ///< null: none
    void closePages();
    /// The catalogue has changed: pages of resource types that are gone go, those of changed ones
    /// are made again with what was open on them, once no work would be cut off by it.
    void followCatalogue();

    Placeholder *placeholder() const { return m_placeholder; }
    void showPlaceholder(); ///< instead of a page

    /// Work of any page that would be cut off, as sentences; empty: none.
    QString workInProgress() const;
    void stopWork();

Q_SIGNALS:
    void countChanged(const QString &key, int total);
    void said(const QString &sentence);
    /// As Page's.
    void pageWanted(const QString &key, const QList<QPair<QString, QString>> &values);
    void changesWanted(const QString &resource, const QString &id);
    void undoWanted(const QString &resource, qint64 row);
    void openWanted(const QString &resource, const QString &id, bool isNew);
    void editPathWanted(api::Method method, const QString &path);
    void importWanted();
    void commandWanted(const models::ActionEntry &entry); ///< on the page of its rows
    void runLeft();                                       ///< as ResourcePage's
    void currentGone(); ///< the page in front was of a resource type that is gone

private:
    void remake(const QString &key);
    void countStaged();
    void connectPage(const QString &key, Page *page);
    Page *makePage(const QString &key);

    models::Workspace *m_workspace;
    QSettings *m_settings;
    Placeholder *m_placeholder;
    QHash<QString, Page *> m_pages;
    QHash<QString, api::ResourceType> m_types; ///< of the pages that show one, as they were made
    QString m_currentKey;
    // What outlives a session, and is found again in the next one.
    QHash<QString, RequestPage::Typed> m_typed; ///< by profile
    QString m_selectedKey;
    QHash<QString, ResourcePage::Opened> m_reopen; ///< of pages to be made again
    QTimer m_nextLook;                             ///< for what could not be made again at once
};

} // namespace ui
