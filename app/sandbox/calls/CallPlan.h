// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Value.h"
#include "app/sandbox/calls/Call.h"
#include "app/sandbox/demo/Making.h"

#include <cstdint>

namespace sandbox {

/// How the items of the role "endpoints" take part in calls: `number` (a property; the id where it
/// is empty) and `kinds` ([{ kind: kind of call, when: { property: value, ... } }, ...]: the first
/// that fits; items that none fits make no calls).
struct Endpoints
{
    std::string idProperty;
    std::string numberProperty;
    json::Value kinds; ///< of a document that outlives this

    /// "alarm", "voice", ...; empty: @p item makes no calls.
    std::string_view kind(json::Value item) const;
    std::string_view number(json::Value item) const;
    std::string_view id(json::Value item) const;
};

/// A call that begins at @p startedAt, with all that is to become of it. The same making and
/// @p endpoint (absent: none) give the same call.
Call plannedCall(qint64 startedAt, json::Value endpoint, const Endpoints &endpoints,
                 Making &making);

/// New ids for @p call.
void identify(Call &call, Making &making);
Recording plannedRecording(qint64 startedAt, Making &making);

} // namespace sandbox
