// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/auth: where the members of a JSON object lie, also of one that breaks off.
#pragma once

#include "app/auth/TokenAnatomy.h"

#include <optional>
#include <vector>

namespace auth {

struct ScannedObject
{
    /// With ranges in the JSON alone; up to the error.
    std::vector<TokenAnatomy::Member> members;
    /// Byte at which @p json stops being one JSON object (RFC 8259).
    std::optional<qsizetype> errorAt;
};
/// Any bytes are taken; neither recursion nor more than linear time.
ScannedObject scanObject(const QByteArray &json);

} // namespace auth
