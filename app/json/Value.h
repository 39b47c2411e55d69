// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

struct yyjson_val;

namespace json {

enum class Type { Null, Boolean, Number, String, Array, Object };
enum class Style { Compact, Pretty };

class Elements;
class Members;

/// A view of one value of a Document (8 bytes, copied freely); valid as long as the Document lives.
/// A default-made or not-found Value is absent: it tests false and every reader answers "nothing".
/// Text is UTF-8. Nothing here throws.
class Value
{
public:
    Value() = default;
    explicit Value(yyjson_val *value)
        : m_value(value)
    {
    }

    explicit operator bool() const { return m_value != nullptr; }
    /// Null for an absent value: test with operator bool first where the difference matters.
    Type type() const;
    bool isNull() const;
    bool isBoolean() const;
    bool isNumber() const;
    bool isString() const;
    bool isArray() const;
    bool isObject() const;

    /// Contents of a string, digits of a number as they were written, else empty.
    std::string_view text() const;
    std::optional<bool> boolean() const;
    /// The number as a double; nothing for other types.
    std::optional<double> number() const;
    /// The number when it is a whole one that fits (1e3 and 5.0 are whole); else nothing.
    std::optional<std::int64_t> integer() const;

    /// Number of elements or members; 0 for scalars.
    std::size_t size() const;
    /// The member of that name (the last one, where a name occurs twice); absent when there is
    /// none.
    Value operator[](std::string_view name) const;
    /// The element at that index, in time proportional to it; iterate for all.
    Value at(std::size_t index) const;
    /// `for (Value e : v.elements())`; empty when it is not an array.
    Elements elements() const;
    /// `for (auto [name, value] : v.members())`, in document order; empty when not an object.
    Members members() const;

    /// JSON text; numbers as they were written, members in order.
    std::string serialize(Style style = Style::Compact) const;

    yyjson_val *handle() const { return m_value; }

private:
    yyjson_val *m_value = nullptr;
};

/// Equality by value (RFC 6902 4.6): numbers by value, objects without order, arrays with.
bool equal(Value left, Value right);

struct Member
{
    std::string_view name;
    Value value;
};

class Elements
{
public:
    class Iterator
    {
    public:
        using value_type = Value;
        using difference_type = std::ptrdiff_t;
        Iterator() = default;
        Iterator(yyjson_val *at, std::size_t left)
            : m_at(at)
            , m_left(left)
        {
        }
        Value operator*() const { return Value(m_at); }
        Iterator &operator++();
        void operator++(int) { ++*this; }
        bool operator==(const Iterator &other) const { return m_left == other.m_left; }

    private:
        yyjson_val *m_at = nullptr;
        std::size_t m_left = 0;
    };

    explicit Elements(yyjson_val *array)
        : m_array(array)
    {
    }
    Iterator begin() const;
    Iterator end() const { return {}; }

private:
    yyjson_val *m_array;
};

class Members
{
public:
    class Iterator
    {
    public:
        using value_type = Member;
        using difference_type = std::ptrdiff_t;
        Iterator() = default;
        Iterator(yyjson_val *name, std::size_t left)
            : m_name(name)
            , m_left(left)
        {
        }
        Member operator*() const;
        Iterator &operator++();
        void operator++(int) { ++*this; }
        bool operator==(const Iterator &other) const { return m_left == other.m_left; }

    private:
        yyjson_val *m_name = nullptr;
        std::size_t m_left = 0;
    };

    explicit Members(yyjson_val *object)
        : m_object(object)
    {
    }
    Iterator begin() const;
    Iterator end() const { return {}; }

private:
    yyjson_val *m_object;
};

} // namespace json
