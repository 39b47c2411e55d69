// SPDX-License-Identifier: GPL-3.0-or-later
// Random documents, the same ones on every machine.
#pragma once

#include "app/json/Writer.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

class RandomJson
{
public:
    explicit RandomJson(std::uint64_t seed)
        : m_state(seed)
    {
    }

    std::size_t below(std::size_t limit)
    {
        m_state = m_state * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::size_t>(m_state >> 33) % limit;
    }

    std::string document(int depth = 4) { return written(depth); }

    /// @p value changed in a few places.
    std::string variation(json::Value value)
    {
        json::Writer writer;
        vary(writer, value, 3);
        return writer.take();
    }

private:
    static constexpr std::array<std::string_view, 16> names{
        "a", "b", "id", "", "~", "/", "~1", "a/b", "m~n", "0", "01", "-", "å", "\"", "name", "\n"};
    static constexpr std::array<std::string_view, 14> scalars{"null",
                                                              "true",
                                                              "false",
                                                              "0",
                                                              "1",
                                                              "1.0",
                                                              "1e2",
                                                              "100",
                                                              "-0",
                                                              "12345678901234567890",
                                                              "12345678901234567891",
                                                              "\"\"",
                                                              "\"text\"",
                                                              "\"\\u0000\\\"\""};

    std::string written(int depth)
    {
        json::Writer writer;
        value(writer, depth);
        return writer.take();
    }

    void value(json::Writer &writer, int depth)
    {
        const std::size_t choice = depth == 0 ? 0 : below(3);
        if (choice == 0)
            writer.raw(scalars[below(scalars.size())]);
        else if (choice == 1)
            array(writer, depth);
        else
            object(writer, depth);
    }

    void array(json::Writer &writer, int depth)
    {
        writer.beginArray();
        for (std::size_t left = below(6); left > 0; --left)
            value(writer, depth - 1);
        writer.endArray();
    }

    void object(json::Writer &writer, int depth)
    {
        writer.beginObject();
        const std::size_t first = below(names.size());
        const std::size_t step = 1 + 2 * below(names.size() / 2); // odd: meets every name once
        for (std::size_t i = 0, count = below(7); i < count; ++i) {
            writer.name(names[(first + i * step) % names.size()]);
            value(writer, depth - 1);
        }
        writer.endObject();
    }

    void vary(json::Writer &writer, json::Value from, int depth)
    {
        if (from.isArray()) {
            writer.beginArray();
            for (const json::Value element : from.elements()) {
                if (below(12) == 0)
                    value(writer, depth);
                if (below(12) != 0)
                    vary(writer, element, depth);
            }
            writer.endArray();
        } else if (from.isObject()) {
            writer.beginObject();
            for (const auto [name, member] : from.members()) {
                if (below(12) == 0)
                    continue;
                writer.name(name);
                vary(writer, member, depth);
            }
            if (below(8) == 0)
                writer.name("added").raw("{\"new\":[]}");
            writer.endObject();
        } else if (below(10) == 0) {
            value(writer, depth);
        } else {
            writer.value(from);
        }
    }

    std::uint64_t m_state;
};
