// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/ItemRules.h"

#include "app/json/Writer.h"
#include "app/sandbox/Replies.h"
#include "app/sandbox/ResourceService.h"

#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

constexpr qsizetype reportedViolations = 20;

http::Response patchRefusal(const json::PatchError &error)
{
    const bool isConflict = error.code == json::PatchError::Code::TestFailed;
    json::Writer writer;
    writer.beginObject().name("success").boolean(false);
    writer.name("message").string(error.message);
    if (error.operation >= 0) {
        writer.name("operation").integer(error.operation);
        writer.name("pointer").string(error.pointer);
    }
    writer.endObject();
    return jsonReply(isConflict ? 409 : 400, writer.take());
}

} // namespace

std::expected<json::Document, http::Response> parseJson(std::string_view body)
{
    auto document = json::Document::parse(body, {.maxDepth = 100, .refuseDuplicateNames = true});
    if (!document) {
        return std::unexpected(
            refusal(400, "The body is not JSON: " + document.error().toString() + "."));
    }
    return std::move(*document);
}

std::expected<json::Document, http::Response> parseObject(std::string_view body)
{
    auto document = parseJson(body);
    if (document && !document->root().isObject())
        return std::unexpected(refusal(400, "The body is not a JSON object."));
    return document;
}

std::optional<QString> itemId(const api::ResourceType &resource, json::Value item)
{
    const json::Value id = item[resource.idProperty.toStdString()];
    if (!id.isString() && !id.isNumber())
        return {};
    return QString::fromUtf8(id.text());
}

QString idProblem(const QString &id)
{
    if (id.isEmpty())
        return u"is empty"_s;
    if (id.size() > ResourceService::maximumIdLength)
        return u"is longer than %1 characters"_s.arg(ResourceService::maximumIdLength);
    const bool hasControl = std::ranges::any_of(
        id, [](QChar c) { return c.unicode() < 0x20 || (c.unicode() >= 0x7f && c < u'\xa0'); });
    return hasControl ? u"holds control characters"_s : QString();
}

QString generatedId(const api::ResourceType &resource)
{
    const api::Property *property =
        resource.schema ? resource.schema->property(resource.idProperty) : nullptr;
    if (property && (property->schema->type == api::Schema::Type::Integer ||
                     property->schema->type == api::Schema::Type::Number))
        return QString::number(QRandomGenerator::global()->bounded(1, 2'147'483'647));
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

json::Document withId(const api::ResourceType &resource, json::Value item, const QString &id)
{
    const api::Property *property =
        resource.schema ? resource.schema->property(resource.idProperty) : nullptr;
    const bool isNumber = property && (property->schema->type == api::Schema::Type::Integer ||
                                       property->schema->type == api::Schema::Type::Number);
    const std::string idName = resource.idProperty.toStdString();
    const std::string idText = id.toStdString();
    json::Writer writer;
    writer.beginObject().name(idName);
    if (isNumber && json::Document::parse(idText).value_or(json::Document()).root().isNumber())
        writer.raw(idText);
    else
        writer.string(idText);
    for (const auto [name, value] : item.members()) {
        if (name != idName)
            writer.name(name).value(value);
    }
    writer.endObject();
    return json::Document::parse(writer.take()).value_or(json::Document());
}

std::optional<http::Response> schemaProblem(const api::SchemaPtr &schema, json::Value item)
{
    if (!schema)
        return {};
    const QList<api::SchemaViolation> violations = api::validate(item, *schema);
    if (violations.isEmpty())
        return {};
    json::Writer writer;
    const api::SchemaViolation &first = violations.constFirst();
    writer.beginObject().name("success").boolean(false);
    writer.name("message").string((first.pointer + u": "_s + first.message).toStdString());
    writer.name("violations").beginArray();
    for (const api::SchemaViolation &violation :
         violations.first(std::min(violations.size(), reportedViolations))) {
        writer.beginObject().name("pointer").string(violation.pointer.toStdString());
        writer.name("message").string(violation.message.toStdString()).endObject();
    }
    writer.endArray().endObject();
    return jsonReply(400, writer.take());
}

std::expected<json::Document, http::Response> applyPatch(const json::Document &before,
                                                         std::string_view patch)
{
    const auto parsed = json::Patch::parse(patch);
    if (!parsed)
        return std::unexpected(patchRefusal(parsed.error()));
    auto after = parsed->apply(before);
    if (!after)
        return std::unexpected(patchRefusal(after.error()));
    return std::move(*after);
}

} // namespace sandbox
