// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/StagedModel.h"
#include "models/Workspace.h"

#include <QAction>
#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace ui {

class Label;
class Placeholder;
class TableView;

/// All that is staged in a profile: to be reviewed and sent, some or all, or to be discarded.
class StagedView : public QWidget
{
    Q_OBJECT

public:
    explicit StagedView(models::Workspace *workspace, QWidget *parent = nullptr);
    ~StagedView() override;

    QList<QAction *> commands() const { return m_commands; }
    models::StagedModel &model() { return m_model; }
    void focusTable();

Q_SIGNALS:
    /// The resource of that type and id is to be opened on its page.
    void openWanted(const QString &resource, const QString &id, bool isNew);
    void said(const QString &sentence);

private:
    void makeTable();
    QWidget *makeBar();
    void showState();
    void review();
    void askDiscard();
    void discard(const QList<models::StoredDraft> &drafts);
    void open();

    models::Workspace *m_workspace;
    models::StagedModel m_model;
    QStackedWidget *m_stack;
    TableView *m_table;
    Placeholder *m_nothing;
    Label *m_summary;
    QPushButton *m_reviewButton = nullptr;
    QPushButton *m_discardButton = nullptr;
    QAction *m_review;
    QAction *m_discard;
    QList<QAction *> m_commands;
};

} // namespace ui
