// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Value.h"

#include "app/json/Compare.h"
#include "app/json/Flat.h"
#include "app/json/Number.h"
#include "app/json/Writer.h"

namespace json {

Type Value::type() const
{
    if (!m_value)
        return Type::Null;
    switch (flat::type(m_value)) {
    case YYJSON_TYPE_BOOL:
        return Type::Boolean;
    case YYJSON_TYPE_RAW:
        return Type::Number;
    case YYJSON_TYPE_STR:
        return Type::String;
    case YYJSON_TYPE_ARR:
        return Type::Array;
    case YYJSON_TYPE_OBJ:
        return Type::Object;
    default:
        return Type::Null;
    }
}

bool Value::isNull() const
{
    return m_value && flat::type(m_value) == YYJSON_TYPE_NULL;
}

bool Value::isBoolean() const
{
    return m_value && flat::type(m_value) == YYJSON_TYPE_BOOL;
}

bool Value::isNumber() const
{
    return m_value && flat::isNumber(m_value);
}

bool Value::isString() const
{
    return m_value && flat::type(m_value) == YYJSON_TYPE_STR;
}

bool Value::isArray() const
{
    return m_value && flat::isArray(m_value);
}

bool Value::isObject() const
{
    return m_value && flat::isObject(m_value);
}

std::string_view Value::text() const
{
    return m_value && flat::hasText(m_value) ? flat::text(m_value) : std::string_view();
}

std::optional<bool> Value::boolean() const
{
    if (!isBoolean())
        return std::nullopt;
    return (m_value->tag & YYJSON_SUBTYPE_MASK) == YYJSON_SUBTYPE_TRUE;
}

std::optional<double> Value::number() const
{
    if (!isNumber())
        return std::nullopt;
    return number::toDouble(flat::text(m_value));
}

std::optional<std::int64_t> Value::integer() const
{
    if (!isNumber())
        return std::nullopt;
    return number::toInteger(flat::text(m_value));
}

std::size_t Value::size() const
{
    return m_value && flat::isContainer(m_value) ? flat::length(m_value) : 0;
}

Value Value::operator[](std::string_view name) const
{
    return isObject() ? Value(flat::member(m_value, name)) : Value();
}

Value Value::at(std::size_t index) const
{
    if (!isArray() || index >= flat::length(m_value))
        return {};
    if (flat::slots(m_value) == flat::length(m_value) + 1)
        return Value(m_value + 1 + index);
    yyjson_val *element = m_value + 1;
    for (; index > 0; --index)
        element = flat::next(element);
    return Value(element);
}

Elements Value::elements() const
{
    return Elements(isArray() ? m_value : nullptr);
}

Members Value::members() const
{
    return Members(isObject() ? m_value : nullptr);
}

std::string Value::serialize(Style style) const
{
    Writer writer(style);
    writer.value(*this);
    return writer.take();
}

bool equal(Value left, Value right)
{
    if (!left || !right)
        return !left && !right;
    return equalValues(left.handle(), right.handle(), Numbers::ByValue);
}

Elements::Iterator &Elements::Iterator::operator++()
{
    m_at = flat::next(m_at);
    --m_left;
    return *this;
}

Elements::Iterator Elements::begin() const
{
    return m_array ? Iterator(m_array + 1, flat::length(m_array)) : Iterator();
}

Member Members::Iterator::operator*() const
{
    return {flat::text(m_name), Value(m_name + 1)};
}

Members::Iterator &Members::Iterator::operator++()
{
    m_name = flat::next(m_name + 1);
    --m_left;
    return *this;
}

Members::Iterator Members::begin() const
{
    return m_object ? Iterator(m_object + 1, flat::length(m_object)) : Iterator();
}

} // namespace json
