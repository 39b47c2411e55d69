// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "models/ResourceDraft.h"

#include <QString>

namespace models {

/// What is wrong with a member, for the person who filled in the form.
struct ViolationText
{
    QString label;         ///< of the field
    QString sentence;      ///< calls the member by its label, or not at all
    QString details;       ///< for those who want to know exactly: the pattern; may be empty
    bool hasLabel = false; ///< the sentence names the field

    /// To stand on its own, away from the field.
    QString toString() const;
};

/// @p violation as one of draft.violations(): without regular expressions and member names.
ViolationText inWords(const api::SchemaViolation &violation, const ResourceDraft &draft);

} // namespace models
