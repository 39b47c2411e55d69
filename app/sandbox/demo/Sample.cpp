// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/demo/Sample.h"

#include "app/json/Document.h"
#include "app/json/Writer.h"

#include <algorithm>
#include <cmath>
#include <format>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

using Type = api::Schema::Type;

constexpr int maximumDepth = 12;

bool contains(std::string_view text, std::string_view part)
{
    return std::ranges::search(text, part, [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b;
           }).size() > 0;
}

class Sampler
{
public:
    Sampler(json::Writer &writer, SampleOf kind, Making &making)
        : m_writer(writer)
        , m_kind(kind)
        , m_making(making)
    {
    }

    void write(std::string_view name, const api::Schema &schema, int depth);

private:
    bool writeGiven(const api::Schema &schema);
    void writeObject(const api::Schema &schema, int depth);
    void writeArray(std::string_view name, const api::Schema &schema, int depth);
    void writeNumber(std::string_view name, const api::Schema &schema);
    double numberFor(std::string_view name, const api::Schema &schema);
    std::string textFor(std::string_view name, const api::Schema &schema);
    std::string formatted(std::string_view name, const api::Schema &schema);

    json::Writer &m_writer;
    SampleOf m_kind;
    Making &m_making;
};

void Sampler::write(std::string_view name, const api::Schema &schema, int depth)
{
    if (writeGiven(schema))
        return;
    switch (schema.type) {
    case Type::Object:
        writeObject(schema, depth);
        return;
    case Type::Array:
        writeArray(name, schema, depth);
        return;
    case Type::Boolean:
        m_writer.boolean(m_making.dice().percent(60));
        return;
    case Type::Integer:
    case Type::Number:
        writeNumber(name, schema);
        return;
    case Type::String:
        m_writer.string(textFor(name, schema));
        return;
    case Type::Null:
    case Type::Any:
        break;
    }
    m_writer.null();
}

/// One of the enumeration, or the example: for a whole object only where a document says so.
bool Sampler::writeGiven(const api::Schema &schema)
{
    if (!schema.enumeration.isEmpty()) {
        const int count = static_cast<int>(schema.enumeration.size());
        const std::string one =
            schema.enumeration.at(m_kind == SampleOf::Item ? m_making.dice().below(count) : 0)
                .toStdString();
        // A document may list texts for a number: what is no JSON would break the whole reply.
        if (schema.type == Type::String || schema.type == Type::Any || !json::Document::parse(one))
            m_writer.string(one);
        else
            m_writer.raw(one);
        return true;
    }
    const bool isFree = schema.pattern.isEmpty() && m_kind == SampleOf::Item &&
                        (!schema.renderer.isEmpty() || !schema.format.isEmpty());
    if (schema.exampleText.isEmpty() || isFree)
        return false;
    m_writer.raw(schema.exampleText.toStdString());
    return true;
}

void Sampler::writeObject(const api::Schema &schema, int depth)
{
    m_writer.beginObject();
    for (const api::Property &property : schema.properties) {
        const bool isLeftOut = (m_kind == SampleOf::Request && property.schema->readOnly) ||
                               (m_kind == SampleOf::Reply && property.schema->writeOnly);
        const bool isTooDeep = depth >= maximumDepth && !property.required;
        if (isLeftOut || isTooDeep || (property.schema->type == Type::Any && !property.required))
            continue;
        const std::string name = property.name.toStdString();
        m_writer.name(name);
        write(name, *property.schema, depth + 1);
    }
    m_writer.endObject();
}

void Sampler::writeArray(std::string_view name, const api::Schema &schema, int depth)
{
    m_writer.beginArray();
    const bool isBounded = depth < maximumDepth && schema.items;
    const int count = m_kind == SampleOf::Item ? 1 + m_making.dice().below(2) : 1;
    for (int i = 0; isBounded && i < count; ++i)
        write(name, *schema.items, depth + 1);
    m_writer.endArray();
}

double Sampler::numberFor(std::string_view name, const api::Schema &schema)
{
    Dice &dice = m_making.dice();
    if (schema.renderer == u"time")
        return static_cast<double>(m_making.nowMs() / 1000 - dice.below(30 * 24 * 3600));
    if (schema.renderer == u"duration")
        return schema.unit == u"ms" ? 80 * (1 + dice.below(20)) : 5 + dice.below(300);
    if (schema.renderer == u"bytes")
        return 20'000 + dice.below(4'000'000);
    if (contains(name, "port"))
        return 5060 + dice.below(2);
    return 1 + dice.below(100);
}

void Sampler::writeNumber(std::string_view name, const api::Schema &schema)
{
    double value = numberFor(name, schema);
    if (schema.minimum && value < *schema.minimum)
        value = *schema.minimum;
    if (schema.maximum && value > *schema.maximum)
        value = *schema.maximum;
    if (schema.type == Type::Integer)
        m_writer.integer(static_cast<std::int64_t>(std::floor(std::clamp(value, -9e15, 9e15))));
    else
        m_writer.number(value);
}

std::string Sampler::formatted(std::string_view name, const api::Schema &schema)
{
    const QString &hint = schema.renderer.isEmpty() ? schema.format : schema.renderer;
    if (hint == u"phone")
        return m_making.ownNumber();
    if (hint == u"mac")
        return m_making.macAddress();
    if (hint == u"sip")
        return std::format("sip:{}@{}", m_making.ownNumber(), m_making.domain());
    if (hint == u"date-time" || hint == u"time" || schema.format == u"date-time")
        return m_making.filled("{time}");
    if (hint == u"date")
        return m_making.filled("{time}").substr(0, 10);
    if (hint == u"uuid")
        return m_making.uuid();
    if (hint == u"uri" || hint == u"url")
        return std::format("https://customer.example/{}", m_making.lowerHex(6));
    if (hint == u"email")
        return std::format("person{}@customer.example", m_making.index() + 1);
    if (hint == u"ipv4")
        return std::format("192.0.2.{}", 1 + m_making.dice().below(254));
    if (hint == u"ipv6")
        return std::format("2001:db8::{:x}", 1 + m_making.dice().below(65'000));
    if (schema.secret)
        return m_making.lowerHex(16);
    if (contains(name, "description") || contains(name, "comment"))
        return m_making.filled("{local:Provuppgift|Sample}, {address}");
    if (contains(name, "name") || contains(name, "title"))
        return m_making.filled("{town} {index}");
    if (contains(name, "domain"))
        return m_making.domain();
    return std::format("{}-{}", name.empty() ? std::string_view("value") : name,
                       m_making.lowerHex(6));
}

std::string Sampler::textFor(std::string_view name, const api::Schema &schema)
{
    std::string text = formatted(name, schema);
    if (schema.minLength && text.size() < static_cast<std::size_t>(*schema.minLength))
        text.resize(static_cast<std::size_t>(std::min(*schema.minLength, 10'000)), 'x');
    if (schema.maxLength && text.size() > static_cast<std::size_t>(*schema.maxLength))
        text = m_making.lowerHex(*schema.maxLength);
    return text;
}

} // namespace

void writeSample(json::Writer &writer, std::string_view name, const api::Schema &schema,
                 SampleOf kind, Making &making)
{
    Sampler(writer, kind, making).write(name, schema, 0);
}

} // namespace sandbox
