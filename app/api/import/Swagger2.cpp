// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/import/Swagger2.h"

#include "app/json/Pointer.h"

#include <QCoreApplication>
#include <QString>

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace api {
namespace {

constexpr std::size_t maxMediaTypes = 8; // of one operation
/// Shared parameters are written out at each place that refers to them: a small document could
/// become one of gigabytes.
constexpr std::size_t maxWritten = 100'000'000; // bytes, about

bool isMethod(std::string_view name)
{
    static constexpr std::array<std::string_view, 8> methods = {
        "get",    "put",     "post", "patch",
        "delete", "options", "head", "x-amazon-apigateway-any-method"};
    return std::ranges::contains(methods, name);
}

bool isBody(json::Value parameter)
{
    return parameter["in"].text() == "body";
}

bool isForm(json::Value parameter)
{
    return parameter["in"].text() == "formData";
}

/// What describes the values of a parameter that has no schema of its own in Swagger.
bool isSchemaWord(std::string_view name)
{
    static constexpr std::array<std::string_view, 18> words = {
        "type",     "format",           "items",      "default",          "enum",       "maximum",
        "minimum",  "exclusiveMaximum", "pattern",    "maxLength",        "minLength",  "maxItems",
        "minItems", "uniqueItems",      "multipleOf", "exclusiveMinimum", "x-nullable", "example"};
    return std::ranges::contains(words, name);
}

} // namespace

std::expected<json::Document, CatalogueProblem> upgradedSwagger(const QString &name,
                                                                const json::Document &swagger)
{
    const json::Value version = swagger.root()["swagger"];
    if (version.text() != "2.0" && version.text() != "2") {
        return std::unexpected(CatalogueProblem{
            name, u"/swagger"_s,
            QCoreApplication::translate("api::Catalogue",
                                        "Only OpenAPI 3.x and Swagger 2.0 can be read.")});
    }
    Swagger2 upgrade(swagger.root());
    std::string text = upgrade.upgraded();
    if (upgrade.isTooLarge()) {
        return std::unexpected(CatalogueProblem{
            name,
            {},
            QCoreApplication::translate("api::Catalogue",
                                        "The document grows too large when its shared parameters "
                                        "are written out; import a part of it.")});
    }
    auto upgraded = json::Document::parseInPlace(std::move(text));
    if (upgraded)
        return *upgraded;
    return std::unexpected(
        CatalogueProblem{name, {}, QString::fromStdString(upgraded.error().toString())});
}

Swagger2::Swagger2(json::Value root)
    : m_root(root)
{
}

std::string Swagger2::upgraded()
{
    m_out.beginObject().name("openapi").string("3.0.3");
    for (const auto &[name, value] : m_root.members()) {
        if (name == "info" || name == "tags" || name == "security" || name == "externalDocs" ||
            name.starts_with("x-")) {
            m_out.name(name);
            writeValue(value);
        }
    }
    writeServers();
    writePaths();
    writeComponents();
    m_out.endObject();
    return m_out.take();
}

void Swagger2::writeServers()
{
    const std::string_view host = m_root["host"].text();
    const std::string_view path = m_root["basePath"].text();
    if (host.empty() && path.empty())
        return;
    std::string url;
    if (!host.empty()) {
        bool https = m_root["schemes"].size() == 0;
        for (const json::Value scheme : m_root["schemes"].elements())
            https = https || scheme.text() == "https";
        url.append(https ? "https://" : "http://").append(host);
    }
    if (!path.empty() && !path.starts_with('/'))
        url += '/';
    url += path;
    m_out.name("servers").beginArray().beginObject().name("url").string(url).endObject().endArray();
}

void Swagger2::writePaths()
{
    const json::Value paths = m_root["paths"];
    if (!paths)
        return;
    m_out.name("paths");
    if (!paths.isObject())
        return writeValue(paths);
    m_out.beginObject();
    for (const auto &[name, item] : paths.members()) {
        m_out.name(name);
        writePathItem(item);
    }
    m_out.endObject();
}

void Swagger2::writePathItem(json::Value item)
{
    if (!item.isObject())
        return writeValue(item);
    m_out.beginObject();
    for (const auto &[name, value] : item.members()) {
        if (name == "parameters")
            continue; // each operation gets its own
        m_out.name(name);
        if (isMethod(name) && value.isObject())
            writeOperation(item, value);
        else
            writeValue(value);
    }
    m_out.endObject();
}

void Swagger2::writeOperation(json::Value item, json::Value operation)
{
    const auto own = [&](const char *name) {
        const json::Value value = operation[name];
        return value ? value : m_root[name];
    };
    m_out.beginObject();
    for (const auto &[name, value] : operation.members()) {
        if (name == "parameters" || name == "responses" || name == "consumes" ||
            name == "produces" || name == "schemes" || name == "requestBody")
            continue;
        m_out.name(name);
        writeValue(value);
    }
    writeParameters(item, operation);
    if (const json::Value body = bodyOf(item, operation))
        writeRequestBody(body, own("consumes"));
    else if (hasForm(item, operation))
        writeForm(item, operation, own("consumes"));
    if (const json::Value responses = operation["responses"]) {
        m_out.name("responses");
        writeResponses(responses, own("produces"));
    }
    m_out.endObject();
}

json::Value Swagger2::resolved(json::Value parameter) const
{
    const std::string_view reference = parameter["$ref"].text();
    if (!reference.starts_with('#'))
        return parameter;
    const auto pointer = json::Pointer::parse(reference.substr(1));
    return pointer ? pointer->resolve(m_root) : json::Value();
}

json::Value Swagger2::bodyOf(json::Value item, json::Value operation) const
{
    for (const json::Value owner : {operation, item}) {
        for (const json::Value each : owner["parameters"].elements()) {
            if (const json::Value parameter = resolved(each); isBody(parameter))
                return parameter;
        }
    }
    return {};
}

bool Swagger2::hasForm(json::Value item, json::Value operation) const
{
    for (const json::Value owner : {operation, item}) {
        for (const json::Value each : owner["parameters"].elements()) {
            if (isForm(resolved(each)))
                return true;
        }
    }
    return false;
}

void Swagger2::writeParameters(json::Value item, json::Value operation)
{
    if (!item["parameters"] && !operation["parameters"])
        return;
    m_out.name("parameters").beginArray();
    for (const json::Value owner : {item, operation}) { // the later one of a name counts
        for (const json::Value each : owner["parameters"].elements()) {
            if (isTooLarge())
                break;
            const json::Value parameter = resolved(each);
            if (!isBody(parameter) && !isForm(parameter))
                writeParameter(parameter ? parameter : each);
        }
    }
    m_out.endArray();
}

void Swagger2::writeParameter(json::Value parameter)
{
    if (!parameter.isObject())
        return writeValue(parameter);
    m_out.beginObject();
    for (const auto &[name, value] : parameter.members()) {
        if (isSchemaWord(name) || name == "collectionFormat" || name == "schema")
            continue;
        m_out.name(name);
        writeValue(value);
    }
    m_out.name("schema").beginObject();
    for (const auto &[name, value] : parameter.members()) {
        if (!isSchemaWord(name))
            continue;
        m_out.name(name == "x-nullable" ? "nullable" : name);
        writeValue(value);
    }
    m_out.endObject().endObject();
}

void Swagger2::writeRequestBody(json::Value body, json::Value consumes)
{
    m_out.name("requestBody").beginObject();
    for (const char *name : {"description", "required"}) {
        if (const json::Value value = body[name]) {
            m_out.name(name);
            writeValue(value);
        }
    }
    m_out.name("content").beginObject();
    std::size_t written = 0;
    const auto write = [&](std::string_view type) {
        m_out.name(type).beginObject();
        if (const json::Value schema = body["schema"]) {
            m_out.name("schema");
            writeValue(schema);
        }
        m_out.endObject();
        ++written;
    };
    for (const json::Value type : consumes.elements()) {
        if (type.isString() && written < maxMediaTypes)
            write(type.text());
    }
    if (written == 0)
        write("application/json");
    m_out.endObject().endObject();
}

void Swagger2::writeForm(json::Value item, json::Value operation, json::Value consumes)
{
    std::string_view type = "application/x-www-form-urlencoded";
    for (const json::Value each : consumes.elements()) {
        if (each.text() == "multipart/form-data")
            type = "multipart/form-data";
    }
    m_out.name("requestBody").beginObject().name("content").beginObject();
    m_out.name(type).beginObject().name("schema").beginObject();
    m_out.name("type").string("object").name("properties").beginObject();
    for (const json::Value owner : {item, operation}) {
        for (const json::Value each : owner["parameters"].elements()) {
            const json::Value field = resolved(each);
            if (!isForm(field) || !field["name"].isString())
                continue;
            m_out.name(field["name"].text()).beginObject();
            for (const auto &[name, value] : field.members()) {
                if (!isSchemaWord(name) && name != "description")
                    continue;
                m_out.name(name);
                if (name == "type" && value.text() == "file")
                    m_out.string("string").name("format").string("binary");
                else
                    writeValue(value);
            }
            m_out.endObject();
        }
    }
    m_out.endObject().endObject().endObject().endObject().endObject();
}

void Swagger2::writeResponses(json::Value responses, json::Value produces)
{
    if (!responses.isObject())
        return writeValue(responses);
    m_out.beginObject();
    for (const auto &[name, response] : responses.members()) {
        m_out.name(name);
        writeResponse(response, produces);
    }
    m_out.endObject();
}

void Swagger2::writeResponse(json::Value response, json::Value produces)
{
    const json::Value schema = response["schema"];
    if (!response.isObject() || response["$ref"])
        return writeValue(response);
    m_out.beginObject();
    if (const json::Value description = response["description"]) {
        m_out.name("description");
        writeValue(description);
    }
    if (schema) {
        m_out.name("content").beginObject();
        // The schema is said once: a reply in another form is the same thing.
        const json::Value first = produces.at(0);
        bool json = produces.size() == 0;
        for (const json::Value type : produces.elements())
            json = json || type.text().find("json") != std::string_view::npos;
        m_out.name(json || !first.isString() ? "application/json" : first.text());
        m_out.beginObject().name("schema");
        writeValue(schema);
        m_out.endObject().endObject();
    }
    m_out.endObject();
}

void Swagger2::writeComponents()
{
    m_out.name("components").beginObject();
    if (const json::Value schemas = m_root["definitions"]) {
        m_out.name("schemas");
        writeValue(schemas);
    }
    if (const json::Value responses = m_root["responses"]) {
        m_out.name("responses");
        writeResponses(responses, m_root["produces"]);
    }
    if (const json::Value schemes = m_root["securityDefinitions"]; schemes.isObject()) {
        m_out.name("securitySchemes").beginObject();
        for (const auto &[name, scheme] : schemes.members()) {
            m_out.name(name);
            writeScheme(scheme);
        }
        m_out.endObject();
    }
    m_out.endObject();
}

void Swagger2::writeScheme(json::Value scheme)
{
    if (scheme["type"].text() != "basic")
        return writeValue(scheme);
    m_out.beginObject().name("type").string("http").name("scheme").string("basic").endObject();
}

bool Swagger2::isTooLarge() const
{
    return m_written > maxWritten;
}

void Swagger2::writeValue(json::Value value)
{
    m_written += value.text().size() + 4;
    if (isTooLarge()) { // nobody reads it any more
        m_out.null();
        return;
    }
    if (value.isArray()) {
        m_out.beginArray();
        for (const json::Value each : value.elements())
            writeValue(each);
        m_out.endArray();
        return;
    }
    if (!value.isObject()) {
        m_out.value(value);
        return;
    }
    m_out.beginObject();
    for (const auto &[name, member] : value.members()) {
        m_written += name.size();
        m_out.name(name == "x-nullable" ? "nullable" : name);
        if (name == "$ref" && member.isString())
            writeReference(member.text());
        else
            writeValue(member);
    }
    m_out.endObject();
}

void Swagger2::writeReference(std::string_view reference)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 2> places = {{
        {"#/definitions/", "#/components/schemas/"},
        {"#/responses/", "#/components/responses/"},
    }};
    for (const auto &[old, now] : places) {
        if (reference.starts_with(old)) {
            m_out.string(std::string(now).append(reference.substr(old.size())));
            return;
        }
    }
    m_out.string(reference);
}

} // namespace api
