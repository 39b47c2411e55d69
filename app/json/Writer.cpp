// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Writer.h"

#include "app/json/Flat.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

namespace json {

namespace {

constexpr char objectBit = 1;
constexpr char filledBit = 2;
constexpr std::string_view replacement = "\xEF\xBF\xBD";

unsigned char byteAt(std::string_view text, std::size_t at)
{
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

/// Bytes of the well-formed UTF-8 sequence at @p at (RFC 3629 4); 0 when it is not one.
std::size_t sequenceLength(std::string_view text, std::size_t at)
{
    const unsigned char first = byteAt(text, at);
    const unsigned char second = byteAt(text, at + 1);
    const auto follows = [&](std::size_t i) { return (byteAt(text, at + i) & 0xC0) == 0x80; };
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return follows(1) ? 2 : 0;
    if ((first & 0xF0) == 0xE0) {
        const bool tooLong = first == 0xE0 && second < 0xA0;
        const bool surrogate = first == 0xED && second > 0x9F;
        return follows(1) && follows(2) && !tooLong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool tooLong = first == 0xF0 && second < 0x90;
        const bool beyond = first == 0xF4 && second > 0x8F;
        return follows(1) && follows(2) && follows(3) && !tooLong && !beyond ? 4 : 0;
    }
    return 0;
}

void appendEscape(std::string &out, char c)
{
    constexpr std::string_view hex = "0123456789abcdef";
    switch (c) {
    case '"':
        out += "\\\"";
        break;
    case '\\':
        out += "\\\\";
        break;
    case '\b':
        out += "\\b";
        break;
    case '\f':
        out += "\\f";
        break;
    case '\n':
        out += "\\n";
        break;
    case '\r':
        out += "\\r";
        break;
    case '\t':
        out += "\\t";
        break;
    default: {
        const auto byte = static_cast<unsigned char>(c);
        out += "\\u00";
        out += hex[byte >> 4];
        out += hex[byte & 15];
    }
    }
}

constexpr auto specialBytes = [] {
    std::array<bool, 256> special{};
    for (std::size_t c = 0; c < special.size(); ++c)
        special[c] = c < 0x20 || c == '"' || c == '\\' || c >= 0x80;
    return special;
}();

void appendQuoted(std::string &out, std::string_view text)
{
    out += '"';
    std::size_t plainFrom = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (!specialBytes[byteAt(text, i)]) {
            ++i;
            continue;
        }
        const std::size_t sequence = byteAt(text, i) < 0x80 ? 0 : sequenceLength(text, i);
        if (sequence > 0) {
            i += sequence;
            continue;
        }
        out.append(text, plainFrom, i - plainFrom);
        if (byteAt(text, i) < 0x80)
            appendEscape(out, text[i]);
        else
            out += replacement;
        plainFrom = ++i;
    }
    out.append(text, plainFrom, text.size() - plainFrom);
    out += '"';
}

} // namespace

std::string quoted(std::string_view text)
{
    std::string result;
    result.reserve(text.size() + 2);
    appendQuoted(result, text);
    return result;
}

Writer::Writer(Style style)
    : m_style(style)
{
}

void Writer::newLine()
{
    if (m_style == Style::Compact)
        return;
    m_text += '\n';
    m_text.append(m_stack.size() * 2, ' ');
}

void Writer::beforeValue()
{
    if (m_afterName) {
        m_afterName = false;
        return;
    }
    if (m_stack.empty()) {
        assert(m_text.empty() && "a JSON text is one value");
        return;
    }
    assert((m_stack.back() & objectBit) == 0 && "a member needs its name first");
    if ((m_stack.back() & filledBit) != 0)
        m_text += ',';
    m_stack.back() |= filledBit;
    newLine();
}

Writer &Writer::beginObject()
{
    beforeValue();
    m_text += '{';
    m_stack += objectBit;
    return *this;
}

Writer &Writer::endObject()
{
    assert(!m_stack.empty() && (m_stack.back() & objectBit) != 0 && !m_afterName);
    const bool filled = (m_stack.back() & filledBit) != 0;
    m_stack.pop_back();
    if (filled)
        newLine();
    m_text += '}';
    return *this;
}

Writer &Writer::beginArray()
{
    beforeValue();
    m_text += '[';
    m_stack += '\0';
    return *this;
}

Writer &Writer::endArray()
{
    assert(!m_stack.empty() && (m_stack.back() & objectBit) == 0);
    const bool filled = (m_stack.back() & filledBit) != 0;
    m_stack.pop_back();
    if (filled)
        newLine();
    m_text += ']';
    return *this;
}

Writer &Writer::name(std::string_view name)
{
    assert(!m_stack.empty() && (m_stack.back() & objectBit) != 0 && !m_afterName);
    if ((m_stack.back() & filledBit) != 0)
        m_text += ',';
    m_stack.back() |= filledBit;
    newLine();
    appendQuoted(m_text, name);
    m_text += m_style == Style::Compact ? ":" : ": ";
    m_afterName = true;
    return *this;
}

Writer &Writer::string(std::string_view text)
{
    beforeValue();
    appendQuoted(m_text, text);
    return *this;
}

Writer &Writer::integer(std::int64_t number)
{
    return raw(std::to_string(number));
}

Writer &Writer::number(double number)
{
    if (!std::isfinite(number))
        return null();
    std::array<char, 32> digits;
    const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return raw({digits.data(), result.ptr});
}

Writer &Writer::boolean(bool value)
{
    return raw(value ? "true" : "false");
}

Writer &Writer::null()
{
    return raw("null");
}

Writer &Writer::value(Value value)
{
    if (!value)
        return null();
    struct Open
    {
        flat::Val *end;
        bool isObject;
    };
    std::vector<Open> open;
    flat::Val *const end = flat::next(value.handle());
    for (flat::Val *v = value.handle(); v < end;) {
        if (!open.empty() && open.back().isObject)
            name(flat::text(v++));
        switch (flat::type(v)) {
        case YYJSON_TYPE_OBJ:
            beginObject();
            open.push_back({flat::next(v), true});
            break;
        case YYJSON_TYPE_ARR:
            beginArray();
            open.push_back({flat::next(v), false});
            break;
        case YYJSON_TYPE_STR:
            string(flat::text(v));
            break;
        case YYJSON_TYPE_RAW:
            raw(flat::text(v));
            break;
        case YYJSON_TYPE_BOOL:
            boolean(*Value(v).boolean());
            break;
        default:
            null();
            break;
        }
        ++v;
        while (!open.empty() && open.back().end == v) {
            if (open.back().isObject)
                endObject();
            else
                endArray();
            open.pop_back();
        }
    }
    return *this;
}

Writer &Writer::raw(std::string_view text)
{
    beforeValue();
    m_text += text;
    return *this;
}

std::string Writer::take()
{
    m_stack.clear();
    m_afterName = false;
    return std::exchange(m_text, {});
}

} // namespace json
