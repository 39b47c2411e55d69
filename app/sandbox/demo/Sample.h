// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Schema.h"
#include "app/sandbox/demo/Making.h"

#include <string_view>

namespace json {
class Writer;
}

namespace sandbox {

/// Which members of an object are made.
enum class SampleOf {
    Item,    ///< all
    Request, ///< not what only the platform sets
    Reply,   ///< not what is only ever sent to it
};

/// Writes a value that fits @p schema and looks like what it is: by its enumeration, example,
/// renderer, format, limits, and last by its name. A pattern is met by the example only.
void writeSample(json::Writer &writer, std::string_view name, const api::Schema &schema,
                 SampleOf kind, Making &making);

} // namespace sandbox
