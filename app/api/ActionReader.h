// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/OpenApiDocument.h"

#include <optional>

namespace api {

/// Reads x-console-action of an operation. A member that is wrong is reported and left out.
class ActionReader
{
public:
    explicit ActionReader(OpenApiDocument &document);

    /// Absent when the operation is no action.
    std::optional<Action> read(const Located &operation);

private:
    OpenApiDocument &m_document;
};

} // namespace api
