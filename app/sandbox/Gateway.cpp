// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Gateway.h"

#include "app/json/Writer.h"
#include "app/sandbox/Envelope.h"
#include "app/sandbox/ItemRules.h"
#include "app/sandbox/Replies.h"
#include "app/sandbox/demo/Sample.h"

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

/// A body that goes nowhere.
class Discarded final : public http::BodySink
{
public:
    void write(std::string_view /*piece*/) override {}
};

bool isJson(std::string_view mediaType)
{
    return mediaType.contains("json");
}

} // namespace

Gateway::Gateway(Services services, TokenVerifier &verifier, FaultSwitches &faults,
                 std::function<qint64()> clock)
    : m_services(std::move(services))
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
        const QByteArray allowed = m_services.routes->allowed(path);
        return allowed.isEmpty() ? missingToken() : optionsReply(allowed);
    }
    const auto route = method ? m_services.routes->find(*method, path) : std::nullopt;
    if (!route) {
        http::Response response = missingToken();
        if (const QByteArray allowed = m_services.routes->allowed(path); !allowed.isEmpty())
            response.headers.emplace_back("Allow", allowed.toStdString());
        return response;
    }
    const auto domain = authorise(request, *route);
    return domain ? dispatch(request, *route, *domain + route->scope) : domain.error();
}

std::shared_ptr<http::BodySink> Gateway::sink(const http::Request &request) const
{
    if (request.method != "PUT" || !Routes::isSound(request.path()))
        return nullptr;
    const auto route = m_services.routes->find(api::Method::Put, QString::fromUtf8(request.path()));
    if (!route || route->kind != Route::Kind::File)
        return nullptr;
    if (authorise(request, *route))
        return m_services.files->sink();
    return std::make_shared<Discarded>();
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
    case Route::Kind::File:
        return file(request, route, domain);
    case Route::Kind::Bulk:
        return bulk(request, route, domain);
    case Route::Kind::Command:
        break;
    }
    return command(request, route, domain);
}

http::Response Gateway::collection(const http::Request &request, const Route &route,
                                   const QString &domain) const
{
    switch (route.operation->method) {
    case api::Method::Get:
        return m_services.resources->list(*route.resource, domain, route.operation);
    case api::Method::Post:
        return m_services.resources->create(*route.resource, domain, request.body, route.operation);
    case api::Method::Put:
        return m_services.resources->put(*route.resource, domain, request.body, route.operation);
    default:
        return refusal(501, "The sandbox does not imitate this method on a collection.");
    }
}

http::Response Gateway::item(const http::Request &request, const Route &route,
                             const QString &domain) const
{
    switch (route.operation->method) {
    case api::Method::Get:
        return m_services.resources->read(*route.resource, domain, route.id, route.operation);
    case api::Method::Put:
        return m_services.resources->replace(*route.resource, domain, route.id, request.body,
                                             route.operation);
    case api::Method::Patch:
        return m_services.resources->patch(*route.resource, domain, route.id, request.body,
                                           route.operation);
    case api::Method::Delete: {
        const auto removed = m_services.resources->remove(*route.resource, domain, route.id);
        if (removed.status == 200 && route.resource->file)
            m_services.files->forget(*route.resource, domain, route.id);
        return removed;
    }
    default:
        return refusal(501, "The sandbox does not imitate this method on an item.");
    }
}

http::Response Gateway::file(const http::Request &request, const Route &route,
                             const QString &domain) const
{
    switch (route.operation->method) {
    case api::Method::Get:
    case api::Method::Head:
        return m_services.files->download(*route.resource, domain, route.id, request);
    case api::Method::Put:
        return m_services.files->upload(*route.resource, domain, route.id, request);
    case api::Method::Delete:
        return m_services.files->remove(*route.resource, domain, route.id);
    default:
        return refusal(501, "The sandbox does not imitate this method on a file.");
    }
}

http::Response Gateway::bulk(const http::Request &request, const Route &route,
                             const QString &domain) const
{
    if (route.operation->method == api::Method::Get)
        return m_services.bulkJobs->status(*route.resource, domain, route.id);
    std::string_view mediaType = request.header("Content-Type");
    mediaType = mediaType.substr(0, mediaType.find(';'));
    mediaType = mediaType.substr(0, mediaType.find_last_not_of(" \t") + 1);
    if (!equalsIgnoringCase(mediaType, "text/csv"))
        return gatewayError(415, "Unsupported Media Type: a bulk job takes text/csv");
    return m_services.bulkJobs->start(*route.resource, domain, route.id, request.body);
}

/// An operation that belongs to no resource type: a body that fits is accepted, and what the
/// document promises is answered, made up where nothing is behind it.
http::Response Gateway::command(const http::Request &request, const Route &route,
                                const QString &domain) const
{
    const auto &bodies = route.operation->requestBodies;
    const auto json = std::ranges::find_if(
        bodies, [](const api::Body &body) { return isJson(body.mediaType.toStdString()); });
    json::Document body;
    if (json != bodies.end()) {
        const bool isObject = !json->schema || json->schema->type == api::Schema::Type::Object;
        auto document = isObject ? parseObject(request.body) : parseJson(request.body);
        if (!document)
            return document.error();
        if (auto problem = schemaProblem(json->schema, document->root()))
            return *problem;
        body = std::move(*document);
    }
    if (const auto done = m_services.commands->run(*route.operation, body.root()))
        return *done;
    const api::Schema *schema = replySchema(route.operation);
    if (!schema || schema->type == api::Schema::Type::Any)
        return success();
    Making making(Dice(1, stableHash(route.operation->path.toStdString()), 0), 0,
                  domain.toStdString(), m_clock());
    json::Writer writer;
    writeSample(writer, {}, *schema, SampleOf::Reply, making);
    return jsonReply(200, writer.take());
}

} // namespace sandbox
