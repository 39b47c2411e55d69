// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ListLoader.h"

#include "models/Problem.h"

#include <utility>

namespace models {

using KeyState = api::Session::KeyState;

ListLoader::ListLoader(api::Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(session, &api::Session::keyStateChanged, this, [this] {
        if (!m_waiting)
            return;
        sendWaiting();
        Q_EMIT changed();
    });
}

ListLoader::~ListLoader()
{
    drop();
}

void ListLoader::start(const api::Request &request)
{
    drop();
    m_waiting = request;
    sendWaiting();
    Q_EMIT changed();
}

// A key that is missing or of no use is the request's own failure, and is told as that.
void ListLoader::sendWaiting()
{
    const KeyState state = m_session->keyState();
    if (state == KeyState::Reading || state == KeyState::NeedsPassphrase)
        return;
    const api::Request request = *std::exchange(m_waiting, std::nullopt);
    m_loading = true;
    m_call = m_session->queue().send(request, this,
                                     [this, generation = m_generation](const api::Result &result) {
                                         if (generation == m_generation)
                                             finish(result);
                                     });
    connect(m_call, &api::Call::retrying, this, &ListLoader::retrying);
}

bool ListLoader::isLoading() const
{
    return m_loading || (m_waiting && m_session->keyState() == KeyState::Reading);
}

bool ListLoader::isLocked() const
{
    return m_waiting && m_session->keyState() == KeyState::NeedsPassphrase;
}

void ListLoader::cancel()
{
    if (!m_loading && !m_waiting)
        return;
    drop();
    Q_EMIT changed();
}

void ListLoader::drop()
{
    ++m_generation;
    m_loading = false;
    m_waiting.reset();
    if (m_call)
        m_call->cancel();
    m_call.clear();
}

void ListLoader::finish(const api::Result &result)
{
    m_call.clear();
    m_loading = false;
    m_error.reset();
    if (!result) {
        m_error = result.error();
    } else if (!api::unwrap(result->document.root())) {
        m_error = unusableReply(*result, tr("The reply holds no list."));
    } else {
        m_hasLoaded = true;
        Q_EMIT loaded(result->document);
    }
    Q_EMIT changed();
}

} // namespace models
