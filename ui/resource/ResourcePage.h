// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkJournal.h"
#include "models/LiveRefresh.h"
#include "models/PatchLibrary.h"
#include "models/ResourceController.h"
#include "ui/resource/FilterBar.h"
#include "ui/widgets/Page.h"

#include <QPointer>
#include <QSettings>
#include <QTimer>

#include <memory>

class QAction;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QVBoxLayout;

namespace models {
class PatchLibrary;
}

namespace ui {

class ActionPanel;
class Banner;
class BulkDialog;
class CompareAction;
class CsvActions;
class DetailPanel;
class LoadingBar;
class PageHeader;
class Placeholder;
class RowActions;
class RowFiles;
class TableLayout;
class TableView;
class UndoOffer;

/// The page of any resource type: title line, filter, table in its five states, detail panel beside
/// it.
class ResourcePage : public Page
{
    Q_OBJECT

public:
    /// @p settings may be null. Loads the list when it is first shown.
    ResourcePage(api::Session *session, const api::ResourceType &type, models::DraftStore *drafts,
                 QSettings *settings, QWidget *parent = nullptr);
    ~ResourcePage() override;

    models::ResourceController &controller() { return *m_controller; }
    /// Patches that were saved under a name; has to outlive it.
    void setPatchLibrary(models::PatchLibrary *library);
    QList<QAction *> commands() const override { return m_commands; }
    void focusFilter() override;
    void toggleDetail() override { setDetailVisible(!isDetailVisible()); }
    QString workInProgress() const override;
    void stopWork() override;
    void showMatching(const QList<QPair<QString, QString>> &values) override;
    /// Opens the form of a command, filled in from the current row; where that is not one for it,
    /// shows those that are. @p member (dotted) is set to @p value.
    void startCommand(const api::Operation &operation, const QString &member = {},
                      const QString &value = {});
    bool isCommandOpen() const;
    /// Opens a resource from somewhere else; @p isNew: the one that was begun and not sent.
    void openResource(const QString &id, bool isNew);
    /// Takes back a change of the change log, as something staged that is looked at first, or says
    /// why that can't be.
    void undoChange(qint64 row) { m_controller->planUndo(row); }
    /// The type is the same in the session's new catalogue; its commands may have moved.
    void followCatalogue();
    void setDetailVisible(bool visible);
    bool isDetailVisible() const;

    /// Where the requests of "change many" are remembered; it outlives the page. Null: not offered.
    void setJournal(models::BulkJournal *journal);
    /// A run of "change many" that an earlier start of the program has left.
    void openBulkRun(qint64 job);

    /// What is open beside the table, to be opened again on a page that takes this one's place.
    struct Opened
    {
        bool something = false;
        bool isNew = false;
        QString id;
        FilterBar::State filter;
        QStringList selected;
    };
    /// Closes it; what was typed stays a draft.
    Opened closeOpened();
    void reopen(const Opened &opened);

Q_SIGNALS:
    void detailVisibilityChanged(bool visible);
    void runLeft(); ///< "change many" was closed before its run was over

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeTablePane();
    void makeActions();
    QAction *makeAction(const QString &text, const QString &iconName, const QKeySequence &shortcut,
                        void (ResourcePage::*slot)());
    void makeHeaderActions();
    void connectController();

    // ResourcePageRows.cpp
    void makeRowParts(QVBoxLayout *column);
    void makeCommandPanel();
    void showCommandPanel();
    void showRowParts();
    void fillCommand(bool anew);
    void closeCommand();
    void selectSole();
    void selectWanted();
    int currentRow() const;
    QList<json::Document> selectedRows() const;
    void restLive();
    void showLoadProblem();
    void showProblem(const QString &doing, const api::ApiError &error, api::Method method,
                     const QString &path);

    // ResourcePageChanges.cpp
    void makeChangeActions();
    void haveUndoPlan(const models::UndoPlan &plan);
    void showOwnChanges();
    // ResourcePageBulk.cpp
    void changeMany();
    BulkDialog *makeBulkDialog();
    QList<int> selectedPlaces() const;
    QString bulkInProgress() const;
    void stopBulk();
    void closeBulk();

    void createNew();
    void duplicateRow();
    void deleteRows();
    void refreshList();
    void askAllowed();
    void toggleIgnoreAllowed();
    void chooseColumns();
    void copyRows();
    void showBestRow();
    void enterTable();
    void openCurrent();
    void closeDetail();

    QStringList selectedIds() const;
    void showState();
    void showDeleting(int done, int total);
    void showWaiting(int milliseconds, const QString &sentence);
    void showPlaceholder(const std::optional<api::ApiError> &error);
    void showSelection();
    void showAbilities();
    void showHeaderCount();
    void sortBy(int column, bool extend);
    void showRowMenu(const QPoint &position);
    void copy(models::CopyFormat format);
    void selectId(const QString &id);

    QSettings *m_settings;
    std::unique_ptr<models::ResourceController> m_controller;
    PageHeader *m_header = nullptr;
    FilterBar *m_filter = nullptr;
    Banner *m_banner = nullptr;
    QStackedWidget *m_stack = nullptr;
    TableView *m_table = nullptr;
    Placeholder *m_placeholder = nullptr;
    LoadingBar *m_loading = nullptr;
    TableLayout *m_layout = nullptr;
    QSplitter *m_split = nullptr;
    DetailPanel *m_detail = nullptr;
    QPushButton *m_newButton = nullptr;
    QAction *m_new = nullptr;
    QAction *m_duplicate = nullptr;
    QAction *m_delete = nullptr;
    QAction *m_changeMany = nullptr;
    QAction *m_refresh = nullptr;
    QAction *m_columns = nullptr;
    QAction *m_rest = nullptr;
    QAction *m_askAllowed = nullptr;
    QAction *m_ignoreAllowed = nullptr;
    QAction *m_open = nullptr;
    QList<QAction *> m_commands;
    QPointer<models::PatchLibrary> m_library;
    models::BulkJournal *m_journal = nullptr;
    QPointer<BulkDialog> m_bulk;
    models::LiveRefresh m_live;
    RowActions *m_rowActions = nullptr;
    RowFiles *m_files = nullptr;
    CsvActions *m_csv = nullptr;
    CompareAction *m_compare = nullptr;
    UndoOffer *m_undo = nullptr;
    QAction *m_ownChanges = nullptr;
    QAction *m_reviewsAlways = nullptr;
    ActionPanel *m_command = nullptr;
    QTimer m_rowPartsSoon;
    QString m_commandRow; ///< the id that the command is filled in from
    QList<int> m_sizesBefore;
    bool m_detailBefore = true;  ///< was shown before the command took its place
    QStringList m_wantsSelected; ///< once the rows are there
    bool m_wantsSole = false;    ///< a link has led here: the only row is to be selected
    bool m_showsLoadError = false;
    bool m_opening = false;
    bool m_saysAllowed = false; ///< somebody has asked, and hears the answer
};

} // namespace ui
