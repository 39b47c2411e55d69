// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/demo/RecipeWriter.h"

#include "app/json/Document.h"
#include "app/json/Writer.h"

namespace sandbox {

namespace {

using Type = api::Schema::Type;

const api::Schema *memberOf(const api::Schema *schema, std::string_view name)
{
    const api::Property *property =
        schema
            ? schema->property(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())))
            : nullptr;
    return property ? property->schema.get() : nullptr;
}

bool isUnquoted(const api::Schema *schema)
{
    return schema && (schema->type == Type::Integer || schema->type == Type::Number ||
                      schema->type == Type::Boolean);
}

} // namespace

void RecipeWriter::member(std::string_view name, json::Value recipe, const api::Schema *schema,
                          bool isTop)
{
    const auto what = settled(recipe, schema);
    if (!what)
        return;
    m_writer.name(name);
    m_lastScalar.clear();
    write(*what, schema);
    if (isTop)
        m_making.remember(name, m_lastScalar);
}

std::optional<RecipeWriter::Settled> RecipeWriter::settled(json::Value recipe,
                                                           const api::Schema *schema)
{
    if (recipe.isArray() && !(schema && schema->type == Type::Array) && recipe.size() > 0) {
        const int which = m_making.dice().below(static_cast<int>(recipe.size()));
        return settled(recipe.at(static_cast<std::size_t>(which)), schema);
    }
    if (!recipe.isObject())
        return Settled{recipe, {}};
    if (const json::Value weights = recipe["pick"])
        return Settled{{}, picked(weights)};
    const json::Value value = recipe["value"];
    if (!value)
        return Settled{recipe, {}};
    if (isWanted(recipe))
        return settled(value, schema);
    const json::Value other = recipe["else"];
    return other ? settled(other, schema) : std::nullopt;
}

bool RecipeWriter::isWanted(json::Value recipe)
{
    for (const auto [name, wanted] : recipe["only"].members()) {
        const std::string_view found = m_making.recall(name);
        bool isOne = wanted.text() == found && !wanted.isArray();
        for (const json::Value each : wanted.elements())
            isOne = isOne || each.text() == found;
        if (!isOne)
            return false;
    }
    const auto share = recipe["share"].integer();
    return !share || m_making.dice().percent(static_cast<int>(*share));
}

std::string_view RecipeWriter::picked(json::Value weights)
{
    int total = 0;
    for (const auto [text, weight] : weights.members())
        total += static_cast<int>(weight.integer().value_or(0));
    int at = m_making.dice().below(total);
    for (const auto [text, weight] : weights.members()) {
        at -= static_cast<int>(weight.integer().value_or(0));
        if (at < 0)
            return text;
    }
    return {};
}

void RecipeWriter::write(const Settled &what, const api::Schema *schema)
{
    if (what.text)
        writeText(*what.text, schema);
    else if (what.value.isString())
        writeText(what.value.text(), schema);
    else if (what.value.isArray() || what.value.isObject())
        writeContainer(what.value, schema);
    else {
        m_lastScalar = what.value.serialize();
        m_writer.value(what.value);
    }
}

void RecipeWriter::writeText(std::string_view text, const api::Schema *schema)
{
    std::string filled = m_making.filled(text);
    if (isUnquoted(schema) && json::Document::parse(filled))
        m_writer.raw(filled);
    else
        m_writer.string(filled);
    m_lastScalar = std::move(filled);
}

void RecipeWriter::writeContainer(json::Value value, const api::Schema *schema)
{
    if (value.isObject()) {
        m_writer.beginObject();
        for (const auto [name, each] : value.members())
            member(name, each, memberOf(schema, name), false);
        m_writer.endObject();
        return;
    }
    const api::Schema *items = schema ? schema->items.get() : nullptr;
    m_writer.beginArray();
    for (const json::Value each : value.elements()) {
        if (const auto what = settled(each, items))
            write(*what, items);
    }
    m_writer.endArray();
}

} // namespace sandbox
