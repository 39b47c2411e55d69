// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/HistorySearchModel.h"

#include <QAction>
#include <QTimer>
#include <QWidget>

#include <functional>

class QComboBox;
class QLineEdit;

namespace ui {

class Label;
class SnippetMenu;
class TableView;

/// All requests of the console: found by words, method, status and time; opened, compared, sent
/// again, copied as code, exported.
class HistoryView : public QWidget
{
    Q_OBJECT

public:
    /// @p domain is the same in nearly all paths, and left out of them.
    HistoryView(api::History *history, const QString &domain, QWidget *parent = nullptr);

    QList<QAction *> commands() const { return m_commands; }
    void focusSearch();

Q_SIGNALS:
    void openWanted(const api::HistoryEntry &entry);
    void sendWanted(const api::HistoryEntry &entry, bool freshToken);
    void copyWanted(const api::HistoryEntry &entry, const QString &language, bool withToken);
    void said(const QString &sentence);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeFilters();
    QWidget *makeBar();
    void makeTable();
    QAction *addCommand(const QString &text, const QString &iconName, void (HistoryView::*slot)());
    void refreshQuery();
    void refreshCount();
    void enable();
    void withCurrent(std::function<void(const api::HistoryEntry &)> what);
    void open();
    void sendAgain();
    void sendFresh();
    void compare();
    void exportHar();

    api::History *m_history;
    models::HistorySearchModel m_model;
    QLineEdit *m_search;
    QComboBox *m_method;
    QComboBox *m_status;
    QComboBox *m_time;
    QTimer m_clock; ///< "the last hour" is another one after a while
    QAction *m_unasked = nullptr;
    TableView *m_table;
    Label *m_count;
    SnippetMenu *m_copy;
    QList<QAction *> m_commands;
};

} // namespace ui
