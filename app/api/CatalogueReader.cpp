// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/CatalogueReader.h"

#include "app/api/ActionReader.h"
#include "app/api/LateSchemas.h"
#include "app/api/PathIndex.h"
#include "app/api/ResourceReader.h"
#include "app/api/import/DocumentText.h"
#include "app/api/import/Naming.h"
#include "app/api/import/PseudoPath.h"
#include "app/api/import/ResourceDerivation.h"
#include "app/api/import/Swagger2.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {
namespace {

// Of one operation. What thousands of operations refer to could else fill the memory.
constexpr qsizetype maxParameters = 100;
constexpr qsizetype maxBodies = 20;
constexpr int maxLooks = 1000; // at replies, at ways to sign in

QString translated(const char *text)
{
    return QCoreApplication::translate("api::Catalogue", text);
}

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::optional<Method> methodOfMember(std::string_view name)
{
    // The members of a path item are lower case, and "trace" is nothing that the console sends.
    const QByteArray upper = QByteArray(name.data(), static_cast<qsizetype>(name.size())).toUpper();
    const bool lower = std::ranges::none_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
    return lower ? methodFromName(upper) : std::nullopt;
}

} // namespace

CatalogueReader::CatalogueReader(OpenApiDocument &document)
    : m_document(document)
    , m_schemas(document)
{
}

std::expected<CatalogueContents, CatalogueProblem>
CatalogueReader::read(const QString &name, const QByteArray &text, Source source)
{
    const auto json = parseDocumentText(name, text.toStdString());
    if (!json)
        return std::unexpected(json.error());
    return read(name, *json, source);
}

std::expected<CatalogueContents, CatalogueProblem> CatalogueReader::read(const QString &name,
                                                                         const json::Document &json,
                                                                         Source source,
                                                                         const ReadOptions &options)
{
    const json::Value root = json.root();
    const auto refuse = [&](const QString &where, const char *message) {
        return std::unexpected(CatalogueProblem{name, where, translated(message)});
    };
    if (root.isObject() && root["swagger"]) {
        const auto upgraded = upgradedSwagger(name, json);
        return upgraded ? read(name, *upgraded, source, options)
                        : std::unexpected(upgraded.error());
    }
    if (!root.isObject() || !root["openapi"]) {
        return refuse({}, QT_TRANSLATE_NOOP("api::Catalogue",
                                            "This is not an OpenAPI document: it has no member "
                                            "“openapi”."));
    }
    // `openapi: 3.1` without quotes is a number in YAML.
    if (!plainText(root["openapi"]).startsWith("3."_L1)) {
        return refuse(u"/openapi"_s,
                      QT_TRANSLATE_NOOP("api::Catalogue", "Only OpenAPI 3.x and Swagger 2.0 can be "
                                                          "read."));
    }
    OpenApiDocument document(name, json, source);
    CatalogueReader reader(document);
    if (options.schemasLater)
        reader.m_schemas.readLater(std::make_shared<LateSchemas>(document));
    reader.readService(options);
    reader.readSecuritySchemes();
    reader.readPaths();
    reader.m_contents.resources =
        ResourceReader(document, reader.m_schemas, reader.m_contents.service).read();
    if (source == Source::Imported)
        ResourceDerivation(document, reader.m_schemas, reader.m_contents).run();
    reader.m_contents.problems = document.problems();
    reader.m_contents.source = source;
    return std::move(reader.m_contents);
}

void CatalogueReader::readService(const ReadOptions &options)
{
    Service &service = m_contents.service;
    const Located root = m_document.root();
    const Located own = m_document.object(root, "x-console-service");
    const Located info = m_document.object(root, "info");
    m_contents.base = ServiceBase::of(m_document);
    service.description = m_document.string(info, "description");
    service.prefix = own.value["prefix"] ? pathOfServer(m_document.string(own, "prefix"))
                                         : m_contents.base.prefix;
    if (!service.prefix.isEmpty() && pathShape(service.prefix).isEmpty()) {
        m_document.report(own.value["prefix"] ? own.where + "/prefix"_L1 : u"/servers/0/url"_s,
                          translated(QT_TRANSLATE_NOOP("api::Catalogue",
                                                       "This is not the beginning of a path.")));
        service.prefix.clear();
    }
    if (options.prefix)
        service.prefix = *options.prefix;
    nameService(options);
}

void CatalogueReader::nameService(const ReadOptions &options)
{
    Service &service = m_contents.service;
    const Located own = m_document.object(m_document.root(), "x-console-service");
    const Located info = m_document.object(m_document.root(), "info");
    service.title = m_document.string(own, "title");
    if (service.title.isEmpty())
        service.title = m_document.string(info, "title");
    service.key = m_document.string(own, "key");
    if (service.key.isEmpty() && m_document.source() == Source::Imported) {
        // Many documents say "/v1": only a service that is known makes the prefix a name.
        const QList<Service> known = options.base ? options.base->services() : QList<Service>();
        const auto same = std::ranges::find(known, service.prefix, &Service::prefix);
        if (!service.prefix.isEmpty() && same != known.cend()) {
            service.key = same->key;
            service.title = same->title;
        } else {
            service.key = slug(service.title);
        }
    }
    if (service.key.isEmpty())
        service.key = slug(service.prefix);
    if (service.key.isEmpty())
        service.key = slug(service.title);
    if (service.key.isEmpty())
        service.key = slug(m_document.name());
    if (service.title.isEmpty())
        service.title = service.key;
}

void CatalogueReader::readSecuritySchemes()
{
    const Located components = m_document.object(m_document.root(), "components");
    const Located schemes = m_document.object(components, "securitySchemes");
    for (const auto &[name, value] : schemes.value.members()) {
        const Located scheme = m_document.resolved(OpenApiDocument::inside(schemes, name, value));
        if (!scheme.value.isObject())
            continue;
        const QString key = toQString(name);
        const QString amazon = m_document.string(scheme, "x-amazon-apigateway-authtype");
        if (key.contains("sigv4"_L1, Qt::CaseInsensitive) ||
            amazon.contains("sigv4"_L1, Qt::CaseInsensitive))
            m_sigv4Schemes.insert(key);
        else
            m_jwtSchemes.insert(key);
        if (m_document.source() == Source::Imported)
            reportScheme(key, scheme);
    }
}

/// What the console does not know is sent with its token all the same: that must be said.
void CatalogueReader::reportScheme(const QString &name, const Located &scheme)
{
    const QString type = m_document.string(scheme, "type");
    const bool bearer =
        type == "http"_L1 &&
        m_document.string(scheme, "scheme").compare("bearer"_L1, Qt::CaseInsensitive) == 0;
    if (bearer || m_sigv4Schemes.contains(name) || scheme.value["x-amazon-apigateway-authorizer"] ||
        name.contains("jwt"_L1, Qt::CaseInsensitive))
        return;
    m_document.report(
        scheme.where,
        translated(QT_TRANSLATE_NOOP("api::Catalogue",
                                     "“%1” (%2) is no way of signing in that the console "
                                     "knows; it sends its token instead."))
            .arg(name.left(60), type.left(60)));
}

void CatalogueReader::readPaths()
{
    if (m_document.source() == Source::Imported && m_document.root().value["webhooks"].size() > 0) {
        m_document.report(u"/webhooks"_s, translated(QT_TRANSLATE_NOOP(
                                              "api::Catalogue",
                                              "Webhooks are left out: the platform calls them, so "
                                              "they can't be sent from here.")));
    }
    const Located paths = m_document.object(m_document.root(), "paths");
    if (paths.value.size() == 0) {
        m_document.report(u"/paths"_s,
                          translated(QT_TRANSLATE_NOOP("api::Catalogue",
                                                       "The document describes no operations.")));
        return;
    }
    for (const auto &[name, value] : paths.value.members()) {
        if (m_contents.operations.size() >= maxOperations) {
            m_document.report(
                u"/paths"_s,
                translated(QT_TRANSLATE_NOOP("api::Catalogue",
                                             "The document has more than %1 operations; those "
                                             "behind them were left out."))
                    .arg(maxOperations));
            return;
        }
        const QString path = toQString(name);
        if (path.startsWith("x-"_L1))
            continue;
        const Located located = OpenApiDocument::inside(paths, name, value);
        if (m_document.source() == Source::Imported && isSetAside(path)) {
            m_document.report(located.where, whySetAside(path));
            continue;
        }
        if (pathShape(path).isEmpty()) {
            m_document.report(located.where,
                              translated(QT_TRANSLATE_NOOP(
                                  "api::Catalogue",
                                  "This is not a path template; it was left out. One begins with "
                                  "a slash and has at most one parameter in a segment.")));
            continue;
        }
        readPathItem(path, located);
    }
}

void CatalogueReader::readPathItem(const QString &path, const Located &located)
{
    const Located item = m_document.resolved(located);
    if (!item)
        return;
    if (!item.value.isObject()) {
        m_document.report(
            item.where, translated(QT_TRANSLATE_NOOP(
                            "api::Catalogue", "A path must be of type object; it was left out.")));
        return;
    }
    for (const auto &[name, value] : item.value.members()) {
        const std::optional<Method> method = methodOfMember(name);
        if (!method && name == "x-amazon-apigateway-any-method") {
            m_document.report(item.where,
                              translated(QT_TRANSLATE_NOOP(
                                  "api::Catalogue", "“Any method” was left out: it does not say "
                                                    "which of them do something.")));
        }
        if (!method)
            continue;
        const Located operation = OpenApiDocument::inside(item, name, value);
        if (!operation.value.isObject()) {
            m_document.report(
                operation.where,
                translated(QT_TRANSLATE_NOOP(
                    "api::Catalogue", "An operation must be of type object; it was left out.")));
            continue;
        }
        readOperation(*method, path, item, operation);
    }
}

void CatalogueReader::readOperation(Method method, const QString &path, const Located &item,
                                    const Located &located)
{
    Operation operation;
    operation.method = method;
    operation.path = m_contents.service.prefix + path;
    operation.service = m_contents.service.key;
    operation.operationId = m_document.string(located, "operationId");
    operation.summary = m_document.string(located, "summary");
    operation.description = m_document.string(located, "description");
    operation.security = securityOf(method, located);
    operation.source = m_document.sourceOf(located, m_document.sourceOf(item, m_document.source()));
    operation.sourceNote = m_document.string(located, "x-console-basis");
    operation.parameters = readParameters(path, item, located, operation.source);
    operation.requestBodies =
        readBodies(m_document.object(located, "requestBody"), operation.source);
    operation.responseBodies = readResponses(located, operation.source);
    if (const Located sandbox = m_document.object(located, "x-console-sandbox"))
        operation.sandbox = QByteArray::fromStdString(sandbox.value.serialize());
    operation.action = ActionReader(m_document).read(located);

    const QString key = QString::fromLatin1(toByteArray(method)) + u' ' + pathShape(path);
    if (m_seen.contains(key)) {
        m_document.report(
            located.where,
            translated(QT_TRANSLATE_NOOP(
                "api::Catalogue", "This operation is described twice; the last one counts.")));
    }
    m_seen.insert(key);
    m_contents.operations.append(operation);
}

std::optional<Parameter> CatalogueReader::readParameter(const Located &located, Source source)
{
    const Located found = m_document.resolved(located);
    if (!found)
        return std::nullopt;
    Parameter parameter;
    parameter.name = m_document.string(found, "name");
    parameter.in = m_document.string(found, "in");
    if (parameter.name.isEmpty() || parameter.in.isEmpty()) {
        m_document.report(found.where, translated(QT_TRANSLATE_NOOP(
                                           "api::Catalogue",
                                           "A parameter needs “name” and “in”; it was left out.")));
        return std::nullopt;
    }
    parameter.description = m_document.string(found, "description");
    parameter.required =
        parameter.in == "path"_L1 || m_document.boolean(found, "required").value_or(false);
    parameter.schema = m_schemas.read(OpenApiDocument::member(found, "schema"),
                                      m_document.sourceOf(found, source));
    return parameter;
}

QList<Parameter> CatalogueReader::readParameters(const QString &path, const Located &item,
                                                 const Located &operation, Source source)
{
    QList<Parameter> parameters;
    for (const Located &owner : {item, operation}) {
        const Located list = m_document.array(owner, "parameters");
        qsizetype index = 0;
        for (const json::Value each : list.value.elements()) {
            if (index >= maxParameters) {
                m_document.report(
                    list.where,
                    translated(QT_TRANSLATE_NOOP("api::Catalogue",
                                                 "There are more than %1 parameters; those behind "
                                                 "them were left out."))
                        .arg(maxParameters));
                break;
            }
            const auto parameter =
                readParameter(OpenApiDocument::element(list, each, index++), source);
            if (!parameter)
                continue;
            // The operation's own parameter replaces that of its path (OpenAPI 3.1, 4.8.9).
            parameters.removeIf([&](const Parameter &known) {
                return known.name == parameter->name && known.in == parameter->in;
            });
            parameters.append(*parameter);
        }
    }
    const QList<PathSegment> segments =
        pathSegments(m_contents.service.prefix + path).value_or(QList<PathSegment>());
    QSet<QString> names;
    for (const PathSegment &segment : segments) {
        if (segment.isLiteral())
            continue;
        names.insert(segment.parameter);
        const bool described = std::ranges::any_of(parameters, [&](const Parameter &known) {
            return known.in == "path"_L1 && known.name == segment.parameter;
        });
        if (described)
            continue;
        auto schema = std::make_shared<Schema>();
        schema->type = Schema::Type::String;
        schema->source = source;
        parameters.append({.name = segment.parameter,
                           .in = u"path"_s,
                           .description = {},
                           .required = true,
                           .schema = schema});
    }
    parameters.removeIf([&](const Parameter &known) {
        return known.in == "path"_L1 && !names.contains(known.name);
    });
    return parameters;
}

QList<Body> CatalogueReader::readBodies(const Located &owner, Source source)
{
    QList<Body> bodies;
    const Located content = m_document.object(owner, "content");
    for (const auto &[name, value] : content.value.members()) {
        if (bodies.size() == maxBodies)
            break;
        const Located media = m_document.resolved(OpenApiDocument::inside(content, name, value));
        if (!media)
            continue;
        if (!media.value.isObject()) {
            m_document.report(
                media.where,
                translated(QT_TRANSLATE_NOOP(
                    "api::Catalogue", "A media type must be of type object; it was left out.")));
            continue;
        }
        bodies.append(
            {toQString(name), m_schemas.read(OpenApiDocument::member(media, "schema"), source)});
    }
    return bodies;
}

QList<Body> CatalogueReader::readResponses(const Located &operation, Source source)
{
    const Located responses = m_document.object(operation, "responses");
    QByteArray first;
    int left = maxLooks;
    for (const auto &[name, value] : responses.value.members()) {
        if (left-- == 0)
            break;
        const QByteArray status(name.data(), static_cast<qsizetype>(name.size()));
        if (status.size() == 3 && status.startsWith('2') && (first.isEmpty() || status < first))
            first = status;
    }
    if (first.isEmpty())
        return {};
    return readBodies(m_document.object(responses, first.toStdString()), source);
}

Security CatalogueReader::securityOf(Method method, const Located &operation)
{
    Located list = m_document.array(operation, "security");
    if (!list)
        list = m_document.array(m_document.root(), "security");
    if (!list) // nothing is said: all but OPTIONS carry a token on this platform
        return method == Method::Options ? Security::None : Security::Jwt;
    bool sigv4 = false;
    bool none = list.value.size() == 0;
    int left = maxLooks;
    for (const json::Value requirement : list.value.elements()) {
        if (left-- == 0)
            break;
        none = none || (requirement.isObject() && requirement.size() == 0);
        for (const auto &[name, scopes] : requirement.members()) {
            const QString scheme = toQString(name);
            if (m_sigv4Schemes.contains(scheme) || scheme.contains("sigv4"_L1, Qt::CaseInsensitive))
                sigv4 = true;
            else
                return Security::Jwt; // one of several ways that will do
        }
    }
    if (none)
        return Security::None;
    return sigv4 ? Security::Sigv4 : Security::Jwt;
}

} // namespace api
