// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/http/Server.h"
#include "app/json/Document.h"
#include "app/json/Patch.h"

#include <QString>

#include <expected>
#include <optional>
#include <string_view>

namespace sandbox {

/// The JSON in a request's body; the error is the 400 that says what is wrong.
std::expected<json::Document, http::Response> parseJson(std::string_view body);
/// The JSON object in a request's body; the error is the 400 that says what is wrong.
std::expected<json::Document, http::Response> parseObject(std::string_view body);

/// The id in @p item; nothing when the member is missing or null. Text, or a number's digits.
std::optional<QString> itemId(const api::ResourceType &resource, json::Value item);
/// Why @p id can't be one; empty when it can.
QString idProblem(const QString &id);
/// A new id, of the type that the schema wants.
QString generatedId(const api::ResourceType &resource);
/// @p item with @p id as its first member.
json::Document withId(const api::ResourceType &resource, json::Value item, const QString &id);

/// The 400 that names the members against the schema and why; nothing when all is well.
std::optional<http::Response> schemaProblem(const api::SchemaPtr &schema, json::Value item);

/// @p patch applied to @p before; the error is a 400 or 409.
std::expected<json::Document, http::Response> applyPatch(const json::Document &before,
                                                         std::string_view patch);

} // namespace sandbox
