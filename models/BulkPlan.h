// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkJob.h"
#include "models/ResourceRequests.h"
#include "models/RowPatcher.h"
#include "models/RowSnapshot.h"

namespace models {

/// From rows and a patch to the requests of a run. Plain data, for a worker.
struct BulkPlan
{
    ResourceRequests requests;
    api::ResourceType type;
    RowPatcher patcher;
    RowSnapshot snapshot;
    std::vector<int> wanted; ///< rows of the snapshot that change

    BulkRows rows() const;
    /// Of a patch without placeholders: the body that all have in common.
    static std::string plainBody(const RowPatcher &patcher);

private:
    BulkRow rowOf(json::Value resource) const;
};

} // namespace models
