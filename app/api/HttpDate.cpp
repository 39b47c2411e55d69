// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/HttpDate.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace api {

std::optional<qint64> parseHttpDate(const QByteArray &text)
{
    const QByteArray trimmed = text.trimmed();
    if (trimmed.size() > 40 || !trimmed.endsWith("GMT"))
        return std::nullopt;
    const QDateTime time = QDateTime::fromString(
        QString::fromLatin1(trimmed.chopped(3)) + "+0000"_L1, Qt::RFC2822Date);
    if (!time.isValid())
        return std::nullopt;
    return time.toMSecsSinceEpoch();
}

int parseRetryAfter(const QByteArray &text, qint64 now)
{
    const QByteArray trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return -1;
    constexpr qint64 most = std::numeric_limits<int>::max();
    if (std::ranges::all_of(trimmed, [](char c) { return c >= '0' && c <= '9'; })) {
        // More digits than a day has milliseconds are "very long", whatever they say.
        const qint64 seconds = trimmed.size() > 9 ? most : trimmed.toLongLong();
        return static_cast<int>(std::min(most, seconds * 1000));
    }
    if (const auto at = parseHttpDate(trimmed))
        return static_cast<int>(std::clamp<qint64>(*at - now, 0, most));
    return -1;
}

} // namespace api
