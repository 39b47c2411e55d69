// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/OpenApiDocument.h"

#include <QList>
#include <QPair>
#include <QStringList>

namespace api {

/// The member "when" of @p owner: properties (dotted), each with the values that it must have one
/// of. A condition that can't be read is reported, and never met.
QList<QPair<QString, QStringList>> readConditions(OpenApiDocument &document, const Located &owner);

} // namespace api
