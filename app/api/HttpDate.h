// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace api {

/// An HTTP-date (RFC 9110 5.6.7, IMF-fixdate) in ms since 1970; nothing for anything else.
std::optional<qint64> parseHttpDate(const QByteArray &text);

/// A Retry-After value (RFC 9110 10.2.3), seconds or a date, in ms from @p now (ms since 1970, by
/// the server's clock); never below 0, -1 when there is none or it makes no sense.
int parseRetryAfter(const QByteArray &text, qint64 now);

} // namespace api
