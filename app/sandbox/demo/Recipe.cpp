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
    const json::Value variants = m_spec.root()["variants"];
    const json::Value values = m_spec.root()["values"];
    for (const json::Value each : variants.elements()) {
        Variant variant;
        const auto share = each["share"].integer();
        variant.share = static_cast<int>(std::clamp<std::int64_t>(share.value_or(1), 0, 1'000'000));
        m_shares += (share || m_shares > 0) ? variant.share : 0;
        addLines(variant, each);
        addLines(variant, values);
        m_variants.push_back(std::move(variant));
    }
    if (!m_variants.empty())
        return;
    addLines(m_variants.emplace_back(), values);
    for (const api::Property &property :
         m_resource.schema ? m_resource.schema->properties : QList<api::Property>()) {
        const bool isAnything = property.schema->type == api::Schema::Type::Any;
        if (!values[property.name.toStdString()] && (property.required || !isAnything))
            m_rest.push_back(property);
    }
}

/// Those that are there already stay.
void Recipe::addLines(Variant &variant, json::Value members) const
{
    for (const auto [name, recipe] : members.members()) {
        const auto isSame = [name](const Line &line) { return line.name == name; };
        if (name == "share" || std::ranges::any_of(variant.lines, isSame))
            continue;
        const QString key = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        const api::Property *property =
            m_resource.schema ? m_resource.schema->property(key) : nullptr;
        variant.lines.push_back({name, recipe, property ? property->schema.get() : nullptr});
        variant.makesIds = variant.makesIds || key == m_resource.idProperty;
    }
}

int Recipe::count(int devices) const
{
    const json::Value count = m_spec.root()["count"];
    if (count.isString() && count.text() == "devices")
        return devices;
    const auto number = count.integer().value_or(defaultCount);
    return static_cast<int>(std::clamp<std::int64_t>(number, 0, mostItems));
}

const Recipe::Variant &Recipe::variant(Making &making) const
{
    if (m_shares == 0)
        return m_variants[static_cast<std::size_t>(making.index()) % m_variants.size()];
    int at = making.dice().below(m_shares);
    for (const Variant &each : m_variants) {
        at -= each.share;
        if (at < 0)
            return each;
    }
    return m_variants.back();
}

Recipe::Item Recipe::make(Making making) const
{
    const Variant &one = variant(making);
    const std::string text = written(one, making);
    // Only a recipe knows how to make ids that never come twice.
    const std::string_view id =
        one.makesIds ? making.recall(m_resource.idProperty.toStdString()) : std::string_view();
    if (id.empty())
        return withNewId(text, making);
    return {QString::fromUtf8(id.data(), static_cast<qsizetype>(id.size())),
            QByteArray::fromStdString(text)};
}

Recipe::Item Recipe::withNewId(const std::string &text, Making &making) const
{
    const auto item = json::Document::parse(text).value_or(json::Document());
    auto id = itemId(m_resource, item.root());
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
    return {*id, QByteArray::fromStdString(withId(m_resource, item.root(), *id).serialize())};
}

std::string Recipe::written(const Variant &variant, Making &making) const
{
    json::Writer writer;
    writer.beginObject();
    RecipeWriter members(writer, making);
    for (const Line &line : variant.lines)
        members.member(line.name, line.recipe, line.schema, true);
    for (const api::Property &property : m_rest) {
        const std::string name = property.name.toStdString();
        writer.name(name);
        writeSample(writer, name, *property.schema, SampleOf::Item, making);
    }
    writer.endObject();
    return writer.take();
}

} // namespace sandbox
