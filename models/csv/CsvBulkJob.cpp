// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvBulkJob.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr int longestPatience = 8; // times the first

bool soundsBad(const QString &status)
{
    return status.contains("fail"_L1, Qt::CaseInsensitive) ||
           status.contains("error"_L1, Qt::CaseInsensitive) ||
           status.contains("abort"_L1, Qt::CaseInsensitive);
}

QString textOf(json::Value value)
{
    return QString::fromUtf8(value.text().data(), qsizetype(value.text().size()));
}

} // namespace

CsvBulkJob::CsvBulkJob(api::Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_poll.setSingleShot(true);
    connect(&m_poll, &QTimer::timeout, this, &CsvBulkJob::askStatus);
}

CsvBulkJob::~CsvBulkJob()
{
    if (m_call) {
        m_call->disconnect(this);
        m_call->cancel();
    }
}

void CsvBulkJob::start(const api::BulkUpload &bulk, std::vector<CsvBulkPart> parts)
{
    m_bulk = bulk;
    m_parts = std::move(parts);
    m_part = 0;
    m_running = true;
    sendPart();
}

void CsvBulkJob::cancel()
{
    if (!m_running)
        return;
    // Sent in part or whole: the platform may be at it.
    Q_EMIT rowsEnded(m_parts[m_part].rows, Outcome::Unclear,
                     tr("Cancelled while the platform was at it: look at the list."));
    stop({});
}

void CsvBulkJob::stop(const QString &error)
{
    m_running = false;
    m_poll.stop();
    if (m_call) {
        m_call->disconnect(this);
        m_call->cancel();
    }
    Q_EMIT finished(error);
}

api::Request CsvBulkJob::request(api::Method method) const
{
    QHash<QString, QString> values = m_session->pathValues();
    values.insert(m_bulk.idParameter, m_bulkId);
    api::Request request;
    request.method = method;
    request.path = api::expandPath(m_bulk.path, values);
    return request;
}

void CsvBulkJob::sendPart()
{
    if (m_part >= m_parts.size()) {
        stop({});
        return;
    }
    m_doubt.clear(); // of one that was cancelled
    m_bulkId = u"console-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    api::Request upload = request(m_bulk.method);
    upload.body = m_parts[m_part].body;
    upload.contentType = "text/csv";
    upload.once = true; // a second one with this id may be refused although the first was taken
    Q_EMIT partStarted(int(m_part));
    m_call = m_session->queue().send(std::move(upload), this, [this](const api::Result &result) {
        if (!m_running)
            return;
        if (!result) {
            haveRefused(result.error());
        } else if (!m_bulk.hasStatus) {
            endPart({}, false);
        } else {
            m_poll.start(m_patience);
        }
    });
}

/// Or there was no answer: then the job itself says whether it was taken, its id is ours.
void CsvBulkJob::haveRefused(const api::ApiError &error)
{
    if (error.mayHaveBeenDone() && m_bulk.hasStatus) {
        m_doubt = error.what;
        askStatus();
        return;
    }
    Q_EMIT rowsEnded(m_parts[m_part].rows,
                     error.mayHaveBeenDone() ? Outcome::Unclear : Outcome::Failed, error.what);
    stop(error.what);
}

void CsvBulkJob::askStatus()
{
    api::Request question = request(api::Method::Get);
    question.allowEmpty = false;
    m_call = m_session->queue().send(std::move(question), this, [this](const api::Result &result) {
        if (m_running)
            haveStatus(result);
    });
}

void CsvBulkJob::haveStatus(const api::Result &result)
{
    const QString doubt = std::exchange(m_doubt, {});
    if (!result) {
        const bool wasTaken = doubt.isEmpty();
        const bool isUnheardOf = result.error().code == api::ApiError::Code::NotFound;
        const QString error = wasTaken ? result.error().what : doubt;
        Q_EMIT rowsEnded(
            m_parts[m_part].rows, !wasTaken && isUnheardOf ? Outcome::Failed : Outcome::Unclear,
            wasTaken ? tr("The platform took the job, but did not say how it ended: %1").arg(error)
                     : error);
        stop(error);
        return;
    }
    const json::Value status = api::unwrap(result->document.root());
    const QString word = textOf(status["status"]);
    const double stoppedAt = status["stoppedAt"].number().value_or(0);
    // Only STARTED is documented; any other word, or a time, is an end.
    if (stoppedAt == 0 && word == "STARTED"_L1) {
        m_poll.start(std::min(m_poll.interval() * 3 / 2, m_patience * longestPatience));
        return;
    }
    endPart(textOf(status["reason"]), soundsBad(word));
}

void CsvBulkJob::endPart(const QString &reason, bool failed)
{
    const CsvBulkPart &part = m_parts[m_part];
    const CsvBulkReasons reasons = bulkReasons(reason, part);
    std::vector<int> others;
    for (const int row : part.rows) {
        const auto own = reasons.ofRows.find(row);
        if (own == reasons.ofRows.end())
            others.push_back(row);
        else
            Q_EMIT rowsEnded({row}, Outcome::Failed, own->second);
    }
    // Reasons that name no row may be about any of those that are left.
    const bool isClear = reasons.others.isEmpty() && (!failed || !reasons.ofRows.empty());
    if (!others.empty()) {
        Q_EMIT rowsEnded(others, isClear ? Outcome::Done : Outcome::Unclear,
                         isClear                    ? QString()
                         : reasons.others.isEmpty() ? tr("The job failed, and the platform did not "
                                                         "say at which rows.")
                                                    : reasons.others.join(u' '));
    }
    ++m_part;
    if (m_running)
        sendPart();
}

} // namespace models
