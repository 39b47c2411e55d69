// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>

namespace sandbox {

/// Everything that can be made to go wrong (design, section 5). Also set over HTTP, see Sandbox.
struct Faults
{
    int latencyMs = 0;
    double tooManyRequests = 0; ///< share of requests answered with 429, 0 to 1
    int retryAfterSeconds = 1;
    double serverErrors = 0; ///< share of 500s
    double dropped = 0;      ///< share of connections closed before the reply
    double truncated = 0;    ///< share of bodies cut in the middle
    double stalled = 0;      ///< share of bodies that stop in the middle, the connection stays open
    int clockOffsetSeconds =
        0; ///< the sandbox's clock against the real one: Date header and token checks
};

struct SandboxOptions
{
    std::uint16_t port = 0; ///< 0: any free one
    QString dataFolder;     ///< sandbox.sqlite lies there; empty: memory only
    int devices = 4213;     ///< demo devices made when the storage is new
    std::uint32_t seed = 1;
    bool liveCalls = true; ///< calls come and go, where the catalogue has a type for them
    int historyHours = 72; ///< so far back go the calls that are over
    QString domain = QStringLiteral("customer47.sandbox.localhost");
    QByteArray publicKeyPem;       ///< SPKI of the tenant; empty: keeps the stored one
    std::function<qint64()> clock; ///< ms since 1970; empty: the system's
    /// Told in the server's thread, as a sentence: changes that were answered and could then not be
    /// stored, on a full disk say. Empty: standard error is told.
    std::function<void(const QString &)> onTrouble;
};

/// The embedded platform: serves the catalogue's paths on 127.0.0.1, checks tokens by the
/// platform's rules with code of its own (OpenSSL, nothing from app/auth), stores any resource type
/// of the catalogue in SQLite.
///
/// GET and PUT /_sandbox/faults read and set the faults over HTTP: a JSON object with the members
/// of Faults by their names, those left out get their default. No token, but from this machine
/// only.
///
/// Files that are uploaded lie in "sandbox-files" beside the storage. Calls come and go, by the
/// seed and the clock; see calls/CallLife.
///
/// The demo data is made once, when the storage is new: later starts with other `devices` or `seed`
/// keep what is there. A sandbox.sqlite that is damaged is renamed and made anew, see notice().
class Sandbox
{
public:
    Sandbox(std::shared_ptr<const api::Catalogue> catalogue, SandboxOptions options);
    ~Sandbox();

    /// Returns when requests are served; making 100,000 devices takes about a second. The error is
    /// a sentence: port in use, folder not writable or in use, key that is none.
    std::expected<void, QString> start();
    void stop();
    QString baseUrl() const;
    QString domain() const;
    /// Takes the place of the tenant's public key (SPKI PEM) at once. Thread-safe.
    std::expected<void, QString> uploadPublicKey(const QByteArray &pem);
    /// Serves what @p catalogue describes from now on; what is stored stays. Thread-safe.
    void setCatalogue(std::shared_ptr<const api::Catalogue> catalogue);
    /// After start(): a sentence about damaged storage that was put aside; else empty.
    QString notice() const;
    void setFaults(const Faults &faults); ///< thread-safe
    Faults faults() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sandbox
