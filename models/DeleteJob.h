// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/RequestQueue.h"
#include "models/ResourceRequests.h"

#include <QObject>
#include <QStringList>

#include <optional>

namespace models {

/// Deletes resources, a few at a time, so that what is left can be called off. One that is gone
/// already counts as deleted. What would fail for all the rest (no connection, no permission) ends
/// it early.
class DeleteJob : public QObject
{
    Q_OBJECT

public:
    DeleteJob(api::RequestQueue *queue, const ResourceRequests *requests,
              QObject *parent = nullptr);

    void add(const QStringList &ids); ///< starts, or goes on longer
    void cancelRemaining();           ///< those on their way come to their end
    bool isRunning() const { return m_running > 0; }
    int left() const { return int(m_waiting.size()) + m_running; } ///< not yet answered

Q_SIGNALS:
    void progress(int done, int total);
    void retrying(int milliseconds, const QString &reason); ///< as api::Call's
    /// @p requestId: empty when it was gone already.
    void deleted(const QString &id, const QString &requestId);
    /// All is over: what went, the error of what did not, with a line for each in evidence, and how
    /// many were called off.
    void finished(const QStringList &deleted, const std::optional<api::ApiError> &error,
                  int calledOff);

private:
    void next();
    void haveResult(const QString &id, const api::Result &result);
    void finish();
    std::optional<api::ApiError> summary() const;

    api::RequestQueue *m_queue;
    const ResourceRequests *m_requests;
    QStringList m_waiting;
    QStringList m_deleted;
    QStringList m_failures; // "id: what"
    std::optional<api::ApiError> m_firstError;
    int m_running = 0;
    int m_total = 0;
    int m_notTried = 0;
    int m_calledOff = 0;
};

} // namespace models
