// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Document.h"
#include "app/json/Writer.h"

#include <span>
#include <string>
#include <string_view>

namespace fuzzing {

/// Writes a document with one of its values replaced.
class Graft
{
public:
    Graft(std::size_t place, std::string_view value)
        : m_place(place)
        , m_value(value)
    {
    }
    std::string written(json::Value root)
    {
        write(root);
        return m_out.take();
    }

private:
    void write(json::Value value)
    {
        if (m_at++ == m_place) {
            m_out.raw(m_value);
            return;
        }
        if (value.isArray()) {
            m_out.beginArray();
            for (const json::Value each : value.elements())
                write(each);
            m_out.endArray();
        } else if (value.isObject()) {
            m_out.beginObject();
            for (const auto &[name, each] : value.members()) {
                m_out.name(name);
                write(each);
            }
            m_out.endObject();
        } else {
            m_out.value(value);
        }
    }

    const std::size_t m_place;
    std::string_view m_value;
    std::size_t m_at = 0;
    json::Writer m_out;
};

/// JSON @p text with values replaced by some of @p values: @p orders has two bytes for each, where
/// and what.
inline std::string grafted(std::string text, std::string_view orders,
                           std::span<const std::string_view> values)
{
    for (std::size_t i = 0; i + 1 < orders.size() && i < 16; i += 2) {
        const auto document = json::Document::parse(text);
        if (!document)
            break;
        const auto where = static_cast<unsigned char>(orders[i]);
        const auto what = static_cast<unsigned char>(orders[i + 1]);
        text = Graft(where, values[what % values.size()]).written(document->root());
    }
    return text;
}

} // namespace fuzzing
