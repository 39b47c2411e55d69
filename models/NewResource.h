// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/json/Document.h"

namespace models {

/// A new resource as its schema would have it: the defaults of its members, nested ones too.
json::Document defaultsOf(const api::SchemaPtr &schema);

/// @p type with the columns that follow from its schema where it has none of its own: what a table
/// needs. Reads the schema.
api::ResourceType withColumns(const api::ResourceType &type);

/// @p source as a new resource may start: without its id and what only the platform sets.
json::Document duplicateOf(json::Value source, const api::ResourceType &type);

} // namespace models
