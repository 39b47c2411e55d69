// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"

#include <QAction>
#include <QList>
#include <QWidget>

namespace ui {

/// Of an action, for the command palette: words that find it beside its text.
inline constexpr const char *keywordsProperty = "keywords";
/// Likewise: what the page is called that it goes to.
inline constexpr const char *pageNameProperty = "pageName";

/// What stands beside the sidebar: one page for each of its entries, as long as a session lasts.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// What the command palette offers while this page is in front.
    virtual QList<QAction *> commands() const { return {}; }
    /// A person came here by a command: puts the cursor where work begins; nothing where that is
    /// where it is.
    virtual void enter() {}
    /// Puts the cursor into the page's filter; nothing where it has none.
    virtual void focusFilter() {}
    /// Shows or hides what stands beside the page's main part; nothing where there is no such
    /// thing.
    virtual void toggleDetail() {}
    /// Work that would be cut off if the page went now, as a sentence; empty: none.
    virtual QString workInProgress() const { return {}; }
    /// Ends that work; what was not sent is kept or told.
    virtual void stopWork() {}
    /// Shows only what has these values (property, raw text), such as the rows that a link on
    /// another page leads to; nothing where there are no rows.
    virtual void showMatching(const QList<QPair<QString, QString>> & /*values*/) {}

Q_SIGNALS:
    /// The number of things on the page, for the sidebar.
    void countChanged(int total);
    /// "+46701740605 was changed": for the status line.
    void said(const QString &sentence);
    /// The page of that key, with only the rows that have these values.
    void pageWanted(const QString &key, const QList<QPair<QString, QString>> &values);
    /// A resource is to be opened on its page; @p isNew: the one that was begun and not sent.
    void openWanted(const QString &resource, const QString &id, bool isNew);
    /// What was changed through this console: of one resource (@p id), or of all of a type.
    void changesWanted(const QString &resource, const QString &id);
    /// A change of the log (ChangeEntry::row) is to be taken back, on the page of its resource
    /// type.
    void undoWanted(const QString &resource, qint64 row);
    /// An assumed path turned out to be wrong, and a person wants to change it.
    void editPathWanted(api::Method method, const QString &path);
    /// A person wants to import the platform's API document instead.
    void importWanted();
};

} // namespace ui
