// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkJob.h"
#include "models/ResourceRequests.h"
#include "models/csv/CsvCheck.h"

namespace models {

/// Rows of a file as requests of their own, in the order of @p rows: a new resource is created,
/// one that exists gets the patch of what its row changes. Any thread.
BulkRows csvRequests(const CsvTable &table, CsvCheck check, const std::vector<int> &rows,
                     const api::ResourceType &type, const ResourceRequests &requests);

} // namespace models
