// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/DraftSender.h"

#include "models/Problem.h"

using namespace Qt::StringLiterals;

namespace models {

DraftSender::DraftSender(api::RequestQueue *queue, const api::ResourceType &type,
                         const ResourceRequests *requests, QObject *parent)
    : QObject(parent)
    , m_queue(queue)
    , m_type(type)
    , m_requests(requests)
{
}

void DraftSender::recordIn(api::ChangeLog *log, const QString &profileId)
{
    m_log = log;
    m_profileId = profileId;
}

void DraftSender::start(const ResourceDraft &draft)
{
    m_running = true;
    m_changeRow = 0;
    m_requestId.clear();
    m_reply = {};
    m_work.restore(draft);
    m_given = draft.edited();
    m_id = draft.isNew() ? m_requests->idOf(draft.edited().root()) : draft.id();
    const bool couldOverwrite = draft.isNew() &&
                                m_requests->abilities().createMethod() == api::Method::Put &&
                                !m_type.idByPlatform;
    if (!m_type.canRead || (draft.isNew() && !couldOverwrite))
        sendWrite();
    else
        send(m_requests->read(m_id),
             draft.isNew() ? &DraftSender::haveFreeId : &DraftSender::haveCurrent);
}

void DraftSender::cancel()
{
    if (m_call)
        m_call->cancel();
}

void DraftSender::send(const api::Request &request, Step next)
{
    m_call = m_queue->send(request, this,
                           [this, next](const api::Result &result) { (this->*next)(result); });
    connect(m_call, &api::Call::retrying, this, &DraftSender::retrying);
}

// The platform may not offer the reading of one item at all (that part of its API is assumed): then
// there is nothing to compare with, and what was asked for is sent all the same.
bool DraftSender::readingIsUnknown(const api::ApiError &error) const
{
    using Code = api::ApiError::Code;
    const bool assumed = m_type.sources.value(u"read"_s, m_type.source) != api::Source::Confirmed;
    const bool noSuchPath = error.code == Code::Forbidden &&
                            error.serverText.contains("Missing Authentication Token"_L1);
    return assumed &&
           (noSuchPath || error.code == Code::MethodNotAllowed || error.httpStatus == 501);
}

void DraftSender::haveFreeId(const api::Result &result)
{
    if (!result) {
        if (result.error().code == api::ApiError::Code::NotFound ||
            readingIsUnknown(result.error()))
            sendWrite();
        else
            fail(result.error());
        return;
    }
    fail(problem(api::ApiError::Code::Conflict,
                 tr("There is already a %1 named %2.").arg(m_type.name, m_id),
                 tr("Creating it once more would overwrite the one that is there."),
                 tr("Choose another id, or open the existing one and change it.")));
}

void DraftSender::haveCurrent(const api::Result &result)
{
    if (!result && readingIsUnknown(result.error())) {
        sendWrite();
        return;
    }
    if (!result) {
        api::ApiError error = result.error();
        if (error.code == api::ApiError::Code::NotFound) {
            error.what = tr("%1 no longer exists on the platform.").arg(m_id);
            error.advice = tr("Your edits are kept. Discard them, or create it anew.");
        }
        fail(error);
        return;
    }
    const json::Document now = m_requests->item(result->document);
    if (!now) {
        fail(unusableReply(
            *result, tr("The reply holds no %1 to compare your edits with.").arg(m_type.name)));
        return;
    }
    if (!m_work.rebase(now)) {
        m_running = false;
        Q_EMIT conflicted(now, m_work.conflictsWith(now));
        return;
    }
    // Someone else may have made the very same change.
    if (m_work.isChanged())
        sendWrite();
    else
        finish(now);
}

void DraftSender::sendWrite()
{
    const api::Request request =
        m_work.isNew() ? m_requests->create(m_work) : m_requests->change(m_work);
    m_method = api::toByteArray(request.method);
    send(request, &DraftSender::haveWritten);
}

void DraftSender::haveWritten(const api::Result &result)
{
    if (!result && mayHaveArrived(result.error())) {
        m_writeError = result.error();
        send(m_requests->read(m_id), &DraftSender::haveFoundOut);
        return;
    }
    if (!result) {
        fail(result.error());
        return;
    }
    m_requestId = result->requestId;
    m_reply = m_requests->item(result->document);
    if (m_work.isNew() && m_type.idByPlatform)
        m_id = m_requests->createdId(result->document);
    // What the platform made of it, with its own defaults, is known only by reading.
    if (m_type.canRead && !m_id.isEmpty())
        send(m_requests->read(m_id), &DraftSender::haveReadBack);
    else
        finish(m_reply ? m_reply : m_work.edited());
}

// The platform may have done it without saying so, and reading can tell.
bool DraftSender::mayHaveArrived(const api::ApiError &error) const
{
    using Code = api::ApiError::Code;
    return m_type.canRead && !m_id.isEmpty() && error.code != Code::Cancelled &&
           error.code != Code::Other && error.mayHaveBeenDone();
}

void DraftSender::haveFoundOut(const api::Result &result)
{
    const json::Document now = result ? m_requests->item(result->document) : json::Document();
    if (!now || !isTaken(now)) {
        fail(m_writeError);
        return;
    }
    m_requestId = m_writeError.requestId;
    finish(now);
}

/// Nothing of the edits is left to be sent to @p now.
bool DraftSender::isTaken(const json::Document &now) const
{
    const json::Document nothing = json::Document::parse("{}").value_or(json::Document());
    ResourceDraft left;
    left.restore(m_work.id(), m_work.isNew() ? nothing : m_work.base(), m_work.edited(),
                 m_work.schema());
    return left.rebase(now) && !left.isChanged();
}

void DraftSender::haveReadBack(const api::Result &result)
{
    json::Document now = result ? m_requests->item(result->document) : json::Document();
    if (!now)
        now = m_reply && m_requests->idOf(m_reply.root()) == m_id ? m_reply : m_work.edited();
    finish(now);
}

void DraftSender::finish(const json::Document &now)
{
    m_running = false;
    if (m_log && !m_requestId.isEmpty() && !m_id.isEmpty())
        record(now);
    Q_EMIT done(m_id, now);
}

void DraftSender::record(const json::Document &now)
{
    api::ChangeEntry entry;
    entry.profileId = m_profileId;
    entry.resource = m_type.key;
    entry.id = m_id;
    entry.kind = m_work.isNew() ? api::ChangeEntry::Kind::Created : api::ChangeEntry::Kind::Updated;
    entry.method = m_method;
    entry.requestId = m_requestId;
    if (!m_work.isNew())
        entry.before = m_work.base(); // as it was read right before
    entry.after = now;
    m_changeRow = m_log->record(std::move(entry));
}

void DraftSender::fail(const api::ApiError &error)
{
    m_running = false;
    Q_EMIT failed(error);
}

} // namespace models
