// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkJob.h"

#include <optional>

namespace models {

/// What the resource shows about a request whose answer was lost.
enum class BulkVerdict {
    Arrived,    ///< it is as the request makes it
    NotArrived, ///< it is as it was before, or sending the request again can do no harm
    CantTell,   ///< it is neither
};

/// @p now: the resource as it was read after; absent when there is none.
BulkVerdict verdict(const BulkJob &job, const BulkRow &row, const json::Document &now);

/// @p before as the row's request would leave it; absent when that is not known or does not apply.
json::Document afterOf(const BulkJob &job, const BulkRow &row, const json::Document &before);

} // namespace models
