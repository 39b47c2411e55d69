// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/TokenInspection.h"
#include "models/Workspace.h"

#include <QDateTime>
#include <QObject>

namespace models {

/// The workbench of a data folder: an inspection that knows the domains and keys of its profiles,
/// and the clock of the server that the session talks to.
class TokenBench : public QObject
{
    Q_OBJECT

public:
    /// @p workspace outlives the bench.
    explicit TokenBench(Workspace *workspace, QObject *parent = nullptr);

    TokenInspection &inspection() { return m_inspection; }
    /// The session's token, signed if need be; empty when it has no key: said() tells why.
    QByteArray ownToken();
    /// The token that a request of the history was sent with, as long as it is the one in use:
    /// tokens are stored nowhere. Empty otherwise: said() tells why.
    QByteArray tokenOf(const api::HistoryEntry &request);

Q_SIGNALS:
    void said(const QString &sentence);

private:
    void refreshCandidates();
    auth::TokenCandidate candidateOf(const api::Profile &profile) const;
    void addKey(auth::TokenCandidate &candidate, const QString &id) const;
    void refreshClock();

    Workspace *m_workspace;
    TokenInspection m_inspection;
};

} // namespace models
