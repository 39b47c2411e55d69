// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/TokenBench.h"

namespace models {

TokenBench::TokenBench(Workspace *workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    if (api::Session *session = workspace->session()) {
        connect(session, &api::Session::keyStateChanged, this, &TokenBench::refreshCandidates);
        connect(session, &api::Session::clockOffsetChanged, this, &TokenBench::refreshClock);
    }
    connect(&workspace->profiles(), &api::ProfileStore::changed, this,
            &TokenBench::refreshCandidates);
    refreshCandidates();
    refreshClock();
}

void TokenBench::refreshCandidates()
{
    std::vector<auth::TokenCandidate> candidates;
    const api::Session *session = m_workspace->session();
    if (session) {
        auth::TokenCandidate own;
        own.name = session->profile().name;
        own.domain = session->profile().domain;
        if (const auto tokens = session->tokens())
            own.key = tokens->key().publicKey();
        candidates.push_back(std::move(own));
    }
    m_inspection.setCandidates(std::move(candidates));
}

void TokenBench::refreshClock()
{
    if (const api::Session *session = m_workspace->session())
        m_inspection.setClockOffset(session->clockOffset());
}

QByteArray TokenBench::ownToken()
{
    api::Session *session = m_workspace->session();
    const auto token = session ? session->token() : std::nullopt;
    if (token)
        return token->text;
    Q_EMIT said(session ? session->keyProblem() : tr("No profile is open."));
    return {};
}

QByteArray TokenBench::tokenOf(const QString &profileId, const QDateTime &startedAt)
{
    const api::Session *session = m_workspace->session();
    if (!session || session->profile().id != profileId) {
        Q_EMIT said(tr("That request was made with another profile. Switch to it to see its "
                       "token."));
        return {};
    }
    const auto tokens = session->tokens();
    const auto current = tokens ? tokens->current() : std::nullopt;
    const auto signings = tokens ? tokens->history() : std::vector<auth::TokenSource::Signing>();
    // An answer is noted after the token was made for it, within the same second at times.
    if (current && !signings.empty() && signings.back().generation == current->generation &&
        signings.back().at / 1000 <= startedAt.toMSecsSinceEpoch() / 1000)
        return current->text;
    Q_EMIT said(tr("The token of that request is gone: tokens are stored nowhere, and another one "
                   "is in use since."));
    return {};
}

} // namespace models
