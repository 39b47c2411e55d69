// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/SidebarModel.h"
#include "models/Workspace.h"

#include <QHash>
#include <QSettings>
#include <QStackedWidget>

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
    static const QString requestKey;
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

    Placeholder *placeholder() const { return m_placeholder; }
    void showPlaceholder(); ///< instead of a page

    /// Work of any page that would be cut off, as sentences; empty: none.
    QString workInProgress() const;
    void stopWork();

Q_SIGNALS:
    void countChanged(const QString &key, int total);
    void said(const QString &sentence);

private:
    Page *makePage(const QString &key);

    models::Workspace *m_workspace;
    QSettings *m_settings;
    Placeholder *m_placeholder;
    QHash<QString, Page *> m_pages;
    QString m_currentKey;
};

} // namespace ui
