// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compare/TenantLoader.h"

using namespace Qt::StringLiterals;

namespace models {

TenantLoader::TenantLoader(api::Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

TenantLoader::~TenantLoader()
{
    cancel();
}

void TenantLoader::start()
{
    cancel();
    m_types.clear();
    m_skipped.clear();
    for (const api::ResourceType &type : m_session->catalogue().resources()) {
        // A list that wants more than the domain is one for each of something.
        if (type.canList && !type.idProperty.isEmpty() &&
            !api::expandPath(type.collectionPath, m_session->pathValues()).contains(u'{'))
            m_types.append(type);
    }
    m_at = -1;
    m_running = true;
    next();
}

void TenantLoader::next()
{
    if (!m_running)
        return;
    if (++m_at >= m_types.size()) {
        m_running = false;
        Q_EMIT ended();
        return;
    }
    const api::ResourceType &type = m_types.at(m_at);
    Q_EMIT loading(type.plural, int(m_at) + 1, int(m_types.size()));
    api::Request request;
    request.path = api::expandPath(type.collectionPath, m_session->pathValues());
    request.priority = api::Priority::Background;
    request.allowEmpty = false;
    m_call = m_session->queue().send(std::move(request), this, [this](const api::Result &result) {
        if (m_running)
            haveList(result);
    });
}

void TenantLoader::haveList(const api::Result &result)
{
    const api::ResourceType type = m_types.at(m_at);
    if (!result) {
        m_skipped.append(u"%1: %2"_s.arg(type.plural, result.error().what));
        next();
        return;
    }
    TenantPart loaded{.key = type.key, .idProperty = type.idProperty, .document = result->document};
    for (const json::Value row : api::unwrapList(result->document.root()))
        loaded.rows.push_back(row);
    Q_EMIT part(loaded, type);
}

void TenantLoader::cancel()
{
    m_running = false;
    if (m_call) {
        m_call->disconnect(this);
        m_call->cancel();
    }
}

} // namespace models
