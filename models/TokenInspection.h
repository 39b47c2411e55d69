// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/TokenAnatomy.h"
#include "app/auth/TokenDiagnosis.h"
#include "app/auth/TokenExplanation.h"
#include "app/auth/TokenTimeline.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <vector>

namespace models {

/// A token on the bench: what was pasted, what it is made of, and what the platform would say to
/// it. Decoding needs nothing; a verdict needs a domain and a public key. Nothing is stored.
class TokenInspection : public QObject
{
    Q_OBJECT

public:
    /// @p clock: Unix seconds; empty: the system's.
    explicit TokenInspection(QObject *parent = nullptr, std::function<double()> clock = {});
    ~TokenInspection() override;

    /// Takes any text. What surrounds a token is taken off, and told by cleanings() until the next
    /// text that holds another token.
    void setText(const QByteArray &text);
    const QByteArray &token() const { return m_anatomy.text(); }
    bool isEmpty() const { return token().isEmpty(); }
    /// What was pasted is no token but a private key, which belongs elsewhere.
    bool isPrivateKey() const { return m_isPrivateKey; }
    const std::vector<auth::Cleaning> &cleanings() const { return m_cleanings; }

    const auth::TokenAnatomy &anatomy() const { return m_anatomy; }
    const auth::TokenExplanation &explanation() const { return m_explanation; }

    /// The domains and keys that a token may be checked against. The choice stays where the same
    /// name is still there.
    void setCandidates(std::vector<auth::TokenCandidate> candidates);
    const std::vector<auth::TokenCandidate> &candidates() const { return m_candidates; }
    /// The one whose key is used; -1: none.
    void chooseKey(int candidate);
    int keyChoice() const { return m_key; }
    /// Any domain; that of the chosen key's candidate until another one was given.
    void setDomain(const QString &domain);
    QString domain() const { return m_domain; }

    /// Looks for the key that made the signature, in a worker; keysTried() tells. Begins anew when
    /// the candidates become others meanwhile.
    void tryEveryKey();
    bool isTrying() const { return m_trying; }

    /// Milliseconds by which the server's clock is ahead of ours.
    void setClockOffset(qint64 milliseconds);
    /// Checks at that moment, Unix seconds by the server's clock, instead of now.
    void setMoment(std::optional<double> moment);
    bool isNow() const { return !m_moment; }
    double moment() const;

    /// There is a token and a key to check it with.
    bool hasVerdict() const;
    const auth::TokenDiagnosis &diagnosis() const { return m_diagnosis; }
    const auth::TokenTimeline &timeline() const { return m_timeline; }

Q_SIGNALS:
    void tokenChanged();
    void candidatesChanged();
    /// The verdict, the moment, or what the times say in words.
    void judged();
    void keysTried(const QString &sentence);

private:
    void judge();
    double serverNow() const;

    std::function<double()> m_clock;
    QTimer m_tick;
    std::vector<auth::Cleaning> m_cleanings;
    auth::TokenAnatomy m_anatomy;
    auth::TokenExplanation m_explanation;
    std::vector<auth::TokenCandidate> m_candidates;
    auth::TokenDiagnosis m_diagnosis;
    auth::TokenTimeline m_timeline;
    QString m_domain;
    std::optional<double> m_moment;
    qint64 m_clockOffset = 0;
    quint64 m_generation = 0; ///< of the candidates
    int m_key = -1;
    bool m_ownDomain = false; ///< a person has chosen another domain than the key's
    bool m_trying = false;
    bool m_isPrivateKey = false;
};

} // namespace models
