// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the sandbox share: a key, tokens, a catalogue and a plain HTTP client.
#pragma once

#include "app/api/Catalogue.h"
#include "app/auth/RsaKeyPair.h"
#include "app/json/Document.h"
#include "app/sandbox/Sandbox.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <functional>
#include <memory>

namespace platform {

inline const QString domain = QStringLiteral("customer47.sandbox.localhost");

/// Made once for the whole program: they take time.
const auth::RsaKeyPair &key();
const auth::RsaKeyPair &otherKey();

/// Any header and payload, signed by @p signer.
QByteArray token(const QByteArray &header, const QByteArray &payload,
                 const auth::RsaKeyPair &signer = key());
/// "Bearer ..." of a token that is accepted at @p nowMs.
QByteArray bearer(qint64 nowMs, const QString &subject = domain);

/// The shipped catalogue.
std::shared_ptr<const api::Catalogue> catalogue();
/// The shipped catalogue and a service with a resource type called "Lamp" whose numeric id the
/// platform makes, one called "Badge" that is created by PUT on its own path, and two commands.
std::shared_ptr<const api::Catalogue> extendedCatalogue();

struct Answer
{
    int status = 0;                        ///< 0: the connection ended without a whole answer
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    bool isComplete = false;

    json::Document json() const;
    std::string_view text(std::string_view member) const;
};

/// One request on a connection of its own; waits for the answer.
Answer send(const QString &baseUrl, const QByteArray &method, const QByteArray &path,
            const QByteArray &authorization = {}, const QByteArray &body = {},
            const QByteArray &contentType = "application/json",
            const QByteArray &moreHeaders = {}); ///< whole lines

/// A running sandbox and a person with a token that is valid by its clock.
class Tenant
{
public:
    explicit Tenant(sandbox::SandboxOptions options = defaults(),
                    std::shared_ptr<const api::Catalogue> known = catalogue());

    static sandbox::SandboxOptions defaults(); ///< in memory, 20 devices, the key uploaded

    Answer send(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                const QByteArray &contentType = "application/json",
                const QByteArray &moreHeaders = {}) const;
    sandbox::Sandbox &sandbox() { return *m_sandbox; }
    QString baseUrl() const { return m_sandbox->baseUrl(); }
    const QString &startError() const { return m_startError; }

private:
    std::function<qint64()> m_clock;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    QString m_startError;
};

/// "/provisioning/device/<domain>"
QByteArray devicesPath();
QByteArray devicePath(const QByteArray &encodedId);

} // namespace platform
