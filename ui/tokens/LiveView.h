// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/SessionStatus.h"
#include "models/SigningModel.h"

#include <QTimer>
#include <QWidget>

class QPushButton;

namespace ui {

class Label;
class TableView;

/// The profile's own token: how long it still holds, and every signing of this run.
class LiveView : public QWidget
{
    Q_OBJECT

public:
    explicit LiveView(api::Session *session, QWidget *parent = nullptr);

Q_SIGNALS:
    void inspectWanted();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();

    models::SessionStatus m_status;
    models::SigningModel m_signings;
    QTimer m_tick;
    Label *m_left;
    Label *m_details;
    QPushButton *m_inspect;
    TableView *m_table;
};

} // namespace ui
