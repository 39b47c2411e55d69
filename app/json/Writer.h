// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Value.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace json {

/// Writes JSON text piece by piece; commas and escapes are put in by itself.
///
///     Writer w;
///     w.beginObject().name("success").boolean(true).endObject();
///     std::string text = w.take();
///
/// Ill-formed input (a lone surrogate, invalid UTF-8) is written as U+FFFD. Calls out of order
/// assert.
class Writer
{
public:
    explicit Writer(Style style = Style::Compact);

    Writer &beginObject();
    Writer &endObject();
    Writer &beginArray();
    Writer &endArray();
    Writer &name(std::string_view name);
    Writer &string(std::string_view text);
    Writer &integer(std::int64_t number);
    /// NaN and infinities, which JSON lacks, are written as null.
    Writer &number(double number);
    Writer &boolean(bool value);
    Writer &null();
    /// A value of some document, as it was written there.
    Writer &value(Value value);
    /// @p text must be one whole JSON value; it is written as it is.
    Writer &raw(std::string_view text);

    /// The text so far; empties the writer.
    std::string take();

private:
    void beforeValue();
    void newLine();

    std::string m_text;
    std::string m_stack; // one byte an open container: what and whether it has something
    Style m_style;
    bool m_afterName = false;
};

/// @p text as a JSON string with its quotes.
std::string quoted(std::string_view text);

} // namespace json
