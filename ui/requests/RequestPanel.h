// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/HistoryModel.h"

#include <QWidget>

class QPushButton;

namespace ui {

class TableView;

/// Every request with its status and time, newest on top; one opens with all that is known of it.
class RequestPanel : public QWidget
{
    Q_OBJECT

public:
    explicit RequestPanel(api::History *history, QWidget *parent = nullptr);

Q_SIGNALS:
    void hideWanted();
    void inspectTokenWanted(const api::HistoryEntry &request);
    void editWanted(const api::HistoryEntry &request); ///< to be changed and sent again

private:
    void copyAsCurl();
    void openCurrent();
    void inspectToken();
    void edit();

    api::History *m_history;
    models::HistoryModel m_model;
    TableView *m_table;
    QPushButton *m_curl;
    QPushButton *m_open;
    QPushButton *m_token;
    QPushButton *m_edit;
};

} // namespace ui
