// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ActionListModel.h"
#include "ui/widgets/Page.h"

#include <memory>

class QLineEdit;

namespace api {
class Session;
}

namespace ui {

class ActionPanel;
class PageHeader;
class TableView;
class WordProxy;

/// All commands of all services, searched by any word, and the form of the one that is chosen.
class ActionsPage : public Page
{
    Q_OBJECT

public:
    explicit ActionsPage(api::Session *session, QWidget *parent = nullptr);

    QList<QAction *> commands() const override { return m_commands; }
    void focusFilter() override;
    /// Other commands are known now; one that is open stays.
    void setCatalogue(const api::Catalogue &catalogue);
    /// Chooses a command, and fills in its value.
    void openEntry(const models::ActionEntry &entry);

Q_SIGNALS:
    /// The command is to be given on the page of the rows that it applies to.
    void onRowsWanted(const models::ActionEntry &entry);

private:
    void openRow(const QModelIndex &index);
    void selectOpen();
    void filter(const QString &words);
    void showCount();

    api::Session *m_session;
    models::ActionListModel m_model;
    WordProxy *m_matches;
    PageHeader *m_header;
    QLineEdit *m_text;
    TableView *m_table;
    ActionPanel *m_panel;
    QPersistentModelIndex m_open; // in m_model
    bool m_isFiltering = false;
    QList<QAction *> m_commands;
};

} // namespace ui
