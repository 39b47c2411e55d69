// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Gateway.h"

#include "app/sandbox/ItemRules.h"
#include "app/sandbox/Replies.h"

#include <algorithm>
#include <cctype>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

constexpr std::string_view faultsPath = "/_sandbox/faults";

bool isLoopback(std::string_view address)
{
    return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.");
}

bool equalsIgnoringCase(std::string_view left, std::string_view right)
{
    return std::ranges::equal(left, right, [](unsigned char a, unsigned char b) {
        return std::tolower(a) == std::tolower(b);
    });
}

http::Response missingToken()
{
    return gatewayError(403, "Missing Authentication Token");
}

http::Response optionsReply(const QByteArray &allowed)
{
    http::Response response = jsonReply(200, "{ }");
    response.headers.emplace_back("Allow", allowed.toStdString());
    response.headers.emplace_back("Access-Control-Allow-Methods", allowed.toStdString());
    response.headers.emplace_back("Access-Control-Allow-Headers", "Authorization,Content-Type");
    return response;
}

/// Commands of the catalogue have nothing to work on yet: a body that fits is accepted.
http::Response command(const http::Request &request, const Route &route)
{
    const auto &bodies = route.operation->requestBodies;
    const auto json = std::ranges::find(bodies, u"application/json"_s, &api::Body::mediaType);
    if (json != bodies.end()) {
        const auto document = parseObject(request.body);
        if (!document)
            return document.error();
        if (auto problem = schemaProblem(json->schema, document->root()))
            return *problem;
    }
    if (route.operation->method == api::Method::Get)
        return refusal(501, "The sandbox has no data behind this path.");
    return success();
}

} // namespace

Gateway::Gateway(std::shared_ptr<const Routes> routes,
                 std::shared_ptr<const ResourceService> service, std::shared_ptr<BulkJobs> bulkJobs,
                 TokenVerifier &verifier, FaultSwitches &faults, std::function<qint64()> clock)
    : m_routes(std::move(routes))
    , m_service(std::move(service))
    , m_bulkJobs(std::move(bulkJobs))
    , m_verifier(verifier)
    , m_faults(faults)
    , m_clock(std::move(clock))
{
}

http::Response Gateway::handle(const http::Request &request) const
{
    if (request.path() == faultsPath)
        return control(request);
    if (auto fault = m_faults.refusal())
        return *fault;
    if (!Routes::isSound(request.path()))
        return gatewayError(400, "Bad Request");
    return serve(request, QString::fromUtf8(request.path()));
}

http::Response Gateway::control(const http::Request &request) const
{
    // A browser names the page that a request comes from: no page may switch faults on.
    if (!isLoopback(request.remoteAddress) || !request.header("Origin").empty())
        return gatewayError(403, "The fault switches are for programs on this machine only.");
    if (request.method == "PUT") {
        const auto document = parseObject(request.body);
        if (!document)
            return document.error();
        const auto faults = FaultSwitches::fromJson(document->root());
        if (!faults)
            return refusal(400, faults.error());
        m_faults.set(*faults);
    } else if (request.method != "GET") {
        http::Response response = gatewayError(405, "Method Not Allowed");
        response.headers.emplace_back("Allow", "GET,PUT");
        return response;
    }
    return jsonReply(200, m_faults.toJson());
}

http::Response Gateway::serve(const http::Request &request, const QString &path) const
{
    const auto method = api::methodFromName(request.method);
    if (method == api::Method::Options) {
        const QByteArray allowed = m_routes->allowed(path);
        return allowed.isEmpty() ? missingToken() : optionsReply(allowed);
    }
    const auto route = method ? m_routes->find(*method, path) : std::nullopt;
    if (!route) {
        http::Response response = missingToken();
        if (const QByteArray allowed = m_routes->allowed(path); !allowed.isEmpty())
            response.headers.emplace_back("Allow", allowed.toStdString());
        return response;
    }
    const auto domain = authorise(request, *route);
    return domain ? dispatch(request, *route, *domain) : domain.error();
}

std::expected<QString, http::Response> Gateway::authorise(const http::Request &request,
                                                          const Route &route) const
{
    const auto forbidden = [] {
        return gatewayError(403, "The token does not allow access to this resource");
    };
    if (route.operation->security == api::Security::Sigv4) {
        return std::unexpected(
            gatewayError(403, "This operation takes AWS signatures, not bearer tokens"));
    }
    if (route.operation->security == api::Security::None) {
        if (route.domain && !m_verifier.isProvisioned(*route.domain))
            return std::unexpected(forbidden());
        return route.domain.value_or(QString());
    }
    // Two headers could be read as either one: none of them counts.
    const auto headers = std::ranges::count_if(request.headers, [](const auto &header) {
        return equalsIgnoringCase(header.first, "Authorization");
    });
    if (headers != 1)
        return std::unexpected(gatewayError(401, "Unauthorized"));
    const auto domain = m_verifier.verify(
        request.header("Authorization"), m_clock() + m_faults.faults().clockOffsetSeconds * 1000LL);
    if (!domain)
        return std::unexpected(gatewayError(401, "Unauthorized"));
    if (route.domain && *route.domain != *domain)
        return std::unexpected(forbidden());
    return *domain;
}

http::Response Gateway::dispatch(const http::Request &request, const Route &route,
                                 const QString &domain) const
{
    switch (route.kind) {
    case Route::Kind::Collection:
        return collection(request, route, domain);
    case Route::Kind::Item:
        return item(request, route, domain);
    case Route::Kind::Bulk:
        return bulk(request, route, domain);
    case Route::Kind::Command:
        break;
    }
    return command(request, route);
}

http::Response Gateway::collection(const http::Request &request, const Route &route,
                                   const QString &domain) const
{
    switch (route.operation->method) {
    case api::Method::Get:
        return m_service->list(*route.resource, domain);
    case api::Method::Post:
        return m_service->create(*route.resource, domain, request.body);
    case api::Method::Put:
        return m_service->put(*route.resource, domain, request.body);
    default:
        return refusal(501, "The sandbox does not imitate this method on a collection.");
    }
}

http::Response Gateway::item(const http::Request &request, const Route &route,
                             const QString &domain) const
{
    switch (route.operation->method) {
    case api::Method::Get:
        return m_service->read(*route.resource, domain, route.id);
    case api::Method::Put:
        return m_service->replace(*route.resource, domain, route.id, request.body);
    case api::Method::Patch:
        return m_service->patch(*route.resource, domain, route.id, request.body);
    case api::Method::Delete:
        return m_service->remove(*route.resource, domain, route.id);
    default:
        return refusal(501, "The sandbox does not imitate this method on an item.");
    }
}

http::Response Gateway::bulk(const http::Request &request, const Route &route,
                             const QString &domain) const
{
    if (route.operation->method == api::Method::Get)
        return m_bulkJobs->status(*route.resource, domain, route.id);
    std::string_view mediaType = request.header("Content-Type");
    mediaType = mediaType.substr(0, mediaType.find(';'));
    mediaType = mediaType.substr(0, mediaType.find_last_not_of(" \t") + 1);
    if (!equalsIgnoringCase(mediaType, "text/csv"))
        return gatewayError(415, "Unsupported Media Type: a bulk job takes text/csv");
    return m_bulkJobs->start(*route.resource, domain, route.id, request.body);
}

} // namespace sandbox
