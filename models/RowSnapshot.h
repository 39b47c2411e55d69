// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Document.h"

#include <vector>

namespace models {

/// Rows of a table as they were, without a copy: the documents that they lie in are shared. Read in
/// any thread.
struct RowSnapshot
{
    std::vector<json::Document> documents; ///< keep the rows alive
    std::vector<json::Value> rows;

    int size() const { return int(rows.size()); }
};

} // namespace models
