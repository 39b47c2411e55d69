// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ChangeLogModel.h"
#include "models/PatchModel.h"
#include "models/Workspace.h"

#include <QAction>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QVBoxLayout;

namespace ui {

class Label;
class Placeholder;
class TableView;

/// What was changed through this console: found by words, time and resource, looked at with what
/// was before and after (secrets masked), taken back, exported.
class ChangeLogView : public QWidget
{
    Q_OBJECT

public:
    explicit ChangeLogView(models::Workspace *workspace, QWidget *parent = nullptr);
    ~ChangeLogView() override;

    QList<QAction *> commands() const { return m_commands; }
    void focusSearch();
    void focusTable();
    /// Only the changes of one resource, or of a type (empty @p id).
    void showOnly(const QString &resource, const QString &id);
    void followCatalogue();

Q_SIGNALS:
    void undoWanted(const QString &resource, qint64 row);
    void openWanted(const QString &resource, const QString &id, bool isNew);
    void said(const QString &sentence);

private:
    QWidget *makeFilters();
    QWidget *makeDetail();
    QWidget *makeBar();
    void makeTable();
    QAction *addCommand(const QString &text, const QString &iconName,
                        void (ChangeLogView::*slot)());
    void refreshQuery();
    void showState();
    void showCurrent();
    void showEntry(const api::ChangeEntry &entry);
    void showValues();
    void showAny();
    void undo();
    void open();
    void askExport();
    const api::ChangeEntry *current() const; ///< null: none

    models::Workspace *m_workspace;
    models::ChangeLogModel m_model;
    models::ResourceDraft m_shown; ///< the current change, from before to after
    models::PatchModel m_differences;
    QString m_resource;
    QString m_id;
    QLineEdit *m_search;
    QComboBox *m_time;
    QPushButton *m_only;
    QStackedWidget *m_stack;
    TableView *m_table;
    Placeholder *m_nothing;
    QSplitter *m_split;
    QWidget *m_detail;
    Label *m_title;
    Label *m_facts;
    TableView *m_patch;
    QPlainTextEdit *m_values;
    Label *m_count;
    QPushButton *m_undoButton = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_open = nullptr;
    QAction *m_export = nullptr;
    QList<QAction *> m_commands;
};

} // namespace ui
