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
    int clockOffsetSeconds =
        0; ///< the sandbox's clock against the real one: Date header and token checks
};

struct SandboxOptions
{
    std::uint16_t port = 0; ///< 0: any free one
    QString dataFolder;     ///< sandbox.sqlite lies there; empty: memory only
    int devices = 4213;     ///< demo devices made when the storage is new
    std::uint32_t seed = 1;
    QString domain = QStringLiteral("customer47.sandbox.localhost");
    QByteArray publicKeyPem;       ///< SPKI of the tenant; empty: keeps the stored one
    std::function<qint64()> clock; ///< ms since 1970; empty: the system's
};

/// The embedded platform: serves the catalogue's paths on 127.0.0.1, checks tokens by the
/// platform's rules with code of its own (OpenSSL, nothing from app/auth), stores any resource type
/// of the catalogue in SQLite.
class Sandbox
{
public:
    Sandbox(std::shared_ptr<const api::Catalogue> catalogue, SandboxOptions options);
    ~Sandbox();

    /// The error is a sentence: port in use, folder not writable, storage damaged.
    std::expected<void, QString> start();
    void stop();
    QString baseUrl() const;
    QString domain() const;
    /// Takes the place of the tenant's public key (SPKI PEM) at once. Thread-safe.
    std::expected<void, QString> uploadPublicKey(const QByteArray &pem);
    void setFaults(const Faults &faults); ///< thread-safe
    Faults faults() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sandbox
