// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ResourceTableModel.h"
#include "models/TableColumns.h"

#include <vector>

namespace models {

/// Rows as text for the clipboard or a file; secrets are left out.
QString copiedText(const TableColumns &columns, const api::SchemaPtr &schema,
                   const std::vector<json::Value> &rows, const QList<int> &wanted,
                   CopyFormat format);

} // namespace models
