// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/ApiError.h"
#include "app/api/Schema.h"

namespace models {

/// The platform does not have the path of a request, as far as its answer tells: 404, or what its
/// gateway says of paths unknown to it.
bool isUnknownPath(const api::ApiError &error);

/// @p error, with the meaning and advice that its path was only assumed, where it was and the
/// platform does not have it.
api::ApiError withAssumption(api::ApiError error, api::Source source);
/// Whether withAssumption() has said so.
/// The platform knows the path, and says in its own words that this one thing is not there.
bool isMissingThing(const api::ApiError &error);
bool blamesAssumption(const api::ApiError &error, api::Source source);

} // namespace models
