// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ResourceTableModel.h"
#include "models/TableColumns.h"

#include <string_view>
#include <vector>

namespace json {
class Writer;
}

namespace models {

/// Rows as text for the clipboard or a file; secrets are left out.
QString copiedText(const TableColumns &columns, const api::SchemaPtr &schema,
                   const std::vector<json::Value> &rows, const QList<int> &wanted,
                   CopyFormat format);

/// @p value without what the schema calls a secret, at any depth; with @p withoutReadOnly also
/// without what only the platform sets, but for the member @p keep of the top level.
void writeOpen(json::Writer &out, json::Value value, const api::SchemaPtr &schema,
               bool withoutReadOnly = false, std::string_view keep = {});

} // namespace models
