// SPDX-License-Identifier: GPL-3.0-or-later
// Private to app/json: yyjson keeps a document as one flat array in document order, where a
// container knows how far away its next sibling is. Everything here walks that array, so that
// nothing needs the call stack.
#pragma once

#include <yyjson.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace json::flat {

using Val = yyjson_val;

inline std::uint8_t type(const Val *v)
{
    return static_cast<std::uint8_t>(v->tag & YYJSON_TYPE_MASK);
}

/// Bytes of a text, elements of an array, members of an object.
inline std::size_t length(const Val *v)
{
    return static_cast<std::size_t>(v->tag >> YYJSON_TAG_BIT);
}

inline bool isArray(const Val *v)
{
    return type(v) == YYJSON_TYPE_ARR;
}

inline bool isObject(const Val *v)
{
    return type(v) == YYJSON_TYPE_OBJ;
}

inline bool isContainer(const Val *v)
{
    return type(v) >= YYJSON_TYPE_ARR;
}

/// A number; numbers are always kept as they were written.
inline bool isNumber(const Val *v)
{
    return type(v) == YYJSON_TYPE_RAW;
}

/// A string or a number.
inline bool hasText(const Val *v)
{
    return type(v) == YYJSON_TYPE_STR || type(v) == YYJSON_TYPE_RAW;
}

inline std::string_view text(const Val *v)
{
    return {v->uni.str, length(v)};
}

/// What follows @p v and all that lies in it.
inline Val *next(Val *v)
{
    return unsafe_yyjson_get_next(v);
}

/// How many values @p v is made of, itself and the names included.
inline std::size_t slots(Val *v)
{
    return static_cast<std::size_t>(next(v) - v);
}

/// The last member of that name, or nullptr.
Val *member(Val *object, std::string_view name);

/// A name that occurs twice in @p object: its second occurrence, or nullptr.
Val *duplicateName(Val *object);

/// Levels of nesting: 0 for a scalar, 1 for an array of scalars. May be one too high, but only
/// where that does not exceed @p limit; where the limit is exceeded, @p offender is the first
/// container that lies too deep.
std::size_t height(Val *root, std::size_t limit, Val **offender = nullptr);

struct Size
{
    std::size_t values = 0;
    std::size_t text = 0;
    void add(Val *v);
    void addString(std::string_view string);
    std::size_t bytes() const { return values * sizeof(Val) + text; }
};

/// Writes a flat array into memory that is large enough for what was counted with Size.
class Builder
{
public:
    /// With @p text, all texts are copied there; without, they stay where they are.
    Builder(Val *values, char *text)
        : m_out(values)
        , m_text(text)
    {
    }

    void copy(Val *v);
    void string(std::string_view string);
    Val *open(bool isObject, std::size_t length);
    void close(Val *container);

private:
    Val *m_out;
    char *m_text;
};

} // namespace json::flat
