// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/json/Document.h"
#include "models/PatchTemplate.h"

#include <QString>

namespace models {

/// What a patch would do to a resource.
enum class BulkOutcome {
    Changes,
    Same,         ///< it is so already
    DoesNotApply, ///< an operation has nothing to work on, or a test fails
    DoesNotFit,   ///< the result breaks the schema in a way that it did not before
};

/// One patch, with placeholders or without, tried on one resource after the other. Copied cheaply;
/// trying in several threads at once is safe.
class RowPatcher
{
public:
    RowPatcher(PatchTemplate patch, const api::ResourceType &type);

    struct Trial
    {
        BulkOutcome outcome = BulkOutcome::Same;
        json::Document before;
        json::Document after; ///< absent when it does not apply
        json::Patch patch;    ///< of this resource
        QString reason;       ///< as a sentence without the resource's own values; may be empty
    };
    Trial tryOn(json::Value resource) const;
    /// The patch is the same for all of them.
    bool isPlain() const { return m_patch.names().isEmpty(); }
    const PatchTemplate &patch() const { return m_patch; }
    QString idOf(json::Value resource) const;

private:
    QString misfit(const json::Document &before, const json::Document &after) const;

    PatchTemplate m_patch;
    api::SchemaPtr m_schema;
    std::string m_idProperty;
};

} // namespace models
