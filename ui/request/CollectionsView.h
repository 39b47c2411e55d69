// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/CollectionModel.h"
#include "models/RequestBench.h"

#include <QAction>
#include <QWidget>

class QStackedWidget;
class QTreeView;

namespace ui {

class Banner;
class Placeholder;

/// Saved requests in folders: opened on the bench, saved from it, brought in from Postman and out
/// to it.
class CollectionsView : public QWidget
{
    Q_OBJECT

public:
    /// @p folder: the data folder; empty: nothing is kept.
    CollectionsView(models::RequestBench *bench, const api::Profile &profile, const QString &folder,
                    QWidget *parent = nullptr);

    QList<QAction *> commands() const { return m_commands; }
    void importFile(const QString &path) { m_model.importFile(path); }

Q_SIGNALS:
    void opened(); ///< a saved request is on the bench
    void shown();  ///< this view has something new to show
    void said(const QString &sentence);

private:
    QAction *addCommand(const QString &text, const QString &iconName,
                        void (CollectionsView::*slot)());
    QWidget *makeBar();
    void refresh();
    void openCurrent();
    void saveNew();
    void saveOver();
    void saveVariables();
    void addFolder();
    void rename();
    void removeCurrent();
    void importPostman();
    void exportPostman();
    void tellReport(const QModelIndex &folder, const QStringList &report);

    models::RequestBench *m_bench;
    const api::Profile m_profile;
    models::CollectionModel m_model;
    Banner *m_banner;
    QStackedWidget *m_stack;
    Placeholder *m_empty;
    QTreeView *m_tree;
    QList<QAction *> m_commands;
};

} // namespace ui
