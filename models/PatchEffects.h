// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Schema.h"
#include "models/PatchEntry.h"

#include <QList>
#include <QString>

namespace models {

/// What one operation of a list does, in a few words.
struct PatchEffect
{
    enum class State {
        Changes,
        ChangesNothing, ///< what it writes is there already
        Holds,          ///< a test
        Failed,
        NotReached, ///< one before it fails
        Disabled,
    };
    State state = State::NotReached;
    QString text;
    QString before; ///< what lies at the path before it; shortened
    QString after;

    bool operator==(const PatchEffect &) const = default;
};

/// What is needed to say so; may be used in any thread.
struct PatchEffects
{
    json::Document base;
    QList<PatchEntry> entries;
    api::SchemaPtr schema;
    bool isTemplate = false; ///< placeholders are filled in from base
    bool reveals = false;    ///< shows secrets

    /// One for each entry.
    QList<PatchEffect> all() const;
    /// The document when the first @p count entries are applied, or as many as can be.
    json::Document documentAfter(int count) const;
};

/// @p value in at most some 200 characters: masked, and a large one by its size alone.
QString shortText(json::Value value, const api::Schema *schema, const json::Pointer &pointer,
                  bool reveals);

} // namespace models
