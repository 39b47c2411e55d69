// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/HistoryRow.h"

#include <QTimeZone>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace api::historyRow {

namespace {

Headers headersFrom(const QByteArray &text)
{
    Headers headers;
    for (const QByteArray &line : text.split('\n')) {
        const qsizetype colon = line.indexOf(": ");
        if (colon > 0)
            headers.emplaceBack(line.first(colon), line.mid(colon + 2));
    }
    return headers;
}

QDateTime timeFrom(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::UTC);
}

/// The numbers in the file; what a later version may have written counts as an ordinary end.
Ending endingFrom(int number)
{
    const auto ending = static_cast<Ending>(number);
    const bool known =
        ending == Ending::Cancelled || ending == Ending::NotSent || ending == Ending::Unasked;
    return known ? ending : Ending::ByItself;
}

} // namespace

const QLatin1StringView entryColumns =
    "row, request_id, profile_id, started_at, method, url, request_bytes, "
    "status, duration_ms, reply_bytes, error, attempt, ending"_L1;
const QLatin1StringView bodyColumns = "request_headers, request_body, reply_headers, reply_body"_L1;

QByteArray headerText(const Headers &headers)
{
    QByteArray text;
    for (const auto &[name, value] : headers)
        text += name + ": " + value + '\n';
    return text;
}

HistoryEntry entryFrom(const QSqlQuery &query)
{
    HistoryEntry entry;
    entry.row = query.value(0).toLongLong();
    entry.requestId = query.value(1).toString();
    entry.profileId = query.value(2).toString();
    entry.startedAt = timeFrom(query.value(3).toLongLong());
    entry.method = query.value(4).toByteArray();
    entry.url = query.value(5).toString();
    entry.requestBytes = query.value(6).toLongLong();
    entry.status = query.value(7).toInt();
    entry.durationMs = query.value(8).toLongLong();
    entry.replyBytes = query.value(9).toLongLong();
    entry.error = query.value(10).toString();
    entry.attempt = query.value(11).toInt();
    entry.ending = endingFrom(query.value(12).toInt());
    return entry;
}

HistoryEntry withoutBodies(HistoryEntry entry)
{
    entry.requestHeaders.clear();
    entry.requestBody.clear();
    entry.replyHeaders.clear();
    entry.replyBody.clear();
    return entry;
}

void addBodies(HistoryEntry &entry, const QSqlQuery &query)
{
    entry.requestHeaders = headersFrom(query.value(entryColumnCount).toByteArray());
    entry.requestBody = query.value(entryColumnCount + 1).toByteArray();
    entry.replyHeaders = headersFrom(query.value(entryColumnCount + 2).toByteArray());
    entry.replyBody = query.value(entryColumnCount + 3).toByteArray();
}

} // namespace api::historyRow
