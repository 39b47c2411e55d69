// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace sandbox {

/// "audio/wav" for "welcome.wav", "wav" or "audio/wav"; empty when it is none that is known.
std::string mediaTypeOf(std::string_view nameOrType);
/// "wav" for "audio/wav; x=y"; empty when it is none that is known.
std::string suffixOf(std::string_view mediaType);

} // namespace sandbox
