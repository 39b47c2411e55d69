// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"

#include <QList>

namespace models {

/// The resource types that can be listed, those of which most is confirmed first: a request that
/// only asks whether the platform answers should go to a path that is likely to exist. Valid as
/// long as @p catalogue.
QList<const api::ResourceType *> knownLists(const api::Catalogue &catalogue);

} // namespace models
