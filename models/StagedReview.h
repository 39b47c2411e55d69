// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Session.h"
#include "models/AllowedMethods.h"
#include "models/DraftSender.h"
#include "models/DraftStore.h"
#include "models/RequestPreview.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace models {

/// Several staged changes, of any resource types: the requests that they come to, each with a check
/// box, and the sending of those that are checked, one after the other by DraftSender. What went
/// well leaves the store; what did not stays staged, with its reason in the row.
class StagedReview : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Resource, Id, Request, Changes, Result, ColumnCount };
    enum Role { StateRole = Qt::UserRole + 100 }; ///< a State
    enum class State {
        Ready,
        Refused, ///< can't be sent as it is: sentenceAt() says why
        Waiting,
        Sending,
        Done,
        Failed,
        Conflict, ///< others changed the same members: to be compared on its page
    };
    Q_ENUM(State)

    /// @p session and @p store outlive it. All that can be sent begin checked.
    StagedReview(api::Session *session, DraftStore *store, const QList<StoredDraft> &drafts,
                 QObject *parent = nullptr);
    ~StagedReview() override; ///< breaks the running one off, as stop()

    State stateAt(int row) const { return m_rows.at(size_t(row))->state; }
    /// About the state, in words.
    QString sentenceAt(int row) const;
    /// What happened, for the details of a failure.
    std::optional<api::ApiError> errorAt(int row) const { return m_rows.at(size_t(row))->error; }
    /// Empty when the row is Refused for want of a description.
    RequestPreview previewAt(int row) const;
    /// As code, with real values and the token from the environment.
    QString snippetAt(int row, const QString &language) const;
    ResourceDraft *draftAt(int row) const { return m_rows.at(size_t(row))->draft.get(); }
    const StoredDraft &storedAt(int row) const { return m_rows.at(size_t(row))->stored; }

    bool isChecked(int row) const { return m_rows.at(size_t(row))->checked; }
    void setChecked(int row, bool checked);
    int checkedCount() const;
    int count(State state) const;

    bool isRunning() const { return m_running; }
    /// Sends what is checked; rows that failed before are tried again.
    void start();
    /// The one on its way is cancelled, the rest stays as it was.
    void stop();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void changed();  ///< checked rows, states, requests
    void finished(); ///< of a start()
    void sent(const QString &resource, const QString &id);

private:
    struct Row
    {
        StoredDraft stored;
        std::optional<api::ResourceType> type;
        std::unique_ptr<ResourceRequests> requests;
        std::unique_ptr<ResourceDraft> draft;
        State state = State::Ready;
        QString request; ///< method and path: the host is the same for all
        QString sentence;
        std::optional<api::ApiError> error;
        bool checked = true;
    };
    void prepare(Row &row);
    void decide(Row &row);
    void haveAllowed(const QString &pathTemplate);
    void next();
    void haveDone(const QString &id, const json::Document &now);
    void haveConflict(const json::Document &theirs, const QStringList &pointers);
    void haveFailed(const api::ApiError &error);
    void set(int row, State state, const QString &sentence = {});
    void endRun();

    api::Session *m_session;
    DraftStore *m_store;
    AllowedMethods *m_allowed;
    std::vector<std::unique_ptr<Row>> m_rows;
    std::unique_ptr<DraftSender> m_sender;
    int m_current = -1;
    bool m_running = false;
};

} // namespace models
