// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/ChangeLog.h"
#include "app/api/RequestQueue.h"
#include "models/ResourceDraft.h"
#include "models/ResourceRequests.h"

#include <QObject>
#include <QPointer>

namespace models {

/// Sends one draft: reads the resource again, brings the edits onto what is there now, sends them,
/// and reads what came of it. Where no answer to them came, reading also tells whether they have
/// arrived: they are never sent twice. Works on a copy: the page may go on to another resource
/// meanwhile.
class DraftSender : public QObject
{
    Q_OBJECT

public:
    DraftSender(api::RequestQueue *queue, const api::ResourceType &type,
                const ResourceRequests *requests, QObject *parent = nullptr);

    /// What goes well is recorded there from now on; null: nowhere.
    void recordIn(api::ChangeLog *log, const QString &profileId);
    /// Row in the log of what went well last; 0: nothing was recorded.
    qint64 changeRow() const { return m_changeRow; }

    void start(const ResourceDraft &draft);
    void cancel(); ///< ends with failed(Cancelled)
    bool isRunning() const { return m_running; }
    /// The state that was sent, or is being sent.
    const ResourceDraft &sent() const { return m_work; }
    /// What was to become of it when start() was called, before what others had changed meanwhile
    /// came into sent().
    const json::Document &given() const { return m_given; }

Q_SIGNALS:
    /// Ended well: @p now is the resource as the platform has it. @p id may be empty when the
    /// platform made one and did not tell.
    void done(const QString &id, const json::Document &now);
    /// Ended, nothing sent: others changed the same members; @p theirs is what is there now.
    void conflicted(const json::Document &theirs, const QStringList &pointers);
    void failed(const api::ApiError &error);
    void retrying(int milliseconds, const QString &reason); ///< as api::Call's

private:
    using Step = void (DraftSender::*)(const api::Result &result);
    void send(const api::Request &request, Step next);
    void haveCurrent(const api::Result &result);
    bool readingIsUnknown(const api::ApiError &error) const;
    void haveFreeId(const api::Result &result);
    void sendWrite();
    void haveWritten(const api::Result &result);
    void haveReadBack(const api::Result &result);
    bool mayHaveArrived(const api::ApiError &error) const;
    void haveFoundOut(const api::Result &result);
    bool isTaken(const json::Document &now) const;
    void finish(const json::Document &now);
    void record(const json::Document &now);
    void fail(const api::ApiError &error);

    api::RequestQueue *m_queue;
    api::ResourceType m_type;
    const ResourceRequests *m_requests;
    ResourceDraft m_work;
    json::Document m_given;
    QString m_id;
    json::Document m_reply; // the item out of the reply to the write
    QPointer<api::Call> m_call;
    bool m_running = false;
    api::ChangeLog *m_log = nullptr;
    QString m_profileId;
    QString m_requestId; // of the write, once it went well
    QByteArray m_method;
    qint64 m_changeRow = 0;
    api::ApiError m_writeError; // of a write that may have arrived
};

} // namespace models
