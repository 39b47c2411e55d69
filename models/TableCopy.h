// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ResourceTableModel.h"
#include "models/TableColumns.h"

#include <vector>

namespace models {

/// @p text as a field of a line of CSV (RFC 4180 2): quoted where it has to be.
QString csvField(const QString &text);

/// Rows as text for the clipboard or a file; secrets are left out.
QString copiedText(const TableColumns &columns, const api::SchemaPtr &schema,
                   const std::vector<json::Value> &rows, const QList<int> &wanted,
                   CopyFormat format);

} // namespace models
