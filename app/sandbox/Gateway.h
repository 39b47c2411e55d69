// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Server.h"
#include "app/sandbox/BulkJobs.h"
#include "app/sandbox/FaultSwitches.h"
#include "app/sandbox/ResourceService.h"
#include "app/sandbox/Routes.h"
#include "app/sandbox/TokenVerifier.h"
#include "app/sandbox/calls/CallCommands.h"
#include "app/sandbox/files/FileService.h"

#include <functional>
#include <memory>

namespace sandbox {

/// What stands before the services, in the manner of an API gateway: paths, methods, tokens.
///
///   429, 500  by the fault switches
///   400       a path that no URI may have
///   403       {"message":"Missing Authentication Token"}: unknown path, or known path and wrong
///             method (the latter with an Allow header)
///   401       {"message":"Unauthorized"}: no token, or one that breaks a rule
///   403       a token for another domain than the path's; an operation that wants AWS signatures
///
/// OPTIONS on a known path needs no token. /_sandbox/faults reads and sets the fault switches: no
/// token, but from this machine only, and not from a web page.
class Gateway
{
public:
    /// What stands behind the gateway.
    struct Services
    {
        std::shared_ptr<const Routes> routes;
        std::shared_ptr<const ResourceService> resources;
        std::shared_ptr<BulkJobs> bulkJobs;
        std::shared_ptr<const FileService> files;
        std::shared_ptr<const CallCommands> commands;
    };

    Gateway(Services services, TokenVerifier &verifier, FaultSwitches &faults,
            std::function<qint64()> clock);

    void setRoutes(std::shared_ptr<const Routes> routes) { m_services.routes = std::move(routes); }

    http::Response handle(const http::Request &request) const;
    /// Who takes the body of @p request as it comes; null: it is gathered. One that will be refused
    /// is taken too, and thrown away.
    std::shared_ptr<http::BodySink> sink(const http::Request &request) const;

private:
    http::Response control(const http::Request &request) const;
    http::Response serve(const http::Request &request, const QString &path) const;
    /// The domain that the request may work on, or the refusal.
    std::expected<QString, http::Response> authorise(const http::Request &request,
                                                     const Route &route) const;
    http::Response dispatch(const http::Request &request, const Route &route,
                            const QString &domain) const;
    http::Response collection(const http::Request &request, const Route &route,
                              const QString &domain) const;
    http::Response item(const http::Request &request, const Route &route,
                        const QString &domain) const;
    http::Response file(const http::Request &request, const Route &route,
                        const QString &domain) const;
    http::Response bulk(const http::Request &request, const Route &route,
                        const QString &domain) const;
    http::Response command(const http::Request &request, const Route &route,
                           const QString &domain) const;

    Services m_services;
    TokenVerifier &m_verifier;
    FaultSwitches &m_faults;
    std::function<qint64()> m_clock;
};

} // namespace sandbox
