// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/CatalogueReader.h"

#include "app/api/ActionReader.h"
#include "app/api/PathIndex.h"
#include "app/api/ResourceReader.h"
#include "app/api/YamlToJson.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {
namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("api::Catalogue", text);
}

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::expected<json::Document, CatalogueProblem> parsed(const QString &name, const QByteArray &text)
{
    const QByteArrayView trimmed = QByteArrayView(text).trimmed();
    if (trimmed.isEmpty()) {
        return std::unexpected(CatalogueProblem{
            name, {}, translated(QT_TRANSLATE_NOOP("api::Catalogue", "The document is empty."))});
    }
    // A flow mapping of YAML begins with a brace as well, hence the second try below.
    if (trimmed.startsWith('{')) {
        if (auto document = json::Document::parse(text.toStdString()))
            return *document;
    }
    const auto converted = yamlToJson(text);
    if (!converted)
        return std::unexpected(
            CatalogueProblem{name, converted.error().where, converted.error().message});
    auto document = json::Document::parse(*converted);
    if (!document) {
        return std::unexpected(
            CatalogueProblem{name, {}, QString::fromStdString(document.error().toString())});
    }
    return *document;
}

QString slug(const QString &title)
{
    static const QRegularExpression others(u"[^a-z0-9]+"_s);
    QString text = title.toLower().replace(others, u"-"_s);
    while (text.startsWith(u'-'))
        text.remove(0, 1);
    while (text.endsWith(u'-'))
        text.chop(1);
    return text;
}

/// "/provisioning" of "https://api.{region}.iotcomms.io/provisioning/"; host variables make it no
/// URL.
QString pathOfServer(const QString &url)
{
    const qsizetype scheme = url.indexOf("://"_L1);
    const qsizetype slash = url.indexOf(u'/', scheme < 0 ? 0 : scheme + 3);
    QString path = slash < 0 ? QString() : url.sliced(slash);
    while (path.endsWith(u'/'))
        path.chop(1);
    return path;
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
    const auto json = parsed(name, text);
    if (!json)
        return std::unexpected(json.error());
    const json::Value root = json->root();
    if (!root.isObject() || !root["openapi"]) {
        return std::unexpected(CatalogueProblem{
            name,
            {},
            root["swagger"]
                ? translated(QT_TRANSLATE_NOOP(
                      "api::Catalogue", "This is a Swagger 2 document; only OpenAPI 3 can be "
                                        "read."))
                : translated(QT_TRANSLATE_NOOP("api::Catalogue",
                                               "This is not an OpenAPI document: it has no member "
                                               "“openapi”."))});
    }
    // `openapi: 3.1` without quotes is a number in YAML.
    if (!plainText(root["openapi"]).startsWith("3."_L1)) {
        return std::unexpected(CatalogueProblem{
            name, u"/openapi"_s,
            translated(QT_TRANSLATE_NOOP("api::Catalogue", "Only OpenAPI 3 can be read."))});
    }
    OpenApiDocument document(name, *json, source);
    CatalogueReader reader(document);
    reader.readService();
    reader.readSecuritySchemes();
    reader.readPaths();
    reader.m_contents.resources =
        ResourceReader(document, reader.m_schemas, reader.m_contents.service).read();
    reader.m_contents.problems = document.problems();
    return std::move(reader.m_contents);
}

void CatalogueReader::readService()
{
    Service &service = m_contents.service;
    const Located root = m_document.root();
    const Located info = m_document.object(root, "info");
    const Located own = m_document.object(root, "x-console-service");
    const Located servers = m_document.array(root, "servers");
    const Located first =
        m_document.resolved(OpenApiDocument::element(servers, servers.value.at(0), 0));

    service.title = m_document.string(own, "title");
    if (service.title.isEmpty())
        service.title = m_document.string(info, "title");
    service.description = m_document.string(info, "description");
    service.prefix = own.value["prefix"] ? pathOfServer(m_document.string(own, "prefix"))
                                         : pathOfServer(m_document.string(first, "url"));
    if (!service.prefix.isEmpty() && pathShape(service.prefix).isEmpty()) {
        m_document.report(own.value["prefix"] ? own.where + "/prefix"_L1 : first.where + "/url"_L1,
                          translated(QT_TRANSLATE_NOOP("api::Catalogue",
                                                       "This is not the beginning of a path.")));
        service.prefix.clear();
    }
    service.key = m_document.string(own, "key");
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
    }
}

void CatalogueReader::readPaths()
{
    const Located paths = m_document.object(m_document.root(), "paths");
    if (paths.value.size() == 0) {
        m_document.report(u"/paths"_s,
                          translated(QT_TRANSLATE_NOOP("api::Catalogue",
                                                       "The document describes no operations.")));
        return;
    }
    for (const auto &[name, value] : paths.value.members()) {
        const QString path = toQString(name);
        if (path.startsWith("x-"_L1))
            continue;
        const Located located = OpenApiDocument::inside(paths, name, value);
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
    for (const auto &[name, value] : responses.value.members()) {
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
    for (const json::Value requirement : list.value.elements()) {
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
