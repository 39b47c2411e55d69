// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ListLoader.h"

#include "models/Problem.h"

namespace models {

ListLoader::ListLoader(api::RequestQueue *queue, QObject *parent)
    : QObject(parent)
    , m_queue(queue)
{
}

ListLoader::~ListLoader()
{
    drop();
}

void ListLoader::start(const api::Request &request)
{
    drop();
    m_loading = true;
    m_call =
        m_queue->send(request, this, [this, generation = m_generation](const api::Result &result) {
            if (generation == m_generation)
                finish(result);
        });
    Q_EMIT changed();
}

void ListLoader::cancel()
{
    if (!m_loading)
        return;
    drop();
    Q_EMIT changed();
}

void ListLoader::drop()
{
    ++m_generation;
    m_loading = false;
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
