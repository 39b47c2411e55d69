// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BulkJob.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace models {

BulkSettings BulkSettings::bounded() const
{
    BulkSettings result = *this;
    result.concurrency = std::clamp(concurrency, 1, maximumConcurrency);
    if (!std::isfinite(perSecond) || perSecond < 0)
        result.perSecond = 0;
    return result;
}

api::Request requestOf(const BulkJob &job, const BulkRow &row)
{
    api::Request request;
    request.method = row.method;
    request.path = row.path;
    request.body = row.body.isNull() ? job.body : row.body;
    // For PATCH too: the platform documents no media type of its own for it.
    request.contentType = "application/json";
    request.priority = api::Priority::Background;
    request.once = true; // what may have arrived is looked up before anybody repeats it
    return request;
}

api::Request readingOf(const BulkRow &row)
{
    api::Request request;
    request.method = api::Method::Get;
    request.path = row.readPath;
    request.allowEmpty = false;
    request.priority = api::Priority::Background;
    return request;
}

QString nameOf(BulkState state)
{
    switch (state) {
    case BulkState::Waiting:
        return u"not sent"_s;
    case BulkState::Sent:
        return u"on its way"_s;
    case BulkState::Done:
        return u"done"_s;
    case BulkState::Failed:
        return u"failed"_s;
    case BulkState::Unknown:
        return u"unknown"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace models
