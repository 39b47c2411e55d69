// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/ChangeLog.h"
#include "models/Abilities.h"
#include "models/DraftStore.h"

#include <QString>

namespace models {

/// How a change is taken back: never at once, always as something that is staged and looked at, or
/// asked for.
struct UndoPlan
{
    enum class Way {
        None,   ///< why says why not
        Edit,   ///< draft: the inverse change, on what came of the change
        Create, ///< draft: the deleted one anew
        Delete, ///< of what was created: ask first
    };
    Way way = Way::None;
    QString id;
    StoredDraft draft;
    QString why; ///< a sentence
};

/// @p hasDraft: the resource has staged edits already, which an undo must not mix with. What others
/// have changed since comes in by ResourceDraft::rebase(), as for any edit that is older than the
/// platform: before is the edit, after its base.
UndoPlan undoOf(const api::ChangeEntry &entry, const api::ResourceType &type,
                const Abilities &abilities, bool hasDraft);

} // namespace models
