// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Request.h"

namespace models {

/// An error that the console itself found, in the form of those of the platform.
api::ApiError problem(api::ApiError::Code code, const QString &what, const QString &meaning = {},
                      const QString &advice = {});

/// A reply that arrived well and does not hold what it should.
api::ApiError unusableReply(const api::Reply &reply, const QString &what);

} // namespace models
