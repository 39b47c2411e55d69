// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/ChangeLog.h"
#include "app/api/Session.h"

#include <optional>

namespace models {

/// What a request that a person wrote has changed: a PATCH, PUT, POST or DELETE of a resource that
/// the catalogue knows. What was before is not known, so it can't be undone, but it is told.
/// Nothing for any other request, and where no id can be found.
std::optional<api::ChangeEntry> rawChange(const api::Catalogue &catalogue,
                                          const api::Request &request, const api::Reply &reply);

/// Records that in the session's change log, if it has one.
void recordRawChange(const api::Session &session, const api::Request &request,
                     const api::Reply &reply);

} // namespace models
