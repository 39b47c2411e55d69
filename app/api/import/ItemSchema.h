// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/Schema.h"

#include <memory>

namespace api {

/// One schema for form and table out of what a read answers and what a creation takes (either may
/// be null): members that are only answered are read-only, what the creation requires is required.
std::shared_ptr<const Schema> itemSchema(const SchemaPtr &answered, const SchemaPtr &asked);

/// An imported schema in the place of ours: where it says nothing of a member, our title,
/// description, renderer, values and mask stay; one that knows no members leaves ours as it is.
std::shared_ptr<const Schema> replacedSchema(const SchemaPtr &ours, const SchemaPtr &imported);

/// An imported resource type in the place of ours, on the same path: what a person sees of it stays
/// ours, what is sent and shown of its members is the document's.
ResourceType replacedType(const ResourceType &ours, const ResourceType &imported);

} // namespace api
