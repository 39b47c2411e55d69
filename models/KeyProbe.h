// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/ApiClient.h"
#include "models/KeyContext.h"

#include <QObject>

#include <memory>
#include <optional>

namespace models {

/// Asks the platform whether it takes tokens of a key pair, by a real request: a GET of the first
/// list in the catalogue that the tenant may see, signed with this pair for a profile's domain.
/// Nothing is changed there.
class KeyProbe : public QObject
{
    Q_OBJECT

public:
    enum class Verdict {
        None,     ///< not asked yet
        Accepted, ///< the token was taken
        Refused,  ///< 401: details() says which checks failed
        Unclear,  ///< no answer, or one that says nothing about the token
        NotSent,  ///< the key could not be used
    };
    Q_ENUM(Verdict)

    /// Whether a request in the history was one of a probe, also of another run: its token was
    /// signed with the pair that was asked about, and not with the session's.
    static bool isOfProbe(const QString &requestId);

    explicit KeyProbe(const KeyContext &context, QObject *parent = nullptr);
    ~KeyProbe() override;

    /// Ends with finished(). @p opens: the passphrase of a linked file that is encrypted.
    void start(const QString &keyId, const QString &profileId, const QString &opens = {});
    void cancel(); ///< without a signal
    void forget(); ///< the last verdict; nothing was asked
    /// While it runs: the key lies in a keychain that has not answered yet.
    bool isWaitingForKeychain() const;
    bool isRunning() const { return m_running; }

    Verdict verdict() const { return m_verdict; }
    /// What came of it and what to do, in words.
    QString sentence() const { return m_sentence; }
    /// For Refused and Unclear, as far as there is more to say.
    std::optional<api::ApiError> details() const { return m_details; }
    /// The key is encrypted in a file of its own: start again with its passphrase.
    bool wantsPassphrase() const { return m_wantsPassphrase; }

Q_SIGNALS:
    void finished();

private:
    void send(const api::Profile &profile, const auth::RsaKeyPair &pair);
    void attempt();
    void judge(const api::Result &result);
    void end(Verdict verdict, const QString &sentence,
             const std::optional<api::ApiError> &details = std::nullopt);

    const KeyContext m_context;
    std::unique_ptr<api::ApiClient> m_client;
    api::Request m_request;
    QStringList m_lists; // still to be asked for
    QString m_keyName;
    quint64 m_generation = 0;
    bool m_running = false;
    bool m_again = false; // by the server's clock
    bool m_wantsPassphrase = false;
    Verdict m_verdict = Verdict::None;
    QString m_sentence;
    std::optional<api::ApiError> m_details;
};

} // namespace models
