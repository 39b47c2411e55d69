// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"

namespace models {

/// What rows of the other type must have to be those that @p link leads to from @p row: their
/// property and its raw text. Empty when the row lacks one of them.
QList<QPair<QString, QString>> linkedValues(const api::ResourceLink &link, json::Value row);

} // namespace models
