// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/DeleteJob.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr int atOnce = 4;
// More lines than this are not read; the rows that are still in the table say the rest.
constexpr qsizetype maximumFailureLines = 200;

bool concernsAll(api::ApiError::Code code)
{
    using Code = api::ApiError::Code;
    switch (code) {
    case Code::Unauthorized:
    case Code::Forbidden:
    case Code::MethodNotAllowed:
    case Code::NotConnected:
    case Code::HostNotFound:
    case Code::TlsFailed:
    case Code::TimedOut:
    case Code::RateLimited:
    case Code::NoKey:
        return true;
    default:
        return false;
    }
}

} // namespace

DeleteJob::DeleteJob(api::RequestQueue *queue, const ResourceRequests *requests, QObject *parent)
    : QObject(parent)
    , m_queue(queue)
    , m_requests(requests)
{
}

void DeleteJob::add(const QStringList &ids)
{
    m_waiting.append(ids);
    m_total += int(ids.size());
    next();
}

void DeleteJob::cancelRemaining()
{
    m_total -= int(m_waiting.size());
    m_calledOff += int(m_waiting.size());
    m_waiting.clear();
}

void DeleteJob::next()
{
    while (m_running < atOnce && !m_waiting.isEmpty()) {
        const QString id = m_waiting.takeFirst();
        ++m_running;
        const api::Call *call =
            m_queue->send(m_requests->remove(id), this,
                          [this, id](const api::Result &result) { haveResult(id, result); });
        connect(call, &api::Call::retrying, this, &DeleteJob::retrying);
    }
}

void DeleteJob::haveResult(const QString &id, const api::Result &result)
{
    if (result || result.error().code == api::ApiError::Code::NotFound) {
        m_deleted.append(id);
        Q_EMIT deleted(id, result ? result->requestId : QString());
    } else {
        m_failures.append(u"%1: %2"_s.arg(id, result.error().what));
        if (!m_firstError)
            m_firstError = result.error();
        if (concernsAll(result.error().code)) {
            m_notTried += int(m_waiting.size());
            m_waiting.clear();
        }
    }
    --m_running;
    Q_EMIT progress(int(m_deleted.size() + m_failures.size()) + m_notTried, m_total);
    next();
    if (m_running == 0)
        finish();
}

std::optional<api::ApiError> DeleteJob::summary() const
{
    if (!m_firstError || m_total == 1)
        return m_firstError;
    api::ApiError error = *m_firstError;
    const int failed = int(m_failures.size()) + m_notTried;
    error.meaning = error.what;
    error.what = tr("%n of %1 could not be deleted.", nullptr, failed).arg(m_total);
    error.evidence = m_failures.first(std::min(m_failures.size(), maximumFailureLines));
    if (m_notTried > 0)
        error.evidence.append(tr("%n more were not tried.", nullptr, m_notTried));
    return error;
}

void DeleteJob::finish()
{
    const auto error = summary();
    const QStringList deletedIds = std::exchange(m_deleted, {});
    m_failures.clear();
    m_firstError.reset();
    m_total = 0;
    m_notTried = 0;
    Q_EMIT finished(deletedIds, error, std::exchange(m_calledOff, 0));
}

} // namespace models
