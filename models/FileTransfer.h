// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/PartFile.h"
#include "app/api/RequestQueue.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>

namespace models {

/// One file on its way up or down. A download that was broken off goes on where it was.
class FileTransfer : public QObject
{
    Q_OBJECT

public:
    enum class State { Waiting, Running, Done, Failed, Cancelled };
    Q_ENUM(State)

    /// @p expected: bytes, when they are known before the reply; -1: not.
    static FileTransfer *download(api::RequestQueue *queue, api::Request request,
                                  const QString &target, qint64 expected = -1,
                                  QObject *parent = nullptr);
    /// @p request has its bodyFile.
    static FileTransfer *upload(api::RequestQueue *queue, api::Request request,
                                QObject *parent = nullptr);
    ~FileTransfer() override; ///< breaks it off; what has come stays for the next time

    void start(); ///< or goes on
    void cancel();
    void waitAgain(); ///< what failed or was cancelled is to be started once more
    /// Removes what has come of a download that is not whole.
    void discard();

    State state() const { return m_state; }
    bool isUpload() const { return !m_part; }
    /// The file here: where it goes, or comes from.
    QString file() const;
    qint64 done() const;
    qint64 total() const; ///< -1: not known
    const std::optional<api::ApiError> &error() const { return m_error; }
    QByteArray mediaType() const { return m_part ? m_part->mediaType() : QByteArray(); }

Q_SIGNALS:
    void progressed();
    void ended(); ///< Done, Failed or Cancelled; once for each start()

private:
    FileTransfer(api::RequestQueue *queue, api::Request request, QObject *parent);
    void send();
    void haveResult(const api::Result &result);
    void end(State state);

    QPointer<api::RequestQueue> m_queue;
    api::Request m_request;
    std::shared_ptr<api::PartFile> m_part; // of a download
    QPointer<api::Call> m_call;
    State m_state = State::Waiting;
    std::optional<api::ApiError> m_error;
    qint64 m_sent = 0;
    qint64 m_total = -1;
    bool m_begunAnew = false; // after "range not satisfiable"
};

} // namespace models
