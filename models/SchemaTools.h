// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/Schema.h"
#include "app/json/Document.h"
#include "app/json/Patch.h"
#include "app/json/Pointer.h"
#include "app/json/Value.h"

#include <QString>

#include <string>

namespace models {

/// The schema of what @p pointer points to; null where none describes it.
const api::Schema *schemaAt(const api::Schema *schema, const json::Pointer &pointer);

/// What is wrong with @p after that was not wrong with @p before already: what broke the schema
/// before can still be changed elsewhere.
QList<api::SchemaViolation> broughtViolations(const json::Document &before,
                                              const json::Document &after,
                                              const api::Schema &schema);

/// What stands in for a secret that is not shown.
QString mask();

/// True for a value that must not be shown: its schema says so, or no schema knows it and its name
/// is that of a secret ("sipPassword").
bool isSecret(const api::Schema *schema, std::string_view name);

/// @p value as JSON text with every secret below it replaced by mask(). @p schema may be null;
/// @p name is the member's own name.
std::string serializeMasked(json::Value value, const api::Schema *schema,
                            std::string_view name = {}, json::Style style = json::Style::Compact);

/// What @p pointer points to is a secret, or a part of one: an element of an array of tokens, say.
/// @p schema is that of the whole.
bool isInSecret(const api::Schema *schema, const json::Pointer &pointer);

/// serializeMasked() of what lies at @p pointer; @p schema is that of the whole.
std::string serializeMaskedAt(json::Value value, const api::Schema *schema,
                              const json::Pointer &pointer);

/// @p patch as pretty JSON, masked likewise.
std::string maskedPatch(const json::Patch &patch, const api::Schema *schema);

} // namespace models
