// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/ApiError.h"
#include "app/auth/TokenSource.h"

namespace api {

/// ms: clocks that are further apart are spoken of.
constexpr qint64 noticeableClockOffset = 30'000;

/// Adds to a 401's @p error which of the platform's rules @p token breaks, by our own checks and
/// the server's clock (@p clockOffset: ms, server minus ours). Leaves it alone when it breaks none.
void explainRefusedToken(ApiError &error, const QByteArray &token, const auth::TokenSource &source,
                         qint64 clockOffset);

} // namespace api
