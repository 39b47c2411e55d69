// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Flat.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace json::flat {

namespace {

constexpr std::size_t fewMembers = 16;

/// Everything directly below is a scalar or an empty container.
bool isShallow(Val *container)
{
    const std::size_t children = length(container) * (isObject(container) ? 2 : 1);
    return slots(container) == children + 1;
}

Val *firstContainerIn(Val *shallow)
{
    Val *const end = next(shallow);
    Val *const found = std::find_if(shallow + 1, end, [](const Val &v) { return isContainer(&v); });
    return found == end ? nullptr : found;
}

} // namespace

Val *member(Val *object, std::string_view name)
{
    Val *found = nullptr;
    Val *key = object + 1;
    for (std::size_t left = length(object); left > 0; --left, key = next(key + 1)) {
        if (text(key) == name)
            found = key + 1;
    }
    return found;
}

Val *duplicateName(Val *object)
{
    const std::size_t count = length(object);
    if (count < 2)
        return nullptr;
    std::vector<Val *> names;
    names.reserve(count);
    Val *key = object + 1;
    for (std::size_t i = 0; i < count; ++i, key = next(key + 1)) {
        if (count <= fewMembers) {
            for (Val *earlier : names) {
                if (text(earlier) == text(key))
                    return key;
            }
        }
        names.push_back(key);
    }
    if (count <= fewMembers)
        return nullptr;
    std::ranges::stable_sort(names, {}, [](const Val *v) { return text(v); });
    const auto twice = std::ranges::adjacent_find(names, {}, [](const Val *v) { return text(v); });
    return twice == names.end() ? nullptr : *std::next(twice);
}

std::size_t height(Val *root, std::size_t limit, Val **offender)
{
    Val *tooDeep = nullptr;
    std::size_t highest = 0;
    std::vector<Val *> ends;
    Val *const end = next(root);
    for (Val *v = root; v < end && !tooDeep;) {
        while (!ends.empty() && ends.back() == v)
            ends.pop_back();
        if (!isContainer(v)) {
            ++v;
            continue;
        }
        const std::size_t depth = ends.size() + 1;
        highest = std::max(highest, depth);
        if (depth > limit) {
            tooDeep = v;
        } else if (isShallow(v)) {
            // Most containers are of this kind: not looking into them makes this pass cheap.
            if (depth < limit && length(v) > 0)
                highest = std::max(highest, depth + 1);
            else if (depth == limit && (tooDeep = firstContainerIn(v)))
                highest = depth + 1;
            v = next(v);
        } else {
            ends.push_back(next(v));
            ++v;
        }
    }
    if (offender)
        *offender = tooDeep;
    return highest;
}

void Size::add(Val *v)
{
    Val *const end = next(v);
    values += static_cast<std::size_t>(end - v);
    for (; v < end; ++v) {
        if (hasText(v))
            text += length(v) + 1;
    }
}

void Size::addString(std::string_view string)
{
    ++values;
    text += string.size() + 1;
}

void Builder::copy(Val *v)
{
    const std::size_t count = slots(v);
    std::memcpy(static_cast<void *>(m_out), v, count * sizeof(Val));
    if (m_text) {
        for (Val *at = m_out; at < m_out + count; ++at) {
            if (!hasText(at))
                continue;
            const std::size_t bytes = length(at);
            std::memcpy(m_text, at->uni.str, bytes);
            m_text[bytes] = '\0';
            at->uni.str = m_text;
            m_text += bytes + 1;
        }
    }
    m_out += count;
}

void Builder::string(std::string_view string)
{
    m_out->tag = (std::uint64_t{string.size()} << YYJSON_TAG_BIT) | YYJSON_TYPE_STR;
    m_out->uni.str = string.data();
    if (m_text) {
        if (!string.empty())
            std::memcpy(m_text, string.data(), string.size());
        m_text[string.size()] = '\0';
        m_out->uni.str = m_text;
        m_text += string.size() + 1;
    }
    ++m_out;
}

Val *Builder::open(bool isObject, std::size_t length)
{
    m_out->tag =
        (std::uint64_t{length} << YYJSON_TAG_BIT) | (isObject ? YYJSON_TYPE_OBJ : YYJSON_TYPE_ARR);
    return m_out++;
}

void Builder::close(Val *container)
{
    container->uni.ofs = static_cast<std::size_t>(m_out - container) * sizeof(Val);
}

} // namespace json::flat
