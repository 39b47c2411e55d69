// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/Workspace.h"
#include "ui/widgets/Page.h"

class QTabWidget;

namespace ui {

class ChangeLogView;
class StagedView;

/// What is to be changed and what was: everything that is staged in the profile, and the log of
/// what was sent.
class ChangesPage : public Page
{
    Q_OBJECT

public:
    /// The workspace's session is open.
    explicit ChangesPage(models::Workspace *workspace, QWidget *parent = nullptr);

    QList<QAction *> commands() const override;
    void focusFilter() override;
    void followCatalogue();
    /// The log, of one resource or (empty @p id) of all of a type.
    void showLogOf(const QString &resource, const QString &id);
    void showStaged();
    StagedView *staged() const { return m_staged; }
    ChangeLogView *log() const { return m_log; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void countStaged();

    models::Workspace *m_workspace;
    QTabWidget *m_tabs;
    StagedView *m_staged;
    ChangeLogView *m_log;
};

} // namespace ui
