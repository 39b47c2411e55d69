// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/auth: the token of a callback that the platform sent.
#pragma once

#include "app/auth/TokenDiagnosis.h"

namespace auth {

/// What a receiver should say to a callback with @p token: 200 when the platform has signed it with
/// the callback pair of @p pair (isCallback()) and it has not expired (RFC 7519 4.1.4), else 401.
/// The rules for API tokens (sub, age, life time) are not applied: no public page says that the
/// platform keeps them here. @p now: Unix seconds.
TokenDiagnosis checkCallbackToken(const QByteArray &token, const TokenCandidate &pair, double now);

} // namespace auth
