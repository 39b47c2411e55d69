// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Envelope.h"

#include "app/json/Writer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

using Type = api::Schema::Type;

const api::Property *firstOf(const api::Schema &schema, Type type)
{
    const auto found = std::ranges::find_if(
        schema.properties, [type](const api::Property &each) { return each.schema->type == type; });
    return found == schema.properties.end() ? nullptr : &*found;
}

bool isAllThatIsThere(const api::Schema &schema, const api::Property &property)
{
    return std::ranges::all_of(schema.properties, [&property](const api::Property &each) {
        return &each == &property || each.name == "success"_L1;
    });
}

} // namespace

const api::Schema *replySchema(const api::Operation *operation)
{
    if (!operation)
        return nullptr;
    const auto body = std::ranges::find_if(operation->responseBodies, [](const api::Body &each) {
        return each.mediaType.contains("json"_L1);
    });
    return body == operation->responseBodies.end() ? nullptr : body->schema.get();
}

Envelope::Envelope(std::string_view member, bool tellsSuccess, std::string_view open,
                   std::string_view close)
{
    if (!member.empty()) {
        m_before = tellsSuccess ? "{\"success\":true," : "{";
        m_before += json::quoted(member) + ':';
        m_after = "}";
    }
    m_before += open;
    m_after.insert(0, close);
}

Envelope Envelope::ofList(const api::Operation *operation, std::string_view usual)
{
    const api::Schema *schema = replySchema(operation);
    if (schema && schema->type == Type::Array)
        return {{}, false, "[", "]"};
    const api::Property *array = schema ? firstOf(*schema, Type::Array) : nullptr;
    if (!array)
        return {usual, true, "[", "]"};
    return {array->name.toStdString(), schema->property(u"success"_s) != nullptr, "[", "]"};
}

Envelope Envelope::ofItem(const api::Operation *operation, std::string_view usual)
{
    const api::Schema *schema = replySchema(operation);
    if (!schema || schema->properties.isEmpty())
        return {usual, true, {}, {}};
    const bool tellsSuccess = schema->property(u"success"_s) != nullptr;
    const api::Property *object = firstOf(*schema, Type::Object);
    if (object && (tellsSuccess || isAllThatIsThere(*schema, *object)))
        return {object->name.toStdString(), tellsSuccess, {}, {}};
    if (tellsSuccess) // it promises no more than that, and forbids nothing
        return {usual, true, {}, {}};
    return {{}, false, {}, {}};
}

} // namespace sandbox
