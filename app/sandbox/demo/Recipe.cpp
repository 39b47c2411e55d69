// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/demo/Recipe.h"

#include "app/json/Writer.h"
#include "app/sandbox/ItemRules.h"
#include "app/sandbox/demo/RecipeWriter.h"
#include "app/sandbox/demo/Sample.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

constexpr int mostItems = 10'000'000;

json::Document parsed(const QByteArray &text)
{
    return json::Document::parse({text.constData(), static_cast<std::size_t>(text.size())})
        .value_or(json::Document());
}

} // namespace

Recipe::Recipe(const api::ResourceType &resource)
    : m_resource(resource)
    , m_spec(parsed(resource.sandbox))
{
}

int Recipe::count(int devices) const
{
    const json::Value count = m_spec.root()["count"];
    if (count.isString() && count.text() == "devices")
        return devices;
    const auto number = count.integer().value_or(defaultCount);
    return static_cast<int>(std::clamp<std::int64_t>(number, 0, mostItems));
}

json::Value Recipe::variant(Making &making) const
{
    const json::Value variants = m_spec.root()["variants"];
    if (variants.size() > 0 && !variants.at(0)["share"])
        return variants.at(static_cast<std::size_t>(making.index()) % variants.size());
    int total = 0;
    for (const json::Value each : variants.elements())
        total += static_cast<int>(each["share"].integer().value_or(1));
    int at = making.dice().below(total);
    for (const json::Value each : variants.elements()) {
        at -= static_cast<int>(each["share"].integer().value_or(1));
        if (at < 0)
            return each;
    }
    return {};
}

Recipe::Item Recipe::make(Making making) const
{
    const json::Value one = variant(making);
    json::Document item = json::Document::parse(written(one, making)).value_or(json::Document());
    auto id = itemId(m_resource, item.root());
    // Only a recipe knows how to make ids that never come twice.
    if (id && names(one, m_resource.idProperty.toStdString()))
        return {*id, QByteArray::fromStdString(item.serialize())};
    const api::Property *property =
        m_resource.schema ? m_resource.schema->property(m_resource.idProperty) : nullptr;
    const bool isNumber = property && (property->schema->type == api::Schema::Type::Integer ||
                                       property->schema->type == api::Schema::Type::Number);
    if (isNumber)
        id = QString::number(1001 + making.index());
    else if (m_resource.idByPlatform || !id)
        id = QString::fromStdString(making.uuid());
    else
        id = *id + u'-' + QString::number(making.index() + 1);
    item = withId(m_resource, item.root(), *id);
    return {*id, QByteArray::fromStdString(item.serialize())};
}

bool Recipe::names(json::Value variant, std::string_view member) const
{
    return variant[member] || m_spec.root()["values"][member];
}

std::string Recipe::written(json::Value variant, Making &making) const
{
    json::Writer writer;
    writer.beginObject();
    RecipeWriter members(writer, making);
    const auto write = [&](std::string_view name, json::Value recipe) {
        const QString key = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        const api::Property *property =
            m_resource.schema ? m_resource.schema->property(key) : nullptr;
        members.member(name, recipe, property ? property->schema.get() : nullptr, true);
    };
    for (const auto [name, recipe] : variant.members()) {
        if (name != "share") // how often the variant is taken
            write(name, recipe);
    }
    for (const auto [name, recipe] : m_spec.root()["values"].members()) {
        if (!variant[name])
            write(name, recipe);
    }
    const bool followsSchema = !variant && m_resource.schema;
    for (const api::Property &property :
         followsSchema ? m_resource.schema->properties : QList<api::Property>()) {
        const std::string name = property.name.toStdString();
        const bool isAnything = property.schema->type == api::Schema::Type::Any;
        if (names(variant, name) || (isAnything && !property.required))
            continue;
        writer.name(name);
        writeSample(writer, name, *property.schema, SampleOf::Item, making);
    }
    writer.endObject();
    return writer.take();
}

} // namespace sandbox
