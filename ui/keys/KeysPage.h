// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/KeyContext.h"
#include "models/KeyTableModel.h"
#include "models/KeyTask.h"
#include "ui/keys/ImportKeyDialog.h"
#include "ui/widgets/Page.h"

#include <QHash>
#include <QSettings>

class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace ui {

class Banner;
class KeyDetail;
class KeysProxy;
class Label;
class LoadingBar;
class PageHeader;
class Placeholder;
class TableView;

/// The key pairs of the data folder: a table, all of one pair beside it, and everything that can be
/// done with it.
class KeysPage : public Page
{
    Q_OBJECT

public:
    /// @p settings may be null.
    KeysPage(const models::KeyContext &context, QSettings *settings, QWidget *parent = nullptr);
    ~KeysPage() override;

    QList<QAction *> commands() const override { return m_commands; }
    void focusFilter() override;
    void toggleDetail() override;

    /// Selects a pair, when it is there.
    void select(const QString &id);
    QString selectedId() const; ///< empty: none

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeTablePane();
    void makeFilter(QWidget *pane);
    void makeHeaderActions();
    void makeActions();
    QAction *makeAction(models::KeyAction what, const QString &text, const QString &iconName,
                        const QKeySequence &shortcut = {});
    void run(models::KeyAction what);
    void refresh();

    void generate();
    void import(ImportKeyDialog::Mode mode);
    void exportPublic(models::KeyTask::PublicForm form);
    void exportPrivate();
    void copyThumbprint();
    void setState(auth::KeyState state);
    void compromise();
    void upload();
    void rotate();
    void open(QDialog *dialog);

    std::optional<auth::KeyEntry> selected() const;
    void showState();
    void showSelection();
    void showCounts();
    void showWaiting();
    void showRowMenu(const QPoint &position);
    void sortBy(int column);
    void restoreLayout();

    const models::KeyContext m_context;
    QSettings *m_settings;
    models::KeyTableModel m_model;
    models::KeyTask m_task;
    KeysProxy *m_proxy;
    PageHeader *m_header = nullptr;
    QLineEdit *m_filter = nullptr;
    Label *m_count = nullptr;
    Banner *m_banner = nullptr;
    QStackedWidget *m_stack = nullptr;
    TableView *m_table = nullptr;
    Placeholder *m_placeholder = nullptr;
    LoadingBar *m_loading = nullptr;
    QSplitter *m_split = nullptr;
    KeyDetail *m_detail = nullptr;
    QHash<models::KeyAction, QAction *> m_actions;
    QAction *m_jwk = nullptr;
    QAction *m_refresh = nullptr;
    QList<QAction *> m_commands;
    QString m_wantedId; // to be selected once it is listed
    QString m_failure;  // of the last look at the folder
    bool m_reading = false;
    bool m_seen = false;
};

} // namespace ui
