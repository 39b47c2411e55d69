// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "models/ResourceDraft.h"
#include "models/ResourceRequests.h"

#include <QString>

namespace models {

/// Why @p draft can't be sent as it is, whoever sends it: a sentence, empty when it can.
QString whyNotReady(const ResourceDraft &draft, const ResourceRequests &requests,
                    const api::ResourceType &type);

} // namespace models
