// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Session.h"
#include "models/csv/CsvBulkParts.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace models {

/// Sends the parts of a bulk job one after the other and asks for the status of each until it has
/// ended. What the platform has begun can't be called back: cancelling stops asking and sends no
/// further part.
class CsvBulkJob : public QObject
{
    Q_OBJECT

public:
    enum class Outcome {
        Done,
        Failed,
        Unclear, ///< it may or may not be there: the platform did not say
    };
    Q_ENUM(Outcome)

    explicit CsvBulkJob(api::Session *session, QObject *parent = nullptr);
    ~CsvBulkJob() override;

    /// Nothing may be running.
    void start(const api::BulkUpload &bulk, std::vector<CsvBulkPart> parts);
    void cancel();
    bool isRunning() const { return m_running; }
    int partCount() const { return int(m_parts.size()); }
    /// Time between two questions for the status, ms; grows to eight times as much.
    void setPatience(int milliseconds) { m_patience = milliseconds; }

Q_SIGNALS:
    /// The part, from 0, is on its way to the platform, or worked on there.
    void partStarted(int part);
    void rowsEnded(const std::vector<int> &rows, models::CsvBulkJob::Outcome outcome,
                   const QString &reason);
    /// @p error: what ended it early, a sentence; empty when it went to the end or was cancelled.
    void finished(const QString &error);

private:
    void sendPart();
    void haveRefused(const api::ApiError &error);
    void askStatus();
    void haveStatus(const api::Result &result);
    void endPart(const QString &reason, bool failed);
    void stop(const QString &error);
    api::Request request(api::Method method) const;

    api::Session *m_session;
    api::BulkUpload m_bulk;
    std::vector<CsvBulkPart> m_parts;
    std::size_t m_part = 0;
    QString m_bulkId;
    QString m_doubt; ///< why it is not known whether the platform took the part
    QPointer<api::Call> m_call;
    QTimer m_poll;
    int m_patience = 500;
    bool m_running = false;
};

} // namespace models
