// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ChangeUndo.h"

#include "app/json/Equality.h"
#include "app/json/Patch.h"
#include "models/DraftKeeper.h"
#include "models/Merge.h"

#include <QCoreApplication>

namespace models {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("models::ChangeUndo", text);
}

UndoPlan impossible(const QString &why)
{
    UndoPlan plan;
    plan.why = why;
    return plan;
}

/// What it was right before. `before` may have been read earlier (of many that were changed at
/// once, from the list): what `after` has beyond what the patch makes of it was there already.
json::Document rightBefore(const api::ChangeEntry &entry)
{
    const auto made = json::Patch::parse(entry.patch).and_then([&](const json::Patch &patch) {
        return patch.apply(entry.before);
    });
    if (!made || json::sameAsWritten(made->root(), entry.before.root()))
        return entry.before;
    const json::Document before = merge(*made, entry.before, entry.after).document;
    return before ? before : entry.before;
}

UndoPlan editBack(const api::ChangeEntry &entry, const Abilities &abilities, bool hasDraft)
{
    if (const QString why = abilities.whyNotChange(); !why.isEmpty())
        return impossible(why);
    if (!entry.before || !entry.after)
        return impossible(translated("What %1 was before is not known: it could not be read then.")
                              .arg(entry.id));
    if (hasDraft)
        return impossible(
            translated("%1 has staged changes: send or discard them first.").arg(entry.id));
    UndoPlan plan;
    plan.way = UndoPlan::Way::Edit;
    plan.draft = {.profileId = entry.profileId,
                  .resource = entry.resource,
                  .id = entry.id,
                  .isNew = false,
                  .base = entry.after,
                  .edited = rightBefore(entry),
                  .savedAt = {}};
    return plan;
}

UndoPlan createAnew(const api::ChangeEntry &entry, const api::ResourceType &type,
                    const Abilities &abilities)
{
    if (type.idByPlatform)
        return impossible(translated("The platform makes the ids of %1 itself: %2 can't come back "
                                     "under its old one.")
                              .arg(type.plural, entry.id));
    if (const QString why = abilities.whyNotCreate(); !why.isEmpty())
        return impossible(why);
    if (!entry.before)
        return impossible(
            translated("What %1 held is not known: nobody had read it.").arg(entry.id));
    UndoPlan plan;
    plan.way = UndoPlan::Way::Create;
    plan.draft = {.profileId = entry.profileId,
                  .resource = entry.resource,
                  .id = DraftKeeper::idForNew(),
                  .isNew = true,
                  .base = json::Document::parse("{}").value_or(json::Document()),
                  .edited = entry.before,
                  .savedAt = {}};
    return plan;
}

} // namespace

UndoPlan undoOf(const api::ChangeEntry &entry, const api::ResourceType &type,
                const Abilities &abilities, bool hasDraft)
{
    if (entry.row == 0)
        return impossible(translated("The change is no longer in the log."));
    UndoPlan plan;
    switch (entry.kind) {
    case api::ChangeEntry::Kind::Updated:
        plan = editBack(entry, abilities, hasDraft);
        break;
    case api::ChangeEntry::Kind::Deleted:
        plan = createAnew(entry, type, abilities);
        break;
    case api::ChangeEntry::Kind::Created:
        if (const QString why = abilities.whyNotDelete(); !why.isEmpty())
            plan = impossible(why);
        else
            plan.way = UndoPlan::Way::Delete;
        break;
    }
    plan.id = entry.id;
    return plan;
}

} // namespace models
