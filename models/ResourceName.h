// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"

namespace models {

/// What people call @p item: the text in the first column of its type, where that is not the id; of
/// what happened at a time, who took part.
/// Empty where there is no such thing.
QString nameIn(json::Value item, const api::ResourceType &type);

/// The name of a resource type inside a sentence: "event receiver", but "API token".
QString inSentence(const QString &name);

/// What something is done to, inside a sentence: "device" for one, "3 devices" for more.
QString subject(const api::ResourceType &type, int count);

} // namespace models
