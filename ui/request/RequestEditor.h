// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/OperationListModel.h"
#include "models/RequestBench.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QTabWidget;
class QVBoxLayout;

namespace ui {

class BodyText;
class Label;

/// Where a request is written: method, path, query, headers, body, and what is to be said of it.
class RequestEditor : public QWidget
{
    Q_OBJECT

public:
    RequestEditor(models::RequestBench *bench, const api::Session &session,
                  QWidget *parent = nullptr);

    void focusPath();
    void followCatalogue(); ///< the session's has become another one

Q_SIGNALS:
    void sendWanted();
    void cancelWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeLine();
    QWidget *makeBody();
    void makeCompleter();
    void takeOver();
    void refresh();
    void refreshNotes();
    void refreshTabs();

    models::RequestBench *m_bench;
    const api::Session &m_session;
    models::OperationListModel m_operations;
    QComboBox *m_method;
    QLineEdit *m_path;
    QPushButton *m_send;
    Label *m_summary;
    Label *m_problems; ///< keep it from being sent
    Label *m_hints;
    QTabWidget *m_tabs;
    BodyText *m_body;
    Label *m_bodyNote;
    bool m_taking = false;
};

} // namespace ui
