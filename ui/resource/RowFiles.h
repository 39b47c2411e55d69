// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/FileTransfers.h"
#include "models/ResourceController.h"
#include "models/ResourceFiles.h"

#include <QAction>
#include <QPointer>

#include <functional>

namespace ui {

class PlayerBar;
class TransferBar;

/// The files behind the rows of a page: played, downloaded, sent.
class RowFiles : public QObject
{
    Q_OBJECT

public:
    /// @p controller outlives it; the bars are for the page to place.
    RowFiles(models::ResourceController *controller, QWidget *page);
    ~RowFiles() override;

    bool areThere() const { return m_files.areThere(); }
    const models::ResourceFiles &files() const { return m_files; }
    QList<QAction *> actions() const { return m_actions; }
    QAction *sending() const { return m_send; } ///< null: files can't be sent here
    TransferBar *transferBar() const { return m_transferBar; }
    PlayerBar *playerBar() const { return m_playerBar; }
    /// The rows that are selected, the current one first; asked for when they are needed.
    void setSource(std::function<QList<json::Document>()> rows);
    /// The current row; an absent one: none is selected.
    void setRow(const json::Document &row);

    void play();
    void download(); ///< asks where to
    /// Downloads without asking: one row's to a file, several into a folder.
    void downloadTo(const QList<json::Document> &rows, const QString &target);
    void sendFile(); ///< asks which one
    /// Sends a file under a name, after a question where the name is taken.
    void sendFileAs(const QString &file, const QString &name);
    QString workInProgress() const;
    void stopWork() { m_transfers.cancelAll(); }

Q_SIGNALS:
    void failed(const QString &doing, const api::ApiError &error, api::Method method);
    void said(const QString &sentence);
    void sent(); ///< the list is another one now

private:
    QAction *makeAction(const QString &text, const QString &iconName, void (RowFiles::*slot)());
    void haveEnded(models::FileTransfer *transfer, const QString &name);
    void startSending(const QString &file, const QString &name);
    api::RequestQueue *queue() const { return &m_controller->session().queue(); }

    models::ResourceController *m_controller;
    QWidget *m_page;
    models::ResourceFiles m_files;
    models::FileTransfers m_transfers;
    TransferBar *m_transferBar = nullptr;
    PlayerBar *m_playerBar = nullptr;
    QPointer<models::FileTransfer> m_fetching; // for the player
    std::function<QList<json::Document>()> m_source;
    json::Document m_row;
    QList<QAction *> m_actions;
    QAction *m_play = nullptr;
    QAction *m_download = nullptr;
    QAction *m_send = nullptr;
};

} // namespace ui
