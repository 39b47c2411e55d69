// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/TokenBench.h"

#include "models/KeyProbe.h"

#include <QSet>

namespace models {

namespace {

auth::TokenCandidate::KeyState stateOf(auth::KeyState state)
{
    using Known = auth::TokenCandidate::KeyState;
    switch (state) {
    case auth::KeyState::Next:
        return Known::Next;
    case auth::KeyState::Retired:
        return Known::Retired;
    case auth::KeyState::Compromised:
        return Known::Compromised;
    case auth::KeyState::Active:
        break;
    }
    return Known::Active;
}

} // namespace

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
    connect(&workspace->keys(), &auth::KeyStore::changed, this, &TokenBench::refreshCandidates);
    refreshCandidates();
    refreshClock();
}

// The key that the session signs with, those of the other profiles, and then the pairs that no
// profile uses (any more): whose token it was can be said of them, too. A pasted callback is
// checked with the pairs for callbacks.
void TokenBench::refreshCandidates()
{
    std::vector<auth::TokenCandidate> candidates;
    QSet<QString> used;
    if (const api::Session *session = m_workspace->session()) {
        const auto tokens = session->tokens();
        candidates.push_back(candidateOf(session->profile()));
        if (tokens)
            candidates.back().key = tokens->key().publicKey();
        used << session->profile().keyId;
    }
    for (const api::Profile &profile : m_workspace->profiles().profiles()) {
        if (m_workspace->session() && profile.id == m_workspace->session()->profile().id)
            continue;
        candidates.push_back(candidateOf(profile));
        used << profile.keyId;
    }
    for (const auth::KeyEntry &entry : m_workspace->keys().entries()) {
        if (used.contains(entry.id))
            continue;
        auth::TokenCandidate candidate;
        addKey(candidate, entry.id);
        if (!candidate.thumbprint().isEmpty())
            candidates.push_back(std::move(candidate));
    }
    m_inspection.setCandidates(std::move(candidates));
}

auth::TokenCandidate TokenBench::candidateOf(const api::Profile &profile) const
{
    auth::TokenCandidate candidate;
    candidate.name = profile.name;
    candidate.domain = profile.domain;
    if (!profile.keyId.isEmpty())
        addKey(candidate, profile.keyId);
    return candidate;
}

void TokenBench::addKey(auth::TokenCandidate &candidate, const QString &id) const
{
    const auto entry = m_workspace->keys().entry(id);
    if (!entry)
        return;
    candidate.keyName = entry->name;
    candidate.state = stateOf(entry->state);
    if (const auto key = m_workspace->keys().apiPublicKey(id))
        candidate.key = *key;
    else if (const auto callbackKey = m_workspace->keys().callbackPublicKey(id))
        candidate.callbackKey = *callbackKey;
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

QByteArray TokenBench::tokenOf(const api::HistoryEntry &request)
{
    if (KeyProbe::isOfProbe(request.requestId)) {
        Q_EMIT said(tr("That request verified a key pair: its token was made for it alone, signed "
                       "with that pair, and is gone."));
        return {};
    }
    const api::Session *session = m_workspace->session();
    if (!session || session->profile().id != request.profileId) {
        Q_EMIT said(tr("That request was made with another profile. Switch to it to see its "
                       "token."));
        return {};
    }
    const auto tokens = session->tokens();
    const auto current = tokens ? tokens->current() : std::nullopt;
    const auto signings = tokens ? tokens->history() : std::vector<auth::TokenSource::Signing>();
    // An answer is noted after the token was made for it, within the same second at times.
    if (current && !signings.empty() && signings.back().generation == current->generation &&
        signings.back().at / 1000 <= request.startedAt.toMSecsSinceEpoch() / 1000)
        return current->text;
    Q_EMIT said(tr("The token of that request is gone: tokens are stored nowhere, and another one "
                   "is in use since."));
    return {};
}

} // namespace models
